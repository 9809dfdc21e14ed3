"""What stands before every page: the headers that keep browsers safe, and the pages kept ready for everybody."""

from balss.web.middleware.page_cache import PageCacheMiddleware
from balss.web.middleware.security_headers import SecurityHeadersMiddleware

__all__ = ["PageCacheMiddleware", "SecurityHeadersMiddleware"]
