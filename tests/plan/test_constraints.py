"""What must never be false about a plan is refused by the database itself."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from balss.plan import models


def refuses(make, constraint):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make()
    return constraint in str(refused.value)


@pytest.fixture
def report(measure, ministry, in_progress, now, today):
    def make(**changes):
        columns = {
            "measure": measure, "institution": ministry, "as_of_date": today, "created_at": now, "updated_at": now,
            "author": "abc", "status": in_progress, "text": "Darām.", "state": "submitted", "submitted_at": now,
        }  # fmt: skip
        return models.ProgressReport.objects.create(**{**columns, **changes})

    return make


@pytest.mark.parametrize(
    ("kind", "due_date"),
    [("quarter", None), ("date", None), ("continuous", date(2026, 1, 1)), ("text", date(2026, 1, 1))],
)
def test_deadline_has_a_date_only_where_it_is_certain(measure, kind, due_date):
    def make():
        models.Deadline.objects.create(measure=measure, serial=1, place=1, words={}, kind=kind, due_date=due_date)

    assert refuses(make, "deadline_dated_only_where_certain")


@pytest.mark.parametrize(("operator", "maximum"), [("range", None), ("range", 2), ("=", 5), ("about", None)])
def test_range_alone_has_two_ends(measure, operator, maximum):
    indicator = models.Indicator.objects.create(measure=measure, serial=1, place=1, kind="count")

    def make():
        models.Target.objects.create(indicator=indicator, place=1, operator=operator, value=3, maximum=maximum)

    assert refuses(make, "target_range_has_two_ends")


def test_measure_key_is_given_once(measure):
    def make():
        models.Measure.objects.create(plan=measure.plan, commitment=measure.commitment, key="1.1", place=2)

    assert refuses(make, "measure")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"status": None}, "report_submitted_with_status_and_text"),
        ({"text": ""}, "report_submitted_with_status_and_text"),
        ({"submitted_at": None}, "report_submitted_with_status_and_text"),
        ({"state": "accepted"}, "report_decided_with_its_time"),
        ({"state": "returned", "decided_at": "2026-11-23T09:00Z"}, "report_returned_with_a_reason"),
    ],
)
def test_report_is_whole_in_every_state(report, changes, constraint):
    assert refuses(lambda: report(**changes), constraint)


def test_one_body_has_one_draft_of_a_measure(report):
    report(state="draft", submitted_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        report(state="draft", submitted_at=None)


def test_draft_beside_what_was_submitted_is_allowed(report):
    report()
    assert report(state="draft", submitted_at=None).state == "draft"


def test_value_says_something(measure, today, now):
    indicator = models.Indicator.objects.create(measure=measure, serial=1, place=1, kind="count")
    own = {"indicator": indicator, "as_of_date": today, "recorded_at": now, "author": "abc"}
    assert refuses(lambda: models.IndicatorValue.objects.create(**own), "value_says_or_shows_something")
    assert refuses(lambda: models.IndicatorValue.objects.create(**own, number=Decimal(-1)), "value_not_negative")


def test_public_values_leave_out_drafts_and_what_was_corrected(report, measure, today, now):
    indicator = models.Indicator.objects.create(measure=measure, serial=1, place=1, kind="count")
    own = {"indicator": indicator, "as_of_date": today, "recorded_at": now, "author": "abc"}
    first = models.IndicatorValue.objects.create(**own, number=1, report=report())
    corrected = models.IndicatorValue.objects.create(**own, number=2, supersedes=first)
    draft = report(state="draft", submitted_at=None)
    models.IndicatorValue.objects.create(**own, number=9, report=draft, supersedes=corrected)
    assert list(models.IndicatorValue.objects.public()) == [corrected]


def test_assessment_gives_reasons(measure, today, now):
    own = {"measure": measure, "as_of_date": today, "recorded_at": now, "author": "abc"}
    assert refuses(
        lambda: models.Assessment.objects.create(**own, completion="limited", text=""), "assessment_gives_reasons"
    )


def test_request_asks_each_institution_once(plan, ministry, today, now):
    request = models.InformationRequest.objects.create(
        plan=plan, subject="Progress", text="?", answer_by_date=today + timedelta(days=14), sent_at=now, author="abc"
    )
    models.RequestRecipient.objects.create(request=request, institution=ministry)
    assert refuses(lambda: models.RequestRecipient.objects.create(request=request, institution=ministry), "request")


def test_words_are_shown_in_the_readers_language_else_in_the_plans_own(settings):
    settings.LANGUAGE_CODE = "lv"
    both, english = models.said({"en": "Plan", "lv": "Plāns"}), models.said({"en": "Plan", "fr": "Plan"})
    assert ((both, both.language), (english, english.language)) == (("Plāns", "lv"), ("Plan", "en"))
