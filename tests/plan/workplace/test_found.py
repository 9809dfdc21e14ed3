"""What is public of a measure is found from the moment it is, and no longer than it is."""

import datetime as dt

import pytest

from balss.core.text.question import question
from balss.plan.models import Assessment
from balss.plan.services.assessments import assess_measure
from balss.plan.services.progress import accept_reports, return_report, start_report, withdraw_report
from balss.search.queries import Answers, Filters
from balss.search.services import rebuild


@pytest.fixture
def kinds_found(today):
    def found(typed):
        answers = Answers(question(typed), Filters(), on=today)
        return [(document.kind, document.key.split("/")[-1]) for document in answers[:20]]

    return found


def test_draft_is_not_found_and_a_sent_report_is(draft, write, send, anna, kinds_found):
    write(draft, anna, text="Rīkojām zirgu pasta sacīkstes.")
    assert kinds_found("zirga pasts") == []

    sent = send(draft, anna, text="Rīkojām zirgu pasta sacīkstes.")
    assert kinds_found("zirga pasts") == [("plan.report", str(sent.public_id))]


def test_withdrawn_report_is_not_found(draft, send, anna, now, kinds_found):
    sent = send(draft, anna, text="Zirgu pasts.")
    withdraw_report(report=sent, by=anna.actor, now=now)

    assert kinds_found("zirgu pasts") == []


def test_returned_report_is_not_found(draft, send, anna, coordinator, now, kinds_found):
    sent = send(draft, anna, text="Zirgu pasts.")
    return_report(report=sent, reason="Nepilnīgi", by=coordinator.actor, now=now)

    assert kinds_found("zirgu pasts") == []


def test_corrected_report_gives_way_to_its_correction(draft, send, anna, coordinator, measure, now, kinds_found):
    sent = send(draft, anna, text="Zirgu pasts.")
    accept_reports(reports=[sent], by=coordinator.actor, now=now)
    sent.refresh_from_db()
    correction = start_report(measure=measure, period=sent.period, corrects=sent, by=anna.actor, now=now)
    assert kinds_found("zirgu pasts") == [("plan.report", str(sent.public_id))]

    corrected = send(correction, anna, text="Baložu pasts.")
    assert kinds_found("zirgu pasts") == []
    assert kinds_found("balodis pasts") == [("plan.report", str(corrected.public_id))]


def test_assessment_is_found_until_it_is_corrected(measure, reviewer, now, today, kinds_found):
    given = {"measure": measure, "completion": Assessment.Completion.LIMITED, "as_of_date": today - dt.timedelta(1)}
    first = assess_measure(text="Zirgu pasts kavējas.", by=reviewer.actor, now=now, **given)
    assert kinds_found("zirgu pasts") == [("plan.assessment", str(first.public_id))]

    assess_measure(text="Baložu pasts kavējas.", corrects=first, by=reviewer.actor, now=now, **given)
    assert kinds_found("zirgu pasts") == []


def test_rebuilt_index_finds_the_same(draft, send, anna, measure, kinds_found):
    send(draft, anna, text="Zirgu pasts.")
    before = kinds_found("zirgu pasts")
    rebuild()

    assert kinds_found("zirgu pasts") == before
    assert ("plan.measure", measure.key) in kinds_found("")
