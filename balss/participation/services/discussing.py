"""Discussions of things that other rooms keep: people say something as in any consultation, on the page of the thing.

A discussion stands in no list of opportunities: what is discussed is found where it is kept. What is said in it is
read, removed, contested, exported and erased as everything that is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from balss.participation.models import Consultation, Opportunity, OpportunityKind
from balss.participation.models.opportunities import DISCUSSION
from balss.places.models import Institution
from balss.shared.permissions import Actor


@dataclass(frozen=True)
class Discussed:
    """One thing to be discussed: `key` is its own name in its room, `address` the page that shows it."""

    key: str
    title: str
    address: str
    language: str = "lv"


@transaction.atomic
def host_discussions(
    things: Iterable[Discussed],
    *,
    origin: str,
    institution: Institution,
    closes_at: datetime | None,
    by: Actor,
    now: datetime,
) -> None:
    """Open the discussion of each of the things, none of which has one; in the same number of queries for one and for
    thousands. `origin` is the room. The room that calls has checked the right."""
    opportunities = [
        Opportunity(
            origin=DISCUSSION + origin, origin_key=thing.key, kind=OpportunityKind.OTHER, institution=institution,
            title=thing.title, address=thing.address, language=thing.language, opens_at=now, closes_at=closes_at,
            state=Opportunity.State.PUBLISHED, author=by.public_id, created_at=now, updated_at=now, published_at=now,
        )
        for thing in things
    ]  # fmt: skip
    Opportunity.objects.bulk_create(opportunities)
    Consultation.objects.bulk_create(Consultation(opportunity=each) for each in opportunities)


@transaction.atomic
def prolong_discussions(*, origin: str, under: str, closes_at: datetime, now: datetime) -> None:
    """Let people speak until later of every thing whose key begins with `under`; of those that are over, no more."""
    found = Opportunity.objects.open(now).filter(origin=DISCUSSION + origin, origin_key__startswith=under)
    found.filter(closes_at__lt=closes_at).update(closes_at=closes_at, updated_at=now)


@transaction.atomic
def retitle_discussion(thing: Discussed, *, origin: str, now: datetime) -> None:
    """Call the discussion what the thing is called now. Nothing where there is none."""
    found = Opportunity.objects.filter(origin=DISCUSSION + origin, origin_key=thing.key)
    found.exclude(title=thing.title).update(title=thing.title, updated_at=now)


@transaction.atomic
def end_discussion(*, origin: str, key: str, now: datetime) -> None:
    """Nothing more can be said; what was said stays. Nothing where there is no discussion or it is over."""
    found = Opportunity.objects.open(now).filter(origin=DISCUSSION + origin, origin_key=key, opens_at__lt=now)
    found.update(closes_at=now, updated_at=now)
