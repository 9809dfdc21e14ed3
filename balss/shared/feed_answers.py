"""Answering with a feed, or with 304 to who has it already."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


def feed_answer(
    request: HttpRequest, content: bytes, media_type: str, *, changed_at: datetime, file_name: str
) -> HttpResponseBase:
    """The same content always has the same ETag."""
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    changed = int(changed_at.timestamp())
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(changed),
        "Cache-Control": "no-cache",
        "Content-Disposition": f'inline; filename="{file_name}"',
        **OPEN,
    }
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response) or response
