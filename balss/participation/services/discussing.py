"""Discussions of things that other rooms keep: people say something as in any consultation, on the page of the thing.

A discussion stands in no list of opportunities: what is discussed is found where it is kept. What is said in it is
read, removed, contested, exported and erased as everything that is said.
"""

from datetime import datetime

from django.db import transaction

from balss.participation.models import Consultation, Opportunity, OpportunityKind
from balss.participation.models.opportunities import DISCUSSION
from balss.places.models import Institution
from balss.shared.permissions import Actor


@transaction.atomic
def host_discussion(
    *,
    origin: str,
    key: str,
    institution: Institution,
    title: str,
    address: str,
    closes_at: datetime | None,
    language: str = "lv",
    by: Actor,
    now: datetime,
) -> Consultation:
    """Open the discussion of one thing, or say of one that is there what has changed. `origin` is the room, `key` its
    own name of the thing, `address` the page that shows it. The room that calls has checked the right."""
    shown = {
        "kind": OpportunityKind.OTHER, "institution": institution, "title": title, "address": address,
        "closes_at": closes_at, "language": language, "state": Opportunity.State.PUBLISHED, "author": by.public_id,
        "updated_at": now,
    }  # fmt: skip
    opportunity, _created = Opportunity.objects.update_or_create(
        origin=DISCUSSION + origin,
        origin_key=key,
        defaults=shown,
        create_defaults=shown | {"opens_at": now, "created_at": now, "published_at": now},
    )
    return Consultation.objects.get_or_create(opportunity=opportunity)[0]


@transaction.atomic
def end_discussion(*, origin: str, key: str, now: datetime) -> None:
    """Nothing more can be said; what was said stays. Nothing where there is no discussion or it is over."""
    found = Opportunity.objects.open(now).filter(origin=DISCUSSION + origin, origin_key=key, opens_at__lt=now)
    found.update(closes_at=now, updated_at=now)
