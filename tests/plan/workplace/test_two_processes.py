"""Two colleagues in two processes begin the report on one measure: on either engine there is one draft.

The first keeps its transaction open until the second is about to begin its own, and some moments more.
"""

from uuid import uuid4

import pytest

from tests.installation import finished

MEASURE = """
import os
from datetime import date, timedelta
from django.utils import timezone
from balss.people.models import Account, Person, RoleGrant
from balss.places.models import Institution, InstitutionName
from balss.plan.models import BodyPart, Commitment, Measure, Plan, ReportingPeriod

now, name = timezone.now(), os.environ["NAME"]
ministry = Institution.objects.create(code=name, slug=name, kind="ministry")
InstitutionName.objects.create(institution=ministry, lv="Izdomātā ministrija")
plan = Plan.objects.create(
    slug=name, country="XX", number=int(name[:3], 16), title={"lv": "Plāns"}, languages=["lv"],
    start_date=date(2026, 1, 1), end_date=date(2027, 12, 31),
)
commitment = Commitment.objects.create(plan=plan, number="1", place=1, title={"lv": "Apņemšanās"})
measure = Measure.objects.create(
    plan=plan, commitment=commitment, key="1.1", number="1.1", place=1, title={"lv": "Pasākums"}
)
BodyPart.objects.create(measure=measure, institution=ministry, part="responsible", place=1, words="XM")
ReportingPeriod.objects.create(
    plan=plan, code="2026-1", label={"lv": "Pusgads"}, start_date=date(2026, 1, 1), end_date=date(2026, 6, 30)
)
for who in ("anna", "juris"):
    account = Account.objects.create(email=f"{who}.{name}@example.lv", person=Person.objects.create(name=who))
    RoleGrant.objects.create(
        account=account, role="official", institution=ministry, starts_at=now - timedelta(days=1),
        granted_at=now, granted_by="system",
    )
"""

STARTING = """
import os, time
from datetime import UTC, datetime
from pathlib import Path
from django.db import transaction
from balss.people.models import Account
from balss.people.queries import actor_of
from balss.places.models import Institution
from balss.plan.models import Measure, ProgressReport, ReportingPeriod
from balss.plan.services.progress import start_report
from balss.shared.permissions import Grant, Role

name, who = os.environ["NAME"], os.environ["WHO"]
met = Path(os.environ["BALSS_VAR"]) / f"{name}-met"
by = actor_of(
    Account.objects.get(email=f"{who}.{name}@example.lv"),
    grant=Grant(Role.OFFICIAL, Institution.objects.get(code=name).pk),
)
measure = Measure.objects.get(plan__slug=name)
period = ReportingPeriod.objects.get(plan__slug=name) if os.environ["PERIOD"] else None


def start():
    return start_report(measure=measure, period=period, by=by, now=datetime(2026, 6, 1, tzinfo=UTC)).pk


if who == "anna":
    with transaction.atomic():
        print(start(), flush=True)
        until = time.monotonic() + 30
        while not met.exists() and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.3)
else:
    met.touch()
    print(start())
    print(ProgressReport.objects.filter(measure=measure).count())
"""


@pytest.mark.slow
@pytest.mark.timeout(300)  # processes take long to begin on a busy machine
@pytest.mark.parametrize("period", ["2026-1", ""])
def test_two_processes_that_start_at_once_get_one_draft(installation, period):
    name = uuid4().hex[:7]
    installation.run(MEASURE, NAME=name)
    anna = installation.start(STARTING, NAME=name, WHO="anna", PERIOD=period)
    assert anna.stdout is not None
    first = anna.stdout.readline().strip()
    second, drafts = finished(installation.start(STARTING, NAME=name, WHO="juris", PERIOD=period)).splitlines()
    finished(anna)
    assert (second, drafts) == (first, "1")
