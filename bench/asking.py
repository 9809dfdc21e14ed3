"""Asking a WSGI application without a server: one call, the answer read to its end."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class NotServed(Exception):
    """A page to be measured answers with something else than itself."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(f"{address} answers {status}")


def ask(application: Application, address: str, *, encoding: str = "gzip") -> Answer:
    """GET an address as an anonymous visitor does. Raises NotServed for anything but 200."""
    parts = urlsplit(address)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": encoding,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    started: list[tuple[str, list[tuple[str, str]]]] = []
    response = application(environ, lambda status, headers, exc_info=None: started.append((status, headers)))
    try:
        body = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    status, headers = started[0]
    answer = Answer(int(status.split()[0]), dict(headers), body)
    if answer.status != 200:
        raise NotServed(address, answer.status)
    return answer


def first_load_bytes(application: Application, address: str) -> int:
    """What a new visitor's browser fetches, compressed: the page and what its tags name (sheets, fonts, scripts,
    images), each once."""
    page = ask(application, address)
    tags = _Tags()
    tags.feed(ask(application, address, encoding="identity").body.decode())
    return len(page.body) + sum(len(ask(application, part).body) for part in sorted(tags.addresses))


class _Tags(HTMLParser):
    """Collects the addresses of our own host that a browser fetches without being asked."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        address = named.get("src", "")
        if tag == "link" and {"stylesheet", "preload", "icon", "modulepreload"} & set(named.get("rel", "").split()):
            address = named.get("href", "")
        if address.startswith("/"):
            self.addresses.add(address)
