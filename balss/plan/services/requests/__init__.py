"""Requests for information: sent to many institutions at once, answered by reports or in words, reminded of, closed."""

from balss.plan.services.requests.answers import answer_request
from balss.plan.services.requests.sending import Sent, close_request, remind_unanswered, send_request

__all__ = ["Sent", "answer_request", "close_request", "remind_unanswered", "send_request"]
