"""What stands before every page: the headers that keep browsers safe, what caches may keep, requests that cannot be
read, and the pages kept ready for everybody."""

from balss.web.middleware.page_cache import PageCacheMiddleware
from balss.web.middleware.private_answers import PrivateAnswersMiddleware
from balss.web.middleware.readable_requests import ReadableRequestsMiddleware
from balss.web.middleware.security_headers import SecurityHeadersMiddleware

__all__ = [
    "PageCacheMiddleware",
    "PrivateAnswersMiddleware",
    "ReadableRequestsMiddleware",
    "SecurityHeadersMiddleware",
]
