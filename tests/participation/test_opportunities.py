"""Announcing an opportunity: complete, long enough, extended, withdrawn."""

from datetime import timedelta

import pytest

from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participation.models import Contribution, Opportunity, OpportunityKind
from balss.participation.services import (
    Announcement,
    announce,
    change_opportunity,
    discard_opportunity,
    extend_opportunity,
    faults_of,
    prepare_opportunity,
    publish_opportunity,
    retract,
    withdraw_opportunity,
)
from balss.participation.services.refusals import (
    AlreadyClosed,
    AnswersBeforeClosing,
    ClosesTooEarly,
    NotInThatState,
    NotLater,
    NotPublishable,
)
from balss.shared.permissions import ANONYMOUS, SYSTEM, NotAllowed
from tests.participation.conftest import LATER, NOW

NEEDED = ["title", "question", "summary", "what_happens", "answers_by_date", "contact", "offline", "closes_at"]


@pytest.fixture
def said(consultation, resident, now):
    """What a resident said online."""
    return Contribution.objects.create(
        consultation=consultation, kind="opinion", text="Vairāk koku.", person_id=resident.person_id, name="Anna Liepa",
        state="published", created_at=now, updated_at=now, submitted_at=now, published_at=now,
    )  # fmt: skip


def test_opportunity_takes_what_it_is_about_from_its_process(draft_opportunity, topic, parish):
    assert (list(draft_opportunity.topics.all()), list(draft_opportunity.territories.all())) == ([topic], [parish])


def test_publishing_names_everything_that_is_missing(process, official, now):
    empty = prepare_opportunity(process=process, content={"kind": OpportunityKind.IDEAS}, by=official, now=now)

    with pytest.raises(NotPublishable) as refused:
        publish_opportunity(opportunity=empty, by=official, now=now)

    assert [fault.field for fault in refused.value.faults] == NEEDED


def test_published_without_an_opening_time_opens_at_once(opportunity, now):
    assert (opportunity.opens_at, opportunity.is_open(now)) == (now, True)


def test_published_opportunity_is_open_until_its_last_moment(opportunity):
    last = LATER - timedelta(microseconds=1)

    assert (opportunity.is_open(last), opportunity.is_open(LATER)) == (True, False)
    assert list(Opportunity.objects.open(last)) == [opportunity]
    assert list(Opportunity.objects.closed(LATER)) == [opportunity]


@pytest.mark.parametrize("closes_at", [NOW - timedelta(hours=1), NOW])
def test_closing_before_it_opens_is_refused(draft_opportunity, closes_at, now):
    draft_opportunity.closes_at = closes_at

    assert [type(fault) for fault in faults_of(draft_opportunity, now)] == [ClosesTooEarly]


def test_answers_before_the_end_are_refused(draft_opportunity, now):
    draft_opportunity.answers_by_date = LATER.date()

    assert [type(fault) for fault in faults_of(draft_opportunity, now)] == [AnswersBeforeClosing]


def test_publishing_in_a_draft_process_is_refused(draft_process, official, opportunity_content, now):
    prepared = prepare_opportunity(process=draft_process, content=opportunity_content, by=official, now=now)

    with pytest.raises(NotInThatState):
        publish_opportunity(opportunity=prepared, by=official, now=now)


def test_everything_is_refused_to_others(opportunity, stranger, resident, now):
    for actor in (stranger, resident, ANONYMOUS):
        with pytest.raises(NotAllowed):
            extend_opportunity(
                opportunity=opportunity, closes_at=LATER + timedelta(days=7), reason="Svētki.", by=actor, now=now
            )
        with pytest.raises(NotAllowed):
            withdraw_opportunity(opportunity=opportunity, reason="Kļūda.", by=actor, now=now)
        with pytest.raises(NotAllowed):
            change_opportunity(opportunity=opportunity, content={}, version=opportunity.version, by=actor, now=now)


def test_question_and_times_stay_once_published(opportunity, official, now):
    changed = change_opportunity(
        opportunity=opportunity,
        content={"title": "Idejas Skolas ielai", "question": "Cits jautājums?", "closes_at": NOW},
        version=opportunity.version,
        by=official,
        now=now,
    )

    assert (changed.title, changed.question) == ("Idejas Skolas ielai", "Kam Skolas ielā jābūt pirmajā vietā?")
    assert changed.closes_at == LATER


def test_extending_moves_the_end_and_the_day_of_answers(opportunity, official, now):
    answers_by = opportunity.answers_by_date
    extended = extend_opportunity(
        opportunity=opportunity, closes_at=LATER + timedelta(days=7), reason="Svētki.", by=official, now=now
    )

    assert (extended.closes_at, extended.answers_by_date) == (LATER + timedelta(days=7), answers_by + timedelta(days=7))
    assert Entry.objects.get(action="participation.opportunity_extended").content_value["reason"] == "Svētki."


def test_extending_tells_everybody_who_took_part_once(opportunity, said, official, now):
    Contribution.objects.create(
        consultation=opportunity.consultation, kind="opinion", text="Soliņus.", name="Jānis", email="janis@example.lv",
        state="published", created_at=now, updated_at=now, submitted_at=now, published_at=now, language="en",
    )  # fmt: skip
    extend_opportunity(
        opportunity=opportunity, closes_at=LATER + timedelta(days=7), reason="Svētki.", by=official, now=now
    )

    letters = Notice.objects.filter(kind="participation.opportunity_extended")
    assert sorted(letters.values_list("to", "language")) == [
        ("anna.liepa@example.lv", "lv"),
        ("janis@example.lv", "en"),
    ]


def test_extending_to_an_earlier_time_is_refused(opportunity, official, now):
    with pytest.raises(NotLater):
        extend_opportunity(opportunity=opportunity, closes_at=LATER, reason="Svētki.", by=official, now=now)


def test_extending_what_has_closed_is_refused(opportunity, official):
    with pytest.raises(AlreadyClosed):
        extend_opportunity(
            opportunity=opportunity, closes_at=LATER + timedelta(days=7), reason="Svētki.", by=official, now=LATER
        )


def test_withdrawing_says_why_and_tells_participants(opportunity, said, official, now):
    withdrawn = withdraw_opportunity(opportunity=opportunity, reason="Kļūda jautājumā.", by=official, now=now)

    assert (withdrawn.state, withdrawn.withdrawn_reason) == ("withdrawn", "Kļūda jautājumā.")
    assert "Kļūda jautājumā." in Notice.objects.get(kind="participation.opportunity_withdrawn").text


def test_discarding_takes_drafts_alone(draft_opportunity, official, now):
    discard_opportunity(opportunity=draft_opportunity, by=official, now=now)
    assert not Opportunity.objects.exists()


def test_discarding_what_is_public_is_refused(opportunity, official, now):
    with pytest.raises(NotInThatState):
        discard_opportunity(opportunity=opportunity, by=official, now=now)


@pytest.fixture
def announcement(ministry, topic, now):
    return Announcement(
        origin="events", key="7", kind=OpportunityKind.EVENT, institution=ministry, title="Seminārs", summary="Par.",
        address="/notikumi/7/", opens_at=now, closes_at=LATER, topics=[topic],
    )  # fmt: skip


def test_announcing_twice_is_one_row(announcement, topic, now):
    announce(announcement, by=SYSTEM, now=now)
    shown = announce(announcement, by=SYSTEM, now=now)

    assert list(Opportunity.objects.public()) == [shown]
    assert (shown.get_absolute_url(), list(shown.topics.all())) == ("/notikumi/7/", [topic])


def test_retracted_announcement_is_shown_as_withdrawn(announcement, now):
    shown = announce(announcement, by=SYSTEM, now=now)
    retract(origin="events", key="7", reason="Lektors slims.", now=now)

    shown.refresh_from_db()
    assert (shown.state, shown.withdrawn_reason) == ("withdrawn", "Lektors slims.")


def test_what_another_room_announced_is_not_changed_here(announcement, stranger, now):
    shown = announce(announcement, by=SYSTEM, now=now)

    with pytest.raises(NotAllowed):
        withdraw_opportunity(opportunity=shown, reason="Kļūda.", by=stranger, now=now)
