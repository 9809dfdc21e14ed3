"""How other rooms put what they offer into the one feed of opportunities, and take it out again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from balss.participation.models import Opportunity, OpportunityKind, Process
from balss.participation.services.following import follow_opportunity
from balss.participation.services.news import tell_of_opportunity
from balss.places.models import Audience, Institution, Territory, Topic
from balss.shared.permissions import Actor


@dataclass(frozen=True)
class Announcement:
    """One opportunity of another room. `origin` is the room, `key` its own name of the thing, `address` its page."""

    origin: str
    key: str
    kind: OpportunityKind
    institution: Institution
    title: str
    summary: str
    address: str
    opens_at: datetime
    closes_at: datetime | None
    question: str = ""
    what_happens: str = ""
    offline: str = ""
    contact: str = ""
    answers_by_date: date | None = None
    process: Process | None = None
    language: str = "lv"
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    topics: Iterable[Topic] = ()
    territories: Iterable[Territory] = ()
    audiences: Iterable[Audience] = ()


@transaction.atomic
def announce(announcement: Announcement, *, by: Actor, now: datetime, tells: bool = True) -> Opportunity:
    """Show it in the feed, or change what is shown of it; the same announcement twice is one row.

    The room that calls has checked the right to publish and records its deed itself. Followers are told of what is new
    and of more time, unless that room tells them in its own words (`tells`).
    """
    before = Opportunity.objects.filter(origin=announcement.origin, origin_key=announcement.key).first()
    of_row = {
        name: getattr(announcement, name)
        for name in (
            "kind", "institution", "title", "summary", "address", "opens_at", "closes_at", "question", "what_happens",
            "offline", "contact", "answers_by_date", "process", "language", "translations",
        )
    }  # fmt: skip
    shown = {"state": Opportunity.State.PUBLISHED, "withdrawn_reason": "", "author": by.public_id, "updated_at": now}
    opportunity, _created = Opportunity.objects.update_or_create(
        origin=announcement.origin,
        origin_key=announcement.key,
        defaults=of_row | shown,
        create_defaults=of_row | shown | {"created_at": now, "published_at": now},
    )
    opportunity.topics.set(announcement.topics)
    opportunity.territories.set(announcement.territories)
    opportunity.audiences.set(announcement.audiences)
    follow_opportunity(opportunity)
    if tells and (news := _news(before, opportunity)):
        tell_of_opportunity(news, opportunity, now=now)
    return opportunity


def _news(before: Opportunity | None, after: Opportunity) -> str:
    """What there is to tell of a change: "" for nothing."""
    if before is None or before.state != Opportunity.State.PUBLISHED:
        return "participation.opportunity_published"
    if before.closes_at and after.closes_at and before.closes_at < after.closes_at:
        return "participation.opportunity_extended"
    return ""


@transaction.atomic
def retract(*, origin: str, key: str, reason: str, now: datetime, tells: bool = True) -> None:
    """Say in the feed that it was cancelled, and why; nothing where it was never announced. `tells`: as `announce`."""
    announced = Opportunity.objects.filter(origin=origin, origin_key=key)
    told = list(announced.filter(state=Opportunity.State.PUBLISHED).values_list("pk", flat=True)) if tells else []
    announced.update(state=Opportunity.State.WITHDRAWN, withdrawn_reason=reason, updated_at=now)
    for opportunity in announced:
        follow_opportunity(opportunity)
        if opportunity.pk in told:
            tell_of_opportunity("participation.opportunity_withdrawn", opportunity, now=now)
