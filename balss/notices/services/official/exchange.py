"""One request over mutual TLS: both sides show certificates, and nobody else's is believed."""

import http.client
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from balss.notices.services.official.gateway import NotTaken

SECONDS = 20.0  # without a single byte
MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


@dataclass(frozen=True)
class Line:
    """A way to one server: files with our certificate and key, and with who vouches for the server."""

    place: str
    client: str
    authority: str
    seconds: float = SECONDS

    def ask(self, method: str, path: str = "", *, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """The server's answer, whatever its status. Raises NotTaken where there is none."""
        parts = urlsplit(self.place)
        connection = http.client.HTTPSConnection(
            parts.hostname or "", parts.port or 443, timeout=self.seconds, context=self._context()
        )
        try:
            connection.request(method, parts.path.rstrip("/") + path, body=body or None, headers=headers or {})
            answer = connection.getresponse()
            content = answer.read(MOST_BYTES + 1)
        except (OSError, http.client.HTTPException) as error:
            raise NotTaken(f"{type(error).__name__} at the gateway") from error
        finally:
            connection.close()
        if len(content) > MOST_BYTES:
            raise NotTaken("the gateway's answer is too large")
        return Answer(answer.status, content)

    def _context(self) -> ssl.SSLContext:
        try:
            context = ssl.create_default_context(cafile=self.authority)
            context.load_cert_chain(self.client)
        except OSError as error:
            raise NotTaken(f"the certificates of the gateway cannot be read: {type(error).__name__}") from error
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context
