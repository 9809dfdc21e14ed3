"""Pages that everybody gets alike, kept ready for half a minute by each process.

Who has no session and no message waiting gets the page as it was rendered last; no table and no session is read for it.
Each process keeps its own pages and renders them anew after `LIFETIME`, counted from the moment before the rendering
began, and browsers are told to ask again each time (they get 304 when nothing changed). So no page is older than
`LIFETIME` after a change, however many processes there are, and no process needs to hear from another.

A page is kept only when nothing in it can belong to one visitor: it was asked for without any cookie, it sets none (a
form does, for its token), and it varies by nothing but language (said by the address), cookie and encoding.
"""

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

LIFETIME_SECONDS = 30.0
CAPACITY_BYTES = 32 * 1024 * 1024  # in each process
LARGEST_PAGE_BYTES = 2 * 1024 * 1024
LARGE_PAGE_BYTES = 256 * 1024  # compressed at level 5: a third of the time for a twelfth more bytes
HARMLESS_VARY = {"cookie", "accept-language", "accept-encoding"}

Key = tuple[str, str]  # host, address with query


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: its body plain and compressed, and the headers that go with either."""

    rendered_at: float  # seconds of the cache's clock, before the rendering began
    body: bytes
    compressed: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        return len(self.body) + len(self.compressed)


class Pages:
    """The pages of one process, at most `capacity` bytes of them; the longest unused go first. Safe between threads."""

    def __init__(self, *, capacity: int = CAPACITY_BYTES) -> None:
        self._capacity = capacity
        self._size = 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, *, since: float) -> Page | None:
        """The page, unless it was rendered before `since`."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.rendered_at < since:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        with self._lock:
            if old := self._pages.pop(key, None):
                self._size -= old.size
            self._pages[key] = page
            self._size += page.size
            while self._size > self._capacity:
                self._size -= self._pages.popitem(last=False)[1].size


class PageCacheMiddleware:
    """Stands before sessions and languages: what it answers costs no more than finding the page."""

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.get_response = get_response
        self.clock = clock
        self.pages = Pages()
        self.personal_cookies = {settings.SESSION_COOKIE_NAME, "messages"}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META:
            return self.get_response(request)
        if not self.personal_cookies.isdisjoint(request.COOKIES):
            return self.get_response(request)
        key = (request.META.get("HTTP_HOST", ""), request.get_full_path())
        now = self.clock()
        page = self.pages.get(key, since=now - LIFETIME_SECONDS)
        if page is None:
            response = self.get_response(request)
            if request.COOKIES or not may_be_kept(response):
                return response
            page = keep_ready(response, rendered_at=now)
            self.pages.put(key, page)
        return answer(request, page)


def may_be_kept(response: HttpResponseBase) -> bool:
    """Whether nothing in the response can belong to one visitor, and it is not too large to keep."""
    if response.status_code != 200 or response.streaming or response.cookies or "Content-Encoding" in response.headers:
        return False
    control = response.headers.get("Cache-Control", "")
    if "private" in control or "no-store" in control:
        return False
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name.strip()}
    return varies <= HARMLESS_VARY and isinstance(response, HttpResponse) and len(response.content) < LARGEST_PAGE_BYTES


def keep_ready(response: HttpResponse, *, rendered_at: float) -> Page:
    """The response as it will be given out again and again; the same content always has the same ETag."""
    headers = dict(response.headers)
    headers.setdefault("Cache-Control", "no-cache")
    headers["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers["Vary"] = "Cookie, Accept-Encoding"
    headers.pop("Content-Length", None)
    level = 7 if len(response.content) < LARGE_PAGE_BYTES else 5
    compressed = gzip.compress(response.content, compresslevel=level, mtime=0)
    return Page(rendered_at, response.content, compressed, tuple(headers.items()))


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """The page compressed for who takes that, or 304 for who has it already."""
    compress = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    response = HttpResponse(page.compressed if compress else page.body)
    for name, value in page.headers:
        response.headers[name] = value
    if compress:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    conditional = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    assert isinstance(conditional, HttpResponse)  # noqa: S101  (a given response is answered with a response)
    return conditional
