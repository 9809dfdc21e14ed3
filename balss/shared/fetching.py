"""Asking another site for a file: politely, in time, and never so that its address leads into our own network.

An address that people type can name a machine that only we can reach (server-side request forgery). So every host is
looked up here, all that the look-up says must be public, and the connection goes to the very address that was looked
at; each redirect is judged the same. Nothing goes through a proxy. Whoever asks again says what it got the last time
(ETag, Last-Modified) and is spared the content when nothing changed.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
MOST_BYTES = 10 * 1024 * 1024
SECONDS = 30.0  # for everything, redirects included
STEP_SECONDS = 10.0  # without a single byte
MOST_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052)


class Fault(StrEnum):
    """Why nothing came; who shows it says it in words."""

    ADDRESS = "address"  # not https, another port, a name and password in it
    PRIVATE = "private"  # leads to no public machine
    UNKNOWN_HOST = "unknown_host"
    TLS = "tls"  # the certificate does not hold
    NETWORK = "network"  # no connection, or it broke off
    SLOW = "slow"
    LARGE = "large"
    REDIRECTS = "redirects"  # too many
    ENCODED = "encoded"  # compressed, though we asked for it plain
    STATUS = "status"  # the server said no


class NotFetched(Exception):
    """`status` is what the server answered, if it did; `retry_after` after how many seconds it may be asked again."""

    def __init__(self, fault: Fault, *, status: int = 0, retry_after: int = 0) -> None:
        self.fault, self.status, self.retry_after = fault, status, retry_after
        super().__init__(f"{fault.value} {status or ''}".strip())


def is_public(ip: IP) -> bool:
    """Whether an address belongs to the public internet, also where it hides another one."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        if ip in TRANSLATED or ip.sixtofour is not None or ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast


@dataclass(frozen=True)
class Reach:
    """Which addresses may be asked. Anything but PUBLIC is for tests, whose servers are on this machine."""

    schemes: frozenset[str] = frozenset({"https"})
    ports: frozenset[int] = frozenset({443})
    may_ask: Callable[[IP], bool] = is_public


PUBLIC = Reach()


@dataclass(frozen=True)
class Fetched:
    """`is_unchanged`: it is what it was the last time, and there is no content."""

    content: bytes = b""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False


def check_address(address: str, *, reach: Reach = PUBLIC) -> SplitResult:
    """The parts of an address that may be asked, as far as can be told without looking its host up.

    Raises NotFetched with ADDRESS or PRIVATE.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise NotFetched(Fault.ADDRESS) from None
    host = parts.hostname or ""
    if parts.scheme not in reach.schemes or port not in reach.ports or not host or "@" in parts.netloc:
        raise NotFetched(Fault.ADDRESS)
    if any(character <= " " or character == "\x7f" for character in address) or not address.isascii():
        raise NotFetched(Fault.ADDRESS)
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return parts
    if not reach.may_ask(ip):
        raise NotFetched(Fault.PRIVATE)
    return parts


def fetch(
    address: str, *, etag: str = "", last_modified: str = "", reach: Reach = PUBLIC, most_bytes: int = MOST_BYTES,
    seconds: float = SECONDS,
) -> Fetched:  # fmt: skip
    """What stands at an address. Raises NotFetched."""
    end = time.monotonic() + seconds
    headers = {"User-Agent": f"Balss (+{settings.ORIGIN})", "Accept": "*/*", "Accept-Encoding": "identity"}
    if settings.CONTACT:
        headers["From"] = settings.CONTACT
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    for _hop in range(MOST_REDIRECTS + 1):
        parts = check_address(address, reach=reach)
        found = _Question(parts, headers, reach, most_bytes, end).ask()
        if isinstance(found, Fetched):
            return found
        address = urljoin(address, found)
    raise NotFetched(Fault.REDIRECTS)


class _Question:
    """One request to one machine."""

    def __init__(
        self, parts: SplitResult, headers: dict[str, str], reach: Reach, most_bytes: int, end: float
    ) -> None:  # fmt: skip
        self.parts, self.headers, self.reach, self.most_bytes, self.end = parts, headers, reach, most_bytes, end
        self.host = parts.hostname or ""
        self.port = parts.port or (443 if parts.scheme == "https" else 80)
        self.is_late = False

    def ask(self) -> Fetched | str:
        """What stands there, or the address that it leads on to."""
        connection = http.client.HTTPConnection(self.host, self.port)
        watch: Timer | None = None
        try:
            sock = self._connected()
            connection.sock = sock
            watch = Timer(max(self.end - time.monotonic(), 0.01), self._give_up, [sock])
            watch.daemon = True
            watch.start()
            return self._exchange(connection)
        except ssl.SSLError as error:
            raise NotFetched(Fault.SLOW if self.is_late else Fault.TLS) from error
        except TimeoutError as error:
            raise NotFetched(Fault.SLOW) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotFetched(Fault.SLOW if self.is_late else Fault.NETWORK) from error
        finally:
            if watch is not None:
                watch.cancel()
                watch.join()
            connection.close()

    def _give_up(self, sock: socket.socket) -> None:
        self.is_late = True
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # closed already

    def _connected(self) -> socket.socket:
        """A connection to the address that was looked at, with the certificate checked for the host's name."""
        ips = self._looked_up()
        last: OSError | None = None
        for ip in ips:
            left = self.end - time.monotonic()
            if left <= 0:
                raise NotFetched(Fault.SLOW)
            try:
                sock = socket.create_connection((str(ip), self.port), timeout=min(left, STEP_SECONDS))
            except OSError as error:
                last = error
                continue
            return self._secured(sock) if self.parts.scheme == "https" else sock
        raise last or OSError("no address")

    def _secured(self, sock: socket.socket) -> socket.socket:
        try:
            return ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)
        except BaseException:
            sock.close()
            raise

    def _looked_up(self) -> list[IP]:
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NotFetched(Fault.UNKNOWN_HOST) from error
        ips = list(dict.fromkeys(ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found))
        if not ips or not all(self.reach.may_ask(ip) for ip in ips):
            raise NotFetched(Fault.PRIVATE)
        return ips

    def _exchange(self, connection: http.client.HTTPConnection) -> Fetched | str:
        path = (self.parts.path or "/") + (f"?{self.parts.query}" if self.parts.query else "")
        connection.request("GET", path, headers=self.headers)
        with connection.getresponse() as answer:
            return self._heard(answer)

    def _heard(self, answer: http.client.HTTPResponse) -> Fetched | str:
        if answer.status == 304:
            return Fetched(is_unchanged=True)
        if answer.status in REDIRECTS and (onward := answer.headers.get("Location")):
            return onward
        if answer.status != 200:
            wait = answer.headers.get("Retry-After", "").strip()
            retry_after = int(wait) if wait.isdecimal() and len(wait) < 8 else 0
            raise NotFetched(Fault.STATUS, status=answer.status, retry_after=retry_after)
        return self._read(answer)

    def _read(self, answer: http.client.HTTPResponse) -> Fetched:
        if answer.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
            raise NotFetched(Fault.ENCODED)
        if (answer.length or 0) > self.most_bytes:
            raise NotFetched(Fault.LARGE)
        content = answer.read(self.most_bytes + 1)
        if self.is_late:
            raise NotFetched(Fault.SLOW)
        if len(content) > self.most_bytes:
            raise NotFetched(Fault.LARGE)
        if answer.length:  # fewer bytes than were promised
            raise NotFetched(Fault.NETWORK)
        return Fetched(
            content,
            charset=answer.headers.get_content_charset() or "",
            etag=answer.headers.get("ETag", "")[:300],
            last_modified=answer.headers.get("Last-Modified", "")[:100],
        )
