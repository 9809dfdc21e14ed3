"""Loading the demonstration, once."""

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from balss.cli.demo import scale as scaling
from balss.cli.demo.performing import perform
from balss.cli.demo.stage import Stage
from balss.cli.demo.story import BEGINS_AT, read_story
from balss.ledger.services import integrate, signing_key
from balss.people.models import Account
from balss.people.services.demo import NotInProduction, make_demo_people
from balss.plan.models import Assessment, InformationRequest, Plan, ProgressReport

PLAN = "lv-6"  # the plan of which the story tells


def beginning(*, now: datetime) -> datetime:
    """When the demonstration begins: with the plan, never in the future. A new installation loads its reference data
    as of then, so that the ledger tells everything in the order in which it happened."""
    return min(BEGINS_AT, now)


@transaction.atomic
def load(*, now: datetime) -> str:
    """Make the demonstration's people, and tell the story up to now if nobody has reported anything yet; all of it or
    nothing. Answers in a few words what was done, "" for nothing. Raises NotInProduction."""
    made = make_demo_people(now=beginning(now=now))
    if any(model._default_manager.exists() for model in (ProgressReport, Assessment, InformationRequest)):
        return f"demonstration: {len(made)} people" if made else ""
    accounts = {account.email.partition("@")[0]: account for account in Account.objects.filter(is_demo=True)}
    stage, key = Stage(Plan.objects.get(slug=PLAN), accounts), signing_key()
    deeds = [deed for deed in read_story(told_at=now) if deed.at <= now]
    integrate(now=beginning(now=now), key=key)
    for deed in deeds:
        perform(deed, stage)
        integrate(now=deed.at, key=key)
    return f"demonstration: {len(made)} people, {len(deeds)} deeds up to {timezone.localdate(now).isoformat()}"


def load_scale(scale: int, *, now: datetime) -> str:
    """Write data for measuring and say how much. Raises NotInProduction, scale.AlreadyScaled."""
    if settings.PRODUCTION:
        raise NotInProduction
    written = scaling.write(Plan.objects.get(slug=PLAN), scale=scale, now=now)
    counts = ", ".join(f"{count} {name}" for name, count in asdict(written).items())
    return f"for measuring: {counts}"
