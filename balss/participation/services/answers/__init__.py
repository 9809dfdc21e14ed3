"""Answering what was said: drafted, approved by a second person where that is wanted, published, corrected."""

from balss.participation.services.answers.assigning import assign, group_campaigns
from balss.participation.services.answers.drafting import (
    Answer,
    Changed,
    change_response,
    discard_response,
    draft_response,
    include,
    leave_out,
)
from balss.participation.services.answers.publishing import (
    approve_response,
    correct_response,
    propose_response,
    publish_response,
    return_response,
)
from balss.participation.services.answers.satisfaction import say_whether_answered

__all__ = [
    "Answer",
    "Changed",
    "approve_response",
    "assign",
    "change_response",
    "correct_response",
    "discard_response",
    "draft_response",
    "group_campaigns",
    "include",
    "leave_out",
    "propose_response",
    "publish_response",
    "return_response",
    "say_whether_answered",
]
