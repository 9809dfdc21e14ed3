"""The outcome report, which waits for the last answer, and decisions that are followed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participation.models import Contribution, DecisionUpdate, OutcomeReport, PublicDiscussion
from balss.participation.queries.outcomes import figures_of
from balss.participation.services import prepare_opportunity, publish_opportunity
from balss.participation.services.answers import Answer, draft_response, publish_response
from balss.participation.services.contributions import Said, Speaker, contribute
from balss.participation.services.outcomes import (
    add_telling,
    add_update,
    change_decision,
    discard_decision,
    publish_decision,
    publish_report,
    save_report,
    start_decision,
    withdraw_decision,
    withdraw_report,
)
from balss.participation.services.outcomes.decisions import InTheFuture
from balss.participation.services.outcomes.reports import AnswersMissing, StillTaking
from balss.participation.services.refusals import ChangedMeanwhile, Missing, NotInThatState, NotPublishable, StillOpen
from balss.shared.permissions import ANONYMOUS, NotAllowed, can
from tests.participation.conftest import LATER

WORDS = {"introduction": "Jautājām par ielu.", "said": "Vairāk koku.", "next_steps": "Būvprojekts."}


@pytest.fixture
def said(consultation, resident, now):
    return contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Vairāk koku."),
        speaker=Speaker(name="Anna Liepa"), by=resident, now=now,
    )  # fmt: skip


@pytest.fixture
def answered(consultation, said, official, now):
    response = draft_response(
        consultation=consultation, contributions=[said], answer=Answer("partly", "Pieci.", theme="Koki"), by=official,
        now=now,
    )  # fmt: skip
    return publish_response(response=response, by=official, now=now)


@pytest.fixture
def report(consultation, official, now):
    return save_report(consultation=consultation, content=WORDS, version=0, by=official, now=now)


def faults(raised):
    return [type(fault) for fault in raised.value.faults]


def test_report_is_not_published_while_an_answer_is_missing(consultation, said, report, official):
    with pytest.raises(NotPublishable) as refused:
        publish_report(consultation=consultation, version=1, by=official, now=LATER)

    assert faults(refused) == [AnswersMissing]
    assert refused.value.message.startswith("1 viedoklim vēl nav atbildes.")


def test_report_is_not_published_while_something_waits_to_be_read(consultation, answered, report, official, now):
    Contribution.objects.create(
        consultation=consultation, kind="opinion", text="Gaida.", state="held", created_at=now, updated_at=now,
        submitted_at=now,
    )  # fmt: skip

    with pytest.raises(NotPublishable) as refused:
        publish_report(consultation=consultation, version=1, by=official, now=LATER)
    assert faults(refused) == [AnswersMissing]


def test_report_is_not_published_while_people_can_take_part(consultation, answered, report, official, now):
    with pytest.raises(NotPublishable) as refused:
        publish_report(consultation=consultation, version=1, by=official, now=now)

    assert faults(refused) == [StillTaking]


def test_report_without_its_words_is_refused_by_field(consultation, answered, official, now):
    save_report(consultation=consultation, content={}, version=0, by=official, now=now)

    with pytest.raises(NotPublishable) as refused:
        publish_report(consultation=consultation, version=1, by=official, now=LATER)
    assert [fault.field for fault in refused.value.faults] == ["introduction", "said", "next_steps"]


def test_published_report_keeps_the_figures_of_its_day_and_tells_participants(consultation, answered, report, official):
    published = publish_report(consultation=consultation, version=1, by=official, now=LATER)
    Contribution.objects.all().update(channel="online", kind="question")

    assert published.figures["verdicts"] == {"partly": 1}
    assert OutcomeReport.objects.get().figures["kinds"] == {"opinion": 1}
    assert Notice.objects.get(kind="participation.outcome_published").to == "anna.liepa@example.lv"


def test_report_from_an_old_page_is_refused(consultation, report, colleague, official, now):
    save_report(consultation=consultation, content=WORDS, version=1, by=colleague, now=now)

    with pytest.raises(ChangedMeanwhile):
        save_report(consultation=consultation, content=WORDS, version=1, by=official, now=now)


def test_report_is_refused_to_others(consultation, report, stranger, resident, now):
    for actor in (stranger, resident, ANONYMOUS):
        assert not can(actor, "participation.view_outcome", report, now)
        with pytest.raises(NotAllowed):
            save_report(consultation=consultation, content=WORDS, version=1, by=actor, now=now)
        with pytest.raises(NotAllowed):
            publish_report(consultation=consultation, version=1, by=actor, now=LATER)


def test_withdrawn_report_stays_readable_with_its_reason(consultation, answered, report, official, now):
    publish_report(consultation=consultation, version=1, by=official, now=LATER)
    withdrawn = withdraw_report(consultation=consultation, reason="Kļūda skaitļos.", by=official, now=LATER)

    assert (withdrawn.state, can(ANONYMOUS, "participation.view_outcome", withdrawn, LATER)) == ("withdrawn", True)


def test_summary_of_a_public_discussion_is_approved_and_its_clock_runs(process, official, discussion_content, now):
    opportunity = publish_opportunity(
        opportunity=prepare_opportunity(process=process, content=discussion_content, by=official, now=now),
        by=official, now=now,
    )  # fmt: skip
    closed = opportunity.closes_at + timedelta(days=1)
    save_report(consultation=opportunity.consultation, content=WORDS, version=0, by=official, now=closed)
    with pytest.raises(NotPublishable) as refused:
        publish_report(consultation=opportunity.consultation, version=1, by=official, now=closed)
    assert [fault.field for fault in refused.value.faults] == ["approved_date"]

    report = save_report(
        consultation=opportunity.consultation, content={"approved_date": date(2027, 1, 15)}, version=1, by=official,
        now=closed,
    )  # fmt: skip
    publish_report(consultation=opportunity.consultation, version=2, by=official, now=closed)
    assert report.due_date == date(2027, 1, 20)
    assert PublicDiscussion.objects.get().summary_approved_date == date(2027, 1, 15)


def test_small_groups_are_not_told(consultation, now):
    for number, age in enumerate(["16-25"] * 3 + ["65-"] * 6 + ["26-44"] * 9):
        Contribution.objects.create(
            consultation=consultation, kind="opinion", text=f"Nr. {number}", email=f"{number}@example.lv",
            age_band=age, state="published", created_at=now, updated_at=now, submitted_at=now, published_at=now,
        )  # fmt: skip

    figures = figures_of(consultation)
    assert figures["participants"] == 18
    assert figures["people"]["age_band"] == {"16-25": None, "26-44": 9, "65-": None}


def test_figures_count_a_person_once(consultation, said, resident, now):
    contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Vēl."), speaker=Speaker(name="Anna"),
        by=resident, now=now,
    )  # fmt: skip

    figures = figures_of(consultation)
    assert (figures["contributions"], figures["participants"]) == (2, 1)


# --- Decisions -------------------------------------------------------------------------------------------------------

DECISION = {
    "title": "Skolas ielas pārbūve", "text": "Ielu pārbūvēs 2027. gadā.", "affected": "Ielas iedzīvotājiem.",
    "decided_by": "Dome", "decided_date": date(2026, 11, 20), "how_to_contest": "Mēneša laikā VARAM.",
}  # fmt: skip


@pytest.fixture
def draft_decision(municipality, process, official, now):
    return start_decision(institution=municipality, content=DECISION | {"process": process}, by=official, now=now)


@pytest.fixture
def decision(draft_decision, official, now):
    return publish_decision(decision=draft_decision, by=official, now=now)


def test_decision_is_told_of_whole_or_not_at_all(municipality, official, now):
    empty = start_decision(institution=municipality, content={"title": "Lēmums"}, by=official, now=now)

    with pytest.raises(NotPublishable) as refused:
        publish_decision(decision=empty, by=official, now=now)
    assert [fault.field for fault in refused.value.faults] == [
        "text", "affected", "decided_by", "decided_date", "how_to_contest",
    ]  # fmt: skip


def test_decision_of_the_future_is_refused(draft_decision, official, now):
    change_decision(
        decision=draft_decision, content={"decided_date": date(2026, 11, 24)}, version=1, by=official, now=now
    )

    with pytest.raises(NotPublishable) as refused:
        publish_decision(decision=draft_decision, by=official, now=now)
    assert faults(refused) == [InTheFuture]


def test_decision_ends_its_process(draft_decision, process, official, now):
    publish_decision(decision=draft_decision, by=official, now=now, ends_process=True)

    process.refresh_from_db()
    assert process.state == "decided"


def test_decision_does_not_end_a_process_in_which_people_still_speak(opportunity, draft_decision, official, now):
    with pytest.raises(StillOpen):
        publish_decision(decision=draft_decision, by=official, now=now, ends_process=True)

    draft_decision.refresh_from_db()
    assert draft_decision.state == "draft"


def test_published_decision_never_loses_what_it_has_to_say(decision, official, now):
    with pytest.raises(NotPublishable):
        change_decision(
            decision=decision, content={"how_to_contest": ""}, version=decision.version, by=official, now=now
        )


def test_carrying_out_is_told_by_dated_updates(decision, official, now):
    for day, progress in ((date(2026, 11, 22), "under_way"), (date(2026, 11, 21), "not_started")):
        add_update(decision=decision, progress=progress, as_of_date=day, text="Sākts.", by=official, now=now)

    decision.refresh_from_db()
    assert (decision.progress, DecisionUpdate.objects.count()) == ("under_way", 2)
    with pytest.raises(InTheFuture):
        add_update(decision=decision, progress="done", as_of_date=date(2026, 11, 24), text="Rīt.", by=official, now=now)


def test_those_affected_are_told_by_a_channel(decision, official, now):
    add_telling(decision=decision, channel="press", told_date=date(2026, 11, 23), by=official, now=now)

    assert Entry.objects.get(action="participation.decision_told").content_value["channel"] == "press"


def test_withdrawn_decision_says_why_and_is_not_changed(decision, official, now):
    with pytest.raises(Missing):
        withdraw_decision(decision=decision, reason="", by=official, now=now)
    withdrawn = withdraw_decision(decision=decision, reason="Tiesa atcēla.", by=official, now=now)

    with pytest.raises(NotInThatState):
        change_decision(decision=withdrawn, content={}, version=withdrawn.version, by=official, now=now)
    with pytest.raises(NotInThatState):
        discard_decision(decision=withdrawn, by=official, now=now)


def test_decision_is_refused_to_others(municipality, draft_decision, stranger, resident, now):
    for actor in (stranger, resident, ANONYMOUS):
        assert not can(actor, "participation.view_decision", draft_decision, now)
        with pytest.raises(NotAllowed):
            start_decision(institution=municipality, content=DECISION, by=actor, now=now)
        with pytest.raises(NotAllowed):
            publish_decision(decision=draft_decision, by=actor, now=now)
        with pytest.raises(NotAllowed):
            add_telling(decision=draft_decision, channel="press", told_date=now.date(), by=actor, now=now)
