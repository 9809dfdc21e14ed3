"""What somebody said can be followed by others: they are told that it was answered; who said it stays untold."""

from uuid import uuid4

import pytest
from django.test import Client

from balss.notices.models import Happening, Notice, Rhythm
from balss.notices.services import send_due
from balss.notices.services.following import Asked, Wishes, confirm
from balss.participation.models import Contribution
from balss.participation.queries.followed import contributions, thread_of
from balss.participation.queries.found import key_of_contribution
from balss.participation.services.answers import Answer, draft_response, publish_response
from balss.participation.services.contributions import Said, Speaker, contribute
from balss.participation.services.news import CONTRIBUTION


@pytest.fixture
def said(consultation, resident, now):
    return contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Vairāk koku Lielajā ielā."),
        speaker=Speaker(name="Anna Liepa"), by=resident, now=now,
    )  # fmt: skip


def answer(consultation, said, official, now):
    draft = draft_response(
        consultation=consultation, contributions=[said], answer=Answer("accepted", "Stādīsim."), by=official, now=now
    )
    publish_response(response=draft, by=official, now=now)


def test_who_follows_what_was_said_is_told_once_that_it_was_answered(consultation, said, official, now):
    key = key_of_contribution(said)
    confirm(asked=Asked("zane@example.lv", [(CONTRIBUTION, key)], Wishes(Rhythm.IMMEDIATELY)), now=now)
    answer(consultation, said, official, now)
    send_due(now=now)
    send_due(now=now)
    (letter,) = Notice.objects.filter(kind="notices.digest")
    assert "“Vairāk koku Lielajā ielā.”" in letter.text
    assert "Institūcija atbildējusi" in letter.text
    assert "Liepa" not in letter.text
    assert f"/{said.receipt}/" in letter.text


def test_what_nobody_follows_makes_no_news(consultation, said, official, now):
    answer(consultation, said, official, now)
    assert not Happening.objects.filter(about=CONTRIBUTION).exists()


def test_only_what_stands_can_be_followed(said):
    key = key_of_contribution(said)
    assert set(contributions([key, f"x/{said.receipt}", "x"])) == {key}
    Contribution.objects.filter(pk=said.pk).update(state="removed")
    assert contributions([key]) == {}


def test_thread_leads_to_following_it(said):
    page = Client().get(thread_of(said))
    assert f"ko=participation.contribution:{key_of_contribution(said)}" in page.text
