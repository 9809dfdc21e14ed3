"""What pages ask: the outbox, and what somebody follows."""

from balss.notices.queries.following import Followed, followed_by
from balss.notices.queries.outbox import OutboxFigures, failed_notices, latest_notices, outbox_figures
from balss.notices.queries.preview import Preview, preview

__all__ = [
    "Followed",
    "OutboxFigures",
    "Preview",
    "failed_notices",
    "followed_by",
    "latest_notices",
    "outbox_figures",
    "preview",
]
