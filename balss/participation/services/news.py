"""Telling followers what happened: a new opportunity, its end moved, its outcome, a decision and how it goes on."""

from datetime import datetime

from django.utils import translation

from balss.notices.services import happened
from balss.participation.models import Decision, Opportunity
from balss.participation.queries.followed import titles

PROCESS, OPPORTUNITY, DECISION = "participation.process", "participation.opportunity", "participation.decision"


@translation.override("lv")
def tell_of_opportunity(kind: str, opportunity: Opportunity, *, now: datetime, page: str = "") -> None:
    """In the transaction of the change, after it is written; `page` is a part of its address. What is withdrawn has no
    last day any more."""
    process = opportunity.process
    happened(
        kind,
        about=(OPPORTUNITY, str(opportunity.public_id)),
        also=[(PROCESS, process.slug)] if process else [],
        title=titles(opportunity),
        address=opportunity.get_absolute_url() + page,
        until=opportunity.last_date if opportunity.state == Opportunity.State.PUBLISHED else None,
        topics=opportunity.topics.select_related("parent"),
        territories=opportunity.territories.all(),
        institutions=[opportunity.institution] if opportunity.institution else [],
        audiences=opportunity.audiences.all(),
        now=now,
    )


@translation.override("lv")
def tell_of_decision(kind: str, decision: Decision, *, now: datetime) -> None:
    process = decision.process
    happened(
        kind,
        about=(DECISION, decision.slug),
        also=[(PROCESS, process.slug)] if process else [],
        title=titles(decision),
        address=decision.get_absolute_url(),
        topics=process.topics.select_related("parent") if process else (),
        territories=decision.territories.all(),
        institutions=[decision.institution],
        audiences=decision.audiences.all(),
        now=now,
    )
