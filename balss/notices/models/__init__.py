"""Tables of the outbox, of what happened, and of those who follow."""

from balss.notices.models.feed_links import FeedLink
from balss.notices.models.followers import Follower, Pointer, Rhythm, Subscription, Weekday
from balss.notices.models.happenings import Concern, Happening
from balss.notices.models.outbox import Notice, NoticeState

__all__ = [
    "Concern",
    "FeedLink",
    "Follower",
    "Happening",
    "Notice",
    "NoticeState",
    "Pointer",
    "Rhythm",
    "Subscription",
    "Weekday",
]
