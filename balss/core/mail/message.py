"""A message as bytes (RFC 5322, MIME): seven bits, no line over 76 octets in a body, none over 998 anywhere.

Written without the standard library's message objects: of a letter to a hundred thousand people they are most of the
work. Every line ends with CR LF; dots are doubled by whoever speaks SMTP.
"""

import re
from binascii import b2a_qp
from collections.abc import Sequence
from email.header import Header
from functools import lru_cache

WITHOUT_FOLDING = 65  # letters of a header of words that needs neither folding nor encoding
LONGEST_LINE = 998  # octets without the line's end, RFC 5322 2.1.1

_LINE_END = re.compile(r"\r\n|\r|\n")

HeaderLine = tuple[str, str]  # name and value; the value of seven bits, folded by `words` where it is long


class NotAHeader(ValueError):
    """A value that would begin another header, or that no server takes."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The header {name} has a value that cannot be sent")


@lru_cache(maxsize=1024)
def words(name: str, value: str) -> HeaderLine:
    """A header of words, in any letters, as RFC 2047 writes them; ends of lines count as spaces."""
    line = " ".join(value.split())
    if line.isascii() and line.isprintable() and "=?" not in line and len(line) <= WITHOUT_FOLDING:
        return name, line
    return name, Header(line, "utf-8", header_name=name, maxlinelen=76).encode(linesep="\r\n")


def compose(headers: Sequence[HeaderLine], *, text: str, html: str = "", boundary: str) -> tuple[bytes, bytes]:
    """The head and the body, each with its last line's end; between them a message has one empty line.

    The boundary begins with “=_”, which quoted-printable never writes. Raises NotAHeader.
    """
    plain = _part("plain", text)
    if not html:
        part_head, body = plain
        return _head(headers) + b"MIME-Version: 1.0\r\n" + part_head, body
    edge = boundary.encode("ascii")
    head = _head(headers) + b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="%b"\r\n' % edge
    parts = b"".join(b"--%b\r\n%b\r\n%b\r\n" % (edge, *part) for part in (plain, _part("html", html)))
    return head, parts + b"--%b--\r\n" % edge


def quoted_printable(content: str) -> bytes:
    """RFC 2045 6.7, lines of at most 76 octets, the last one ended too."""
    lines = _LINE_END.sub("\r\n", content)
    # The first end of a line tells b2a_qp how to end those that it breaks itself.
    return b2a_qp((lines if lines.endswith("\n") else f"{lines}\r\n").encode("utf-8", "replace"))


def _part(subtype: str, content: str) -> tuple[bytes, bytes]:
    head = b"Content-Type: text/%b; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    return head % subtype.encode(), quoted_printable(content)


def _head(headers: Sequence[HeaderLine]) -> bytes:
    lines = [f"{name}: {value}" for name, value in headers]
    for (name, _value), line in zip(headers, lines, strict=True):
        first, *folded = line.split("\r\n")
        if not all(part.startswith(" ") for part in folded) or not all(map(_fits, (first, *folded))):
            raise NotAHeader(name)
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _fits(line: str) -> bool:
    return len(line) <= LONGEST_LINE and line.isascii() and line.isprintable()
