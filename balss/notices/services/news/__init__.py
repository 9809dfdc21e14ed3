"""An institution's news: drafted, approved by a second person, sent once."""

from balss.notices.services.news.deciding import OtherWordsRead, approve_news, propose_news, take_news_back
from balss.notices.services.news.drafting import (
    ChangedMeanwhile,
    Draft,
    HalfInEnglish,
    NotInThatState,
    ToNobody,
    change_news,
    discard_news,
    draft_news,
)
from balss.notices.services.news.sending import send_news

__all__ = [
    "ChangedMeanwhile",
    "Draft",
    "HalfInEnglish",
    "NotInThatState",
    "OtherWordsRead",
    "ToNobody",
    "approve_news",
    "change_news",
    "discard_news",
    "draft_news",
    "propose_news",
    "send_news",
    "take_news_back",
]
