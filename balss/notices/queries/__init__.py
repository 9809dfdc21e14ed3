"""What pages ask: the outbox, and what somebody follows."""

from balss.notices.queries.following import Followed, followed_by, preview
from balss.notices.queries.outbox import OutboxFigures, failed_notices, latest_notices, outbox_figures

__all__ = [
    "Followed",
    "OutboxFigures",
    "failed_notices",
    "followed_by",
    "latest_notices",
    "outbox_figures",
    "preview",
]
