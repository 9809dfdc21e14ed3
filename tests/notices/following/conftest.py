"""Places and topics to follow, and things that happen to them."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from balss.notices.models import Follower, Notice, Rhythm, Weekday
from balss.notices.services import happened
from balss.notices.services.following import Wishes, ask_to_follow, asked_by, confirm
from balss.people.models import Account, Person
from balss.places.models import Audience, Institution, InstitutionName, Territory, TerritoryVersion, Topic
from balss.shared.followables import HappeningKind, Thing, followables, happening_kinds

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)  # a Monday, noon in Riga
TRANSPORT: Thing = ("places.topic", "transports")
HEALTH: Thing = ("places.topic", "veseliba")


@pytest.fixture(autouse=True)
def _news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(happening_kinds, "_pins", dict(happening_kinds._pins))
    happening_kinds.pin(HappeningKind("test.news", "Jaunums"))
    monkeypatch.setattr(followables, "_pins", dict(followables._pins))  # tests pin things of their own


@pytest.fixture(autouse=True)
def topics(db: Any) -> list[Topic]:
    return [
        Topic.objects.create(code=code, position=place, name_lv=name, name_en=code)
        for place, (code, name) in enumerate([("transports", "Transports"), ("veseliba", "Veselība")])
    ]


@pytest.fixture
def institution(db: Any) -> Institution:
    made = Institution.objects.create(code="XM", slug="xm", kind="ministry")
    InstitutionName.objects.create(institution=made, lv="Izdomātā ministrija", en="Invented ministry")
    return made


@pytest.fixture
def municipality(db: Any) -> Territory:
    return _territory("ogres-novads", "municipality", "Ogres novads")


@pytest.fixture
def parish(municipality: Territory) -> Territory:
    return _territory("taurupes-pagasts", "parish", "Taurupes pagasts", municipality)


@pytest.fixture
def other_parish(municipality: Territory) -> Territory:
    return _territory("madlienas-pagasts", "parish", "Madlienas pagasts", municipality)


def _territory(slug: str, kind: str, name: str, parent: Territory | None = None) -> Territory:
    made = Territory.objects.create(slug=slug, kind=kind)
    TerritoryVersion.objects.create(territory=made, name=name, parent=parent)
    return made


@pytest.fixture
def account(db: Any) -> Account:
    return Account.objects.create(person=Person.objects.create(name="Anna"), email="anna@example.lv")


@pytest.fixture
def youth(db: Any) -> Audience:
    return Audience.objects.create(code="jauniesi", position=1, name_lv="Jaunieši", name_en="Youth")


def news(title: str, *things: Thing, until: date | None = None, now: datetime = NOW, **more: Any) -> None:
    """It happens to the first of the things, and concerns the others."""
    about, *also = things or (TRANSPORT,)
    happened(
        "test.news", about=about, also=also, title={"lv": title}, address=f"/{title}/", until=until, now=now, **more
    )


def followed(
    email: str, *things: Thing, rhythm: Rhythm = Rhythm.WEEKLY, weekday: Weekday = Weekday.MONDAY, now: datetime = NOW
) -> Follower:
    """An address that has asked and confirmed; the letter that asked for it is gone."""
    ask_to_follow(email=email, things=things, wishes=Wishes(rhythm, weekday), now=now)
    notice = Notice.objects.get(kind="notices.confirm_following", to=email)
    asked = asked_by(notice.text.split("/sekot/apstiprinat/")[1].split("/")[0])
    notice.delete()
    assert asked is not None
    return confirm(asked=asked, now=now)


def told(email: str) -> list[str]:
    """Titles in the letters of an address, in the order of the letters; each title stands in a path of its own."""
    letters = Notice.objects.filter(kind="notices.digest", to=email).order_by("pk")
    return [line.rsplit("/", 2)[1] for letter in letters for line in letter.text.splitlines() if _is_item(line)]


def _is_item(line: str) -> bool:
    return line.startswith("http") and "/zinas/" not in line


def is_checked(page: str, value: str) -> bool:
    """Whether the box or radio button of that value is."""
    return any(f'value="{value}"' in field and " checked" in field for field in re.findall("<input[^>]*>", page))
