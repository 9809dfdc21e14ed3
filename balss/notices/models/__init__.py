"""Tables of the outbox, of what happened, and of those who follow."""

from balss.notices.models.feed_links import FeedLink
from balss.notices.models.followers import Follower, Pointer, Rhythm, Subscription, Weekday
from balss.notices.models.happenings import Concern, Happening
from balss.notices.models.outbox import Notice, NoticeState
from balss.notices.models.returns import Outcome, Pause, PauseReason, Return
from balss.notices.models.stops import BulkStop

__all__ = [
    "BulkStop",
    "Concern",
    "FeedLink",
    "Follower",
    "Happening",
    "Notice",
    "NoticeState",
    "Outcome",
    "Pause",
    "PauseReason",
    "Pointer",
    "Return",
    "Rhythm",
    "Subscription",
    "Weekday",
]
