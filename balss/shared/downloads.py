"""Answering with a file that is made when it is asked for, or with 304 to who has it already.

Whether somebody has it is decided before it is made, from its *version*: whatever the content depends on beside the
address and the language. A version is read before the content, so a change that comes between the two is in the content
and not in the tag, and the next question is answered anew; no tag ever stands for something older than it. Tags are the
same in every process. There is no Last-Modified: two changes within a second would look like one.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import IO, Any, cast
from wsgiref.util import FileWrapper

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

import balss

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
CSV = "text/csv; charset=utf-8; header=present"
JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BLOCK_BYTES = 64 * 1024
ROOM_FILES = {".py", ".mo", ".yaml", ".typ"}  # what decides how facts are put into words

Pieces = Iterable[str] | Iterable[bytes]


def download(
    request: HttpRequest,
    make: Callable[[], Pieces],
    *,
    media_type: str,
    version: Iterable[object] | None,
    name: str = "",
    inline: bool = False,
    headers: dict[str, str] | None = None,
) -> HttpResponseBase:
    """The pieces that `make` gives, with a tag of the version; neither for who has that version nor for HEAD is
    anything made. `name` is what the file is saved under.

    Without a version (None) the answer is its reader's alone: it has no tag, and no cache keeps it.
    """
    response = StreamingHttpResponse((), content_type=media_type, headers=headers)
    if name and (disposition := content_disposition_header(not inline, name)):
        response["Content-Disposition"] = disposition
    if version is None:
        response["Cache-Control"] = "private, no-store"
        answer: HttpResponseBase = response
    else:
        answer = unchanged_or(request, response, etag=tag_of(request, version))
    if answer is response and request.method != "HEAD":
        response.streaming_content = make()
    return answer


def unchanged_or(
    request: HttpRequest, response: HttpResponse | StreamingHttpResponse, *, etag: str, changed: int | None = None
) -> HttpResponseBase:
    """The response with its tag, or 304 for who has it already (RFC 9110, 13.2); `changed` in seconds since 1970."""
    response["ETag"] = etag
    whole = cast(HttpResponse, response)  # what Django's types ask for; it looks at headers and status alone
    return get_conditional_response(request, etag=etag, last_modified=changed, response=whole) or response


def tag_of(request: HttpRequest, version: Iterable[object]) -> str:
    """Weak, because the same facts may be packed differently."""
    parts = [software(), settings.ORIGIN, settings.OPERATOR, get_language(), request.get_full_path(), *version]
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def in_blocks(file: IO[bytes]) -> FileWrapper:
    """The file in pieces; it is closed with the answer."""
    return FileWrapper(file, BLOCK_BYTES)


@cache
def software() -> str:
    """The rooms' code and words: read once by each process, the same on every machine with the same release."""
    root, digest = Path(balss.__file__).parent, hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in ROOM_FILES):
        digest.update(f"{path.relative_to(root)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def seen(rows: Iterable[Any]) -> str:
    """The rows in short, for a version."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()
