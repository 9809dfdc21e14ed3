"""The one address that answers with the bytes of files."""

from datetime import timedelta
from uuid import UUID

from django.http import FileResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from balss.shared.files.services import open_for
from balss.shared.files.types import TYPES
from balss.shared.http import Request
from balss.shared.models import StoredFile
from balss.shared.permissions import require

FRESH = timedelta(minutes=1)  # a file made restricted or removed stays in no cache for longer


@require_safe
def download(request: Request, public_id: UUID) -> HttpResponseBase:
    """Answer with a file, as an attachment unless it is a picture; 304 for who has it already.

    Nothing in it can run: the type is ours and not to be guessed, and the policy shuts the page of the file in a
    sandbox of its own.
    """
    file = get_object_or_404(StoredFile.objects.select_related("content"), public_id=public_id)
    require(request.actor, "shared.download_file", file, request.now)
    etag = f'"{file.content_id}"'
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = FileResponse(
            open_for(request.actor, file, now=request.now),
            as_attachment=not TYPES[file.media_type].shown_inline,
            filename=file.name,
            content_type=file.media_type,
        )
        response["Content-Length"] = str(file.content.size_bytes)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["ETag"] = etag
    lifetime = f"public, max-age={int(FRESH.total_seconds())}" if file.is_public else "private, no-cache"
    response["Cache-Control"] = lifetime
    return response
