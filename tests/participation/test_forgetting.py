"""What is forgotten, and when."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balss.participation.models import Contribution, OutcomeReport, Report
from balss.participation.services.contributions import Said, Speaker, author_link, contribute, guest_of
from balss.people.services.personal_data import erase_past_retention
from balss.shared.permissions import ANONYMOUS

WEEK = timedelta(days=7)


@pytest.fixture
def said(consultation, now):
    return contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Vairāk koku."),
        speaker=Speaker(name="Jānis Bērzs", email="janis@example.lv"), by=ANONYMOUS, now=now,
    )  # fmt: skip


@pytest.mark.parametrize(("after", "left"), [(WEEK - timedelta(seconds=1), 1), (WEEK, 0)])
def test_what_was_not_confirmed_in_a_week_is_erased(said, now, after, left):
    erase_past_retention(now + after)

    assert Contribution.objects.count() == left


@pytest.mark.parametrize(("days", "email"), [(364, "janis@example.lv"), (365, "")])
def test_address_of_a_guest_is_forgotten_a_year_after_the_report(said, consultation, now, days, email):
    Contribution.objects.update(state="published", published_at=now)
    OutcomeReport.objects.create(
        consultation=consultation, state="published", published_at=now, author="x", created_at=now, updated_at=now
    )
    link = author_link(said).split("/")[-2]
    erase_past_retention(now + timedelta(days=days))

    said.refresh_from_db()
    assert (said.email, said.name, guest_of(link) is None) == (email, "Jānis Bērzs", email == "")


def test_address_is_kept_while_there_is_no_report(said, now):
    Contribution.objects.update(state="published", published_at=now)
    erase_past_retention(now + timedelta(days=4000))

    said.refresh_from_db()
    assert said.email == "janis@example.lv"


def test_address_of_somebody_with_an_account_is_kept(said, consultation, make_account, now):
    Contribution.objects.update(state="published", published_at=now, person=make_account("Jānis Bērzs").person)
    OutcomeReport.objects.create(
        consultation=consultation, state="published", published_at=now, author="x", created_at=now, updated_at=now
    )
    erase_past_retention(now + timedelta(days=4000))

    said.refresh_from_db()
    assert said.email == "janis@example.lv"


@pytest.mark.parametrize(("days", "email"), [(364, "kaimins@example.lv"), (365, "")])
def test_address_of_who_reported_content_is_forgotten_a_year_after_the_decision(said, now, days, email):
    decided, waiting = (
        Report.objects.create(
            contribution=said, ground="hate", email="kaimins@example.lv", reported_at=now, state=state, decided_at=at
        )
        for state, at in (("dismissed", now), ("open", None))
    )
    Contribution.objects.update(state="published", published_at=now)
    erase_past_retention(now + timedelta(days=days))

    decided.refresh_from_db()
    waiting.refresh_from_db()
    assert (decided.email, waiting.email) == (email, "kaimins@example.lv")


def test_page_on_privacy_says_how_long_addresses_of_guests_are_kept(client, db):
    page = client.get("/privatums/").content.decode()

    assert "jūsu e-pasta adresi, ja piedalāties bez konta: 365 dienas pēc pārskata" in page.lower()
