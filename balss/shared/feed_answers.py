"""Answering with a feed, or with 304 to who has it already."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date

from balss.shared.downloads import OPEN, unchanged_or


def feed_answer(
    request: HttpRequest, content: bytes, media_type: str, *, changed_at: datetime, file_name: str
) -> HttpResponseBase:
    """The same content always has the same ETag. When it changed is told and not asked for: what was taken out of a
    feed leaves an older moment behind."""
    headers = {
        "Last-Modified": http_date(changed_at.timestamp()),
        "Cache-Control": "no-cache",
        "Content-Disposition": f'inline; filename="{file_name}"',
        **OPEN,
    }
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers=headers)
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    return unchanged_or(request, response, etag=etag)


def whole(address: str) -> str:
    """The address with the origin of this installation, unless it has one."""
    return address if "://" in address else settings.ORIGIN + address
