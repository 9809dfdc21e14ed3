"""Drafts of a municipality and of a ministry; who works there stands in `tests/events/conftest.py`."""

# ruff: noqa: F401, F811  (fixtures are imported, and named as arguments)

from datetime import UTC, datetime

import pytest

from balss.drafts import services
from balss.drafts.models import Draft, Wording
from balss.drafts.services import Content
from balss.ledger.models import Entry
from balss.places.models import Topic
from balss.shared.permissions import Role
from tests.events.conftest import (
    _quick_passwords,
    anna,
    make_account,
    make_institution,
    make_territory,
    ministry,
    municipality,
    other_ministry,
    other_official,
    parish,
    region,
    resident,
)

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)

FIRST = """Par suņu un kaķu turēšanu Ludzas novadā
Izdoti saskaņā ar Pašvaldību likuma 45. panta pirmo daļu

I. Vispārīgie jautājumi
1. Noteikumi nosaka, kā Ludzas novadā tur suņus un kaķus.
2. Noteikumi attiecas uz visiem, kas novadā tur suni vai kaķi.
II. Prasības saimniekam
3. Suņa saimnieks:
3.1. ved suni pavadā visās ielās un parkos;
3.2. savāc aiz suņa atstātos netīrumus.
4. Kaķi drīkst palaist laukā, ja tam ir kaklasiksna ar saimnieka tālruni.
5. Par katru suni saimnieks reizi gadā maksā nodevu 10 eiro."""

SECOND = """Par suņu un kaķu turēšanu Ludzas novadā
Izdoti saskaņā ar Pašvaldību likuma 45. panta pirmo daļu

I. Vispārīgie jautājumi
1. Noteikumi nosaka, kā Ludzas novadā tur suņus un kaķus.
2. Noteikumi attiecas uz visiem, kas novadā tur suni vai kaķi.
II. Prasības saimniekam
3. Suņa saimnieks:
3.1. ved suni pavadā visās ielās, bet parkos arī bez pavadas suņu laukumā;
3.2. savāc aiz suņa atstātos netīrumus.
4. Pašvaldība ierīko suņu laukumu katrā pilsētā.
5. Kaķi drīkst palaist laukā, ja tam ir kaklasiksna ar saimnieka tālruni."""


@pytest.fixture
def topic(db):
    return Topic.objects.create(code="majdzivnieki", position=1, name_lv="Mājdzīvnieki", name_en="Pets")


@pytest.fixture
def council(make_institution, municipality):
    """The municipality of Ludza, which governs its territory."""
    return make_institution("LN", kind="municipality", name="Ludzas novada pašvaldība", territory=municipality)


@pytest.fixture
def zane(make_account, council):
    """An official of the municipality."""
    return make_account("zane@ln.example", Role.OFFICIAL, council)


@pytest.fixture
def content(topic):
    def make(**values):
        return Content(**{
            "title": "Suņu un kaķu turēšana", "summary": "Kur suns drīkst būt bez pavadas.",
            "unit": "Attīstības nodaļa", "contact_email": "birojs@ln.example", "topics": (topic,), **values,
        })  # fmt: skip

    return make


@pytest.fixture
def make_draft(council, zane, content):
    """One that nobody else sees, with its text or without."""

    def make(text=FIRST, institution=None, by=None, **values):
        who = (by or zane).actor
        draft = services.create_draft(institution=institution or council, content=content(**values), by=who, now=NOW)
        return draft if text is None else services.set_text(draft=draft, text=text, revision=0, by=who, now=NOW)

    return make


@pytest.fixture
def publish(zane):
    """The next version with this text; the draft as it is then."""

    def do(draft, text=None, note="Pēc iedzīvotāju ierosinājuma.", by=None, at=NOW):
        who = {"by": (by or zane).actor, "now": at}
        draft = Draft.objects.get(pk=draft.pk)
        if text is not None:
            draft = services.set_text(draft=draft, text=text, revision=draft.revision, **who)
        services.publish_version(draft=draft, note=note, revision=draft.revision, **who)
        return Draft.objects.get(pk=draft.pk)

    return do


@pytest.fixture
def draft(make_draft):
    return make_draft()


@pytest.fixture
def make_published(make_draft, publish):
    def make(*texts, by=None, at=NOW, **values):
        first, *later = texts or (FIRST,)
        made = publish(make_draft(first, by=by, **values), by=by, at=at)
        for text in later:
            made = publish(made, text, by=by, at=at)
        return made

    return make


@pytest.fixture
def published(make_published):
    return make_published()


@pytest.fixture
def twice(make_published):
    """With two versions."""
    return make_published(FIRST, SECOND)


@pytest.fixture
def withdraw(zane):
    def do(draft, reason="Dome no tā atteicās."):
        return services.withdraw_draft(draft=draft, reason=reason, by=zane.actor, now=NOW)

    return do


@pytest.fixture
def again():
    """The draft as it is now."""
    return lambda draft: Draft.objects.get(pk=draft.pk)


@pytest.fixture
def changes():
    """What the newest version did: the mark of each provision that it did something to, and what."""

    def read(draft):
        rows = Wording.objects.filter(version__draft=draft).newest().exclude(change="same")
        return [(row.mark, row.change) for row in rows]

    return read


@pytest.fixture
def serials():
    """The serial numbers of the newest version's provisions by their marks."""

    def read(draft):
        rows = Wording.objects.filter(version__draft=draft).newest().select_related("provision")
        return {row.mark: row.provision.serial for row in rows.standing()}

    return read


@pytest.fixture
def deeds(db):
    """What the ledger has recorded, by name."""
    return lambda: sorted(Entry.objects.filter(action__startswith="drafts.").values_list("action", flat=True))
