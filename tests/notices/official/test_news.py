"""What people follow, at the official e-address of who chose that."""

from datetime import timedelta
from pathlib import Path

import pytest

from balss.notices.models import Consent, Dispatch, Notice, Rhythm
from balss.notices.services import happened, send_due
from balss.notices.services.following import follow
from balss.notices.services.official import consents
from balss.people.models import Account
from balss.people.queries import actor_of
from balss.places.models import Institution
from balss.shared.followables import HappeningKind, happening_kinds
from tests.notices.official.conftest import NOW, agree

LATER = NOW + timedelta(days=8)


@pytest.fixture(autouse=True)
def _news(monkeypatch: pytest.MonkeyPatch, anna: Account, ministry: Institution) -> None:
    monkeypatch.setattr(happening_kinds, "_pins", dict(happening_kinds._pins))
    happening_kinds.pin(HappeningKind("test.news", "Jaunums"))
    thing = ("places.institution", ministry.slug)
    follower = follow(account=anna, things=[thing], by=actor_of(anna), now=NOW)
    assert follower.rhythm == Rhythm.WEEKLY
    happened("test.news", about=thing, title={"lv": "Skolas iela"}, address="/jaunums/", now=NOW)


def test_who_chose_it_gets_news_at_the_e_address_and_no_letter(
    anna: Account, ministry: Institution, folder_gateway: Path
) -> None:
    agree(anna, ministry, news=True)
    send_due(now=LATER)
    assert "Skolas iela" in Dispatch.objects.get().text
    assert not Notice.objects.exists()


def test_who_agreed_to_answers_alone_gets_news_by_mail(anna: Account, agreed: Consent) -> None:
    send_due(now=LATER)
    assert (Dispatch.objects.count(), Notice.objects.get().to) == (0, "anna@example.lv")


def test_news_that_falls_back_to_mail_can_be_ended_with_one_press(
    anna: Account, ministry: Institution, folder_gateway: Path
) -> None:
    consent = agree(anna, ministry, news=True)
    send_due(now=LATER)
    consents.withdraw(consent=consent, by=actor_of(anna), now=LATER)
    assert Notice.objects.get().leave_path.startswith("/zinas/sekot/atteikties/")
