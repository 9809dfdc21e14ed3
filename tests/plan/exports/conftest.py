"""A plan with everything that can be said about it: reported, corrected, drafted, returned, assessed."""

from types import SimpleNamespace

import pytest

from balss.places.models import Institution
from balss.plan import models

FORMULA = '=HYPERLINK("https://evil.example","Klikšķini")'


@pytest.fixture(autouse=True)
def _the_day_is_set(monkeypatch, now):
    """Requests come at `now`, whenever the tests run."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def told(published, report_value, now, today):
    """Measure 2.2 of the published plan with reports and values, public and not; the words of what must not be seen
    all have “SLEPENS” in them."""
    measure = published.measures.get(key="2.2")
    indicator = measure.indicators.first()
    ministry = Institution.objects.get(code="VARAM")
    in_progress = published.statuses.get(code="in_progress")
    period = published.periods.get(code="2026-2")

    def report(state, text, **columns):
        at = {"submitted_at": now} if state != "draft" else {}
        at |= {"decided_at": now} if state in ("accepted", "returned") else {}
        at |= {"return_reason": "SLEPENS iemesls"} if state == "returned" else {}
        return models.ProgressReport.objects.create(
            measure=measure, institution=ministry, period=period, as_of_date=today, status=in_progress, text=text,
            state=state, created_at=now, updated_at=now, author="abc", **at, **columns,
        )  # fmt: skip

    wrong = report("accepted", "Bija kļūda.")
    correct = report("accepted", FORMULA, supersedes=wrong)
    returned, draft = report("returned", "SLEPENS atgrieztais"), report("draft", "SLEPENS melnraksts")
    told = SimpleNamespace(
        plan=published, measure=measure, indicator=indicator, ministry=ministry, report=correct, corrected=wrong,
        value=report_value(indicator, "1.5", institution=ministry, report=correct, address="https://a.lv/x"),
        assessment=models.Assessment.objects.create(
            measure=measure, completion="limited", text="Maz darīts.", as_of_date=today, recorded_at=now, author="xyz"
        ),
    )  # fmt: skip
    for hidden in (returned, draft):
        report_value(indicator, None, institution=ministry, report=hidden, text="SLEPENS skaitlis")
    return told
