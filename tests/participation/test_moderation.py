"""Reading first, removing with reasons, hearing the author (DSA Art. 16, 17, 20)."""

from uuid import uuid4

import pytest

from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participation.models import Contribution, Removal, Report
from balss.participation.services.contributions import Said, Speaker, contribute, withdraw_contribution
from balss.participation.services.contributions.suspicion import Signs
from balss.participation.services.moderation import (
    Reasons,
    contest,
    decide_contest,
    dismiss_reports,
    hold_as_spam,
    publish_held,
    remove,
    report_content,
)
from balss.participation.services.refusals import Missing, NotInThatState
from balss.people.queries import actor_of
from balss.shared.permissions import ANONYMOUS, NotAllowed

REASONS = Reasons("personal_data", "Nosaukts kaimiņa vārds.", "VDAR 6. pants")


@pytest.fixture
def said(consultation, resident, now):
    return contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Kaimiņš Jānis traucē."),
        speaker=Speaker(name="Anna Liepa"), by=resident, now=now,
    )  # fmt: skip


@pytest.fixture
def held(consultation, make_account, now):
    return contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Pērciet!"), speaker=Speaker(name="Ātrais"),
        signs=Signs(trap_filled=True), by=actor_of(make_account("Ātrais Pārdevējs")), now=now,
    )  # fmt: skip


@pytest.fixture
def removal(said, official, now):
    return remove(contribution=said, reasons=REASONS, by=official, now=now)


def test_removal_keeps_the_place_and_gives_the_author_the_reasons(removal, said):
    said.refresh_from_db()
    letter = Notice.objects.get(kind="participation.removed")

    assert said in Contribution.objects.public()
    assert (said.state, letter.to) == ("removed", "anna.liepa@example.lv")
    for words in ("Nosaukts kaimiņa vārds.", "VDAR 6. pants", "Kaimiņš Jānis traucē."):
        assert words in letter.text


@pytest.mark.parametrize("reasons", [Reasons("illegal", " ", "VDAR"), Reasons("illegal", "Fakti", "")])
def test_removal_without_its_reasons_is_refused(said, official, now, reasons):
    with pytest.raises(Missing):
        remove(contribution=said, reasons=reasons, by=official, now=now)


def test_removal_is_refused_to_others(said, stranger, resident, now):
    for actor in (stranger, resident, ANONYMOUS):
        with pytest.raises(NotAllowed):
            remove(contribution=said, reasons=REASONS, by=actor, now=now)


def test_what_the_author_took_back_is_not_removed(said, resident, official, now):
    withdraw_contribution(contribution=said, by=resident, now=now)

    with pytest.raises(NotInThatState):
        remove(contribution=said, reasons=REASONS, by=official, now=now)


def test_author_contests_and_another_official_reverses(removal, said, resident, colleague, now):
    contested = contest(removal=removal, objection="Jānis ir amatpersona.", by=resident, now=now)
    decided = decide_contest(removal=contested, uphold=False, decision="Tiesa.", by=colleague, now=now)

    said.refresh_from_db()
    assert (decided.state, said.state) == ("reversed", "published")
    assert "atkal var izlasīt" in Notice.objects.get(kind="participation.contest_decided").text


def test_contest_is_not_decided_by_who_removed(removal, resident, official, now):
    contested = contest(removal=removal, objection="Nē.", by=resident, now=now)

    with pytest.raises(NotAllowed):
        decide_contest(removal=contested, uphold=True, decision="Paliek.", by=official, now=now)


def test_only_the_author_contests_and_once(removal, resident, official, make_account, now):
    for actor in (official, actor_of(make_account("Cits Cilvēks")), ANONYMOUS):
        with pytest.raises(NotAllowed):
            contest(removal=removal, objection="Nē.", by=actor, now=now)
    contest(removal=removal, objection="Nē.", by=resident, now=now)
    with pytest.raises(NotInThatState):
        contest(removal=removal, objection="Vēlreiz.", by=resident, now=now)


def test_reversed_removal_can_be_followed_by_another(removal, said, resident, colleague, official, now):
    contest(removal=removal, objection="Nē.", by=resident, now=now)
    decide_contest(removal=Removal.objects.get(), uphold=False, decision="Tiesa.", by=colleague, now=now)

    remove(contribution=said, reasons=REASONS, by=official, now=now)
    assert list(said.removals.order_by("pk").values_list("state", flat=True)) == ["reversed", "standing"]


def test_held_ones_are_published_or_left_in_one_go(held, said, official, now):
    assert publish_held(contributions=[held, said], by=official, now=now) == 1

    held.refresh_from_db()
    assert (held.state, held.published_at) == ("published", now)
    assert Entry.objects.filter(action="participation.contribution_published").count() == 1


def test_spam_is_never_shown_and_can_be_brought_back(held, official, now):
    assert hold_as_spam(contributions=[held], by=official, now=now) == 1
    assert held not in Contribution.objects.public()

    assert publish_held(contributions=[held], by=official, now=now) == 1


def test_bulk_with_one_of_another_institution_changes_nothing(held, stranger, now):
    with pytest.raises(NotAllowed):
        publish_held(contributions=[held], by=stranger, now=now)

    held.refresh_from_db()
    assert held.state == "held"


def test_anybody_reports_and_is_told_what_became_of_it(said, official, now):
    report = report_content(
        contribution=said, ground="personal_data", text="Vārds.", email="zina@example.lv", by=ANONYMOUS, now=now
    )
    remove(contribution=said, reasons=REASONS, by=official, now=now)

    report.refresh_from_db()
    assert report.state == "upheld"
    assert Notice.objects.get(kind="participation.report_decided").to == "zina@example.lv"


def test_same_person_reports_once(said, make_account, now):
    reporter = actor_of(make_account("Cits Cilvēks"))
    for _press in range(2):
        report_content(contribution=said, ground="hate", text="", by=reporter, now=now)

    assert Report.objects.count() == 1


def test_dismissed_report_leaves_the_words(said, official, stranger, now):
    report_content(contribution=said, ground="hate", text="", by=ANONYMOUS, now=now)
    with pytest.raises(NotAllowed):
        dismiss_reports(contribution=said, by=stranger, now=now)

    assert dismiss_reports(contribution=said, by=official, now=now) == 1
    said.refresh_from_db()
    assert (said.state, Report.objects.get().state) == ("published", "dismissed")
