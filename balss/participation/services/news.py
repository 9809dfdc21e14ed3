"""Telling followers what happened: a new opportunity, its end moved, its outcome, a decision and how it goes on."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation

from balss.notices.models import Subscription
from balss.notices.services import happened
from balss.participation.models import Contribution, Decision, Opportunity
from balss.participation.queries.followed import beginning_of, thread_of, titles
from balss.participation.queries.found import key_of_contribution

PROCESS, OPPORTUNITY, DECISION = "participation.process", "participation.opportunity", "participation.decision"
CONTRIBUTION = "participation.contribution"


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
def tell_of_answers(contributions: Iterable[Contribution], *, now: datetime) -> None:
    """Each that somebody follows was answered: a campaign may have thousands that nobody does. Its author gets a letter
    anyway."""
    by_key = {key_of_contribution(said): said for said in contributions}
    followed = Subscription.objects.filter(kind=CONTRIBUTION, key__in=by_key).values_list("key", flat=True).distinct()
    for key in followed:
        said = by_key[key]
        happened(
            "participation.contribution_answered", about=(CONTRIBUTION, key), title=beginning_of(said),
            address=thread_of(said), now=now,
        )  # fmt: skip


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
