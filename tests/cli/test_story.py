"""What the demonstration shows: believable, of every kind, never in the future, and told once."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from balss.cli.demo.loading import load
from balss.ledger.models import Entry, TreeHead
from balss.library.models import PracticeCase
from balss.participation.models import (
    Campaign,
    Channel,
    Contribution,
    Decision,
    Opportunity,
    OutcomeReport,
    Process,
    Removal,
    Report,
    Response,
    Satisfaction,
)
from balss.plan.models import (
    Assessment,
    Indicator,
    IndicatorValue,
    OfficialStatus,
    Plan,
    ProgressReport,
    RequestRecipient,
)
from balss.plan.queries import ComputedStatus
from balss.plan.queries.evidence import records_of
from balss.plan.queries.status import standings_of
from tests.cli.conftest import undone

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("story")]  # which takes longer to tell than to look at

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def _told_once(_prepared_once, django_db_blocker):
    with django_db_blocker.unblock(), undone():
        load(now=NOW)
        yield


@pytest.fixture
def told(_told_once, db):
    """An installation with the demonstration as of NOW."""


def test_told_again_changes_nothing(told):
    assert load(now=NOW + timedelta(days=30)) == ""


def test_told_shows_every_state_and_every_official_status(told):
    assert set(ProgressReport.objects.values_list("state", flat=True)) == set(ProgressReport.State.values)
    public = ProgressReport.objects.public().values("status")
    assert not OfficialStatus.objects.filter(plan__slug="lv-6").exclude(pk__in=public).exists()


def test_told_shows_every_computed_status_and_every_level_of_completion(told):
    standings = standings_of(Plan.objects.get(slug="lv-6"), on=timezone.localdate(NOW))
    assert {standing.status for standing in standings} == set(ComputedStatus)
    assert set(Assessment.objects.values_list("completion", flat=True)) == set(Assessment.Completion.values)


def test_told_leaves_what_is_overdue_overdue_and_some_measures_empty(told):
    standings = standings_of(Plan.objects.get(slug="lv-6"), on=timezone.localdate(NOW))
    overdue = [each.measure.key for each in standings if each.status == ComputedStatus.OVERDUE]
    empty = [each.measure.key for each in standings if not each.measure.reports.exists()]
    assert (overdue, empty) == (["2.5", "4.1"], ["1.2", "1.5", "3.2", "3.7", "4.2", "4.3", "4.4", "4.6", "4.7"])


def test_told_has_three_ministries_and_a_municipality(told):
    kinds = ProgressReport.objects.order_by().values_list("institution__kind", "institution").distinct()
    assert Counter(kind for kind, _ in kinds) == {"ministry": 3, "municipality": 1, "central_institution": 1}


def test_told_has_corrections_evidence_and_unanswered_requests(told):
    assert ProgressReport.objects.public().filter(supersedes__isnull=False).count() == 2
    assert IndicatorValue.objects.exclude(address="").exists()
    assert set(IndicatorValue.objects.exclude(document=None).values_list("document__media_type", flat=True)) == {
        "application/pdf", "text/csv",
    }  # fmt: skip
    asked = RequestRecipient.objects.select_related("request")
    assert {(each.request.closed_at is None, each.answered_at is None) for each in asked} == {
        (is_open, waits) for is_open in (True, False) for waits in (True, False)
    }


def test_told_is_never_in_the_future(told):
    reports = ProgressReport.objects.filter(as_of_date__gt=timezone.localdate(NOW))
    late = Entry.objects.filter(recorded_at__gt=NOW)
    assert [reports.count(), late.count(), Assessment.objects.filter(recorded_at__gt=NOW).count()] == [0, 0, 0]


def test_told_signs_the_ledger_in_the_order_of_time(told):
    signed = list(TreeHead.objects.order_by("number").values_list("signed_at", flat=True))
    assert (signed, len(signed) > 50) == (sorted(signed), True)


def test_told_shares_good_practice_and_counts_what_is_about_participatory_budgets(told):
    states = Counter(PracticeCase.objects.order_by().values_list("state", flat=True))
    indicator = Indicator.objects.get(measure__plan__slug="lv-6", measure__key="2.3", serial=2)
    kinds = Counter(kind for kind, _ in records_of(indicator, "good_practice_exchange") or ())
    assert (states, kinds) == ({"published": 4, "draft": 1}, {"library.cases": 2, "events.held": 1})
    assert [each["number"] for each in indicator.counted] == [3]


def test_told_asks_people_about_things_in_every_state(told):
    assert set(Process.objects.values_list("state", flat=True)) == set(Process.State.values)
    assert set(Opportunity.objects.values_list("state", flat=True)) == set(Opportunity.State.values)
    ours = Opportunity.objects.filter(origin="")
    assert {name: getattr(ours, name)(NOW).count() for name in ("open", "coming", "closed")} == {
        "open": 4, "coming": 3, "closed": 5,
    }  # fmt: skip
    assert ours.open(NOW).filter(closes_at__lt=NOW + timedelta(days=7)).count() == 2


def test_told_hears_people_in_every_way_and_every_state(told):
    assert set(Contribution.objects.values_list("channel", flat=True)) == set(Channel.values)
    missing = set(Contribution.State.values) - set(Contribution.objects.values_list("state", flat=True))
    assert missing == {Contribution.State.WITHDRAWN}
    assert list(Removal.objects.values_list("state", flat=True)) == [Removal.State.CONTESTED]
    assert Report.objects.filter(state=Report.State.OPEN).count() == 1
    assert [each.contributions.count() for each in Campaign.objects.all()] == [6]


def test_told_answers_with_every_verdict_and_leaves_the_desk_some_work(told):
    assert set(Response.objects.values_list("verdict", flat=True)) == set(Response.Verdict.values)
    assert set(Response.objects.values_list("state", flat=True)) == set(Response.State.values)
    assert OutcomeReport.objects.filter(state=OutcomeReport.State.PUBLISHED).count() == 3
    closed = Contribution.objects.filter(consultation__opportunity__in=Opportunity.objects.closed(NOW))
    assert closed.unanswered().values("consultation").distinct().count() == 2
    assert set(Satisfaction.objects.values_list("is_answered", flat=True)) == {True, False}
    assert {"under_way", "done"} <= set(Decision.objects.values_list("progress", flat=True))
