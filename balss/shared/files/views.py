"""The one address that answers with the bytes of files."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from balss.shared.downloads import in_blocks, unchanged_or
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
    name = content_disposition_header(not TYPES[file.media_type].shown_inline, file.name) or "attachment"
    headers = {
        "Content-Disposition": name,
        "Content-Length": str(file.content.size_bytes),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    }
    whole = StreamingHttpResponse((), content_type=file.media_type, headers=headers)
    uploaded = int(file.uploaded_at.timestamp())  # its bytes never change
    whole["Last-Modified"] = http_date(uploaded)
    answer = unchanged_or(request, whole, etag=f'"{file.content_id}"', changed=uploaded)
    if answer is whole and request.method != "HEAD":
        whole.streaming_content = in_blocks(open_for(request.actor, file, now=request.now))
    answer["Cache-Control"] = f"public, max-age={int(FRESH.total_seconds())}" if file.is_public else "private, no-cache"
    return answer
