"""Tables of the outbox, of what happened, of those who follow, of the official e-address, and of institutions' lists
and news."""

from balss.notices.models.feed_links import FeedLink
from balss.notices.models.followers import Follower, Pointer, Rhythm, StoppedFollowing, Subscription, Weekday
from balss.notices.models.happenings import Concern, Happening
from balss.notices.models.left_addresses import LeftAddress
from balss.notices.models.lists import AddressList, Contact
from balss.notices.models.news import News, NewsCopy
from balss.notices.models.official import Consent, Dispatch, DispatchState, Gateway, Reason, Standing
from balss.notices.models.outbox import Notice, NoticeState
from balss.notices.models.returns import Outcome, Pause, PauseReason, Return
from balss.notices.models.stops import BulkStop

__all__ = [
    "AddressList",
    "BulkStop",
    "Concern",
    "Consent",
    "Contact",
    "Dispatch",
    "DispatchState",
    "FeedLink",
    "Follower",
    "Gateway",
    "Happening",
    "LeftAddress",
    "News",
    "NewsCopy",
    "Notice",
    "NoticeState",
    "Outcome",
    "Pause",
    "PauseReason",
    "Pointer",
    "Reason",
    "Return",
    "Rhythm",
    "Standing",
    "StoppedFollowing",
    "Subscription",
    "Weekday",
]
