"""A ministry with a gateway, and a person who may agree to messages at the official e-address."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from balss.core.personal_code import PersonalCode, read_personal_code
from balss.notices.models import Consent
from balss.notices.services.official import consents, running
from balss.people.models import Account, Claim, CodeHash, Person
from balss.people.queries import actor_of
from balss.people.services.persons import digest_of
from balss.places.models import Institution, InstitutionName
from balss.shared.permissions import Actor, Grant, Role
from tests.notices.official.certificates import Authority

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)  # a Friday
CODE = read_personal_code("320000-00001")
OTHER_CODE = read_personal_code("320000-00002")

Connect = Callable[..., dict[str, str]]


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def gateway_keys(authority: Authority) -> tuple[Path, Path]:
    """Certificate and key of the ministry's document system."""
    return authority.issue("documents of XM")


@pytest.fixture
def ministry(db: Any) -> Institution:
    return make_ministry("XM")


def make_ministry(code: str) -> Institution:
    made = Institution.objects.create(code=code, slug=code.lower(), kind="ministry", e_address="_DEFAULT@90000000001")
    InstitutionName.objects.create(institution=made, lv=f"Ministrija {code}", en=f"Ministry {code}")
    return made


@pytest.fixture
def connect(settings: Any, tmp_path: Path, gateway_keys: tuple[Path, Path]) -> Connect:
    """Writes the file of gateways; without other words, one to a folder."""

    def write(*codes: str, **words: str) -> dict[str, str]:
        folder = tmp_path / "outbox"
        folder.mkdir(exist_ok=True)
        entry = {"driver": "folder", "place": str(folder), "certificate": str(gateway_keys[0]), **words}
        file = tmp_path / f"gateways-{len(list(tmp_path.glob('gateways-*')))}.yaml"
        file.write_text(yaml.safe_dump([{"institution": code, **entry} for code in codes or ("XM",)]))
        settings.GATEWAYS = str(file)
        return entry

    return write


@pytest.fixture
def runner(ministry: Institution) -> Actor:
    """The ministry's own administrator."""
    account = make_account("runner@example.lv")
    return actor_of(account, grant=Grant(Role.INSTITUTION_ADMIN, ministry.pk))


def make_account(email: str) -> Account:
    return Account.objects.create(person=Person.objects.create(name=email.partition("@")[0]), email=email)


def identify(person: Person, code: PersonalCode = CODE, level: str = Claim.Level.SUBSTANTIAL) -> None:
    CodeHash.objects.create(person=person, digest=digest_of(code), obtained_at=NOW)
    Claim.objects.create(person=person, kind="name", value="Anna", source="eid", level=level, obtained_at=NOW)


@pytest.fixture
def anna(db: Any) -> Account:
    account = make_account("anna@example.lv")
    identify(account.person)
    return account


@pytest.fixture
def folder_gateway(connect: Connect, ministry: Institution, runner: Actor) -> Path:
    """The ministry's gateway to a folder, switched on."""
    entry = connect()
    running.switch(institution=ministry, is_on=True, by=runner, now=NOW)
    return Path(entry["place"])


@pytest.fixture
def agreed(anna: Account, ministry: Institution, folder_gateway: Path) -> Consent:
    return agree(anna, ministry)


def agree(account: Account, institution: Institution, *, news: bool = False, code: PersonalCode = CODE) -> Consent:
    return consents.give(
        person=account.person, institution=institution, code=code, news=news, by=actor_of(account), now=NOW
    )
