"""`balss people`: the first roles, and the people of a demonstration."""

from typing import Any

import pytest

from balss.cli import main
from balss.people.models import Account
from balss.people.services.demo import DEMO_PEOPLE
from tests.people.conftest import MakeAccount, make_institution


def test_first_administrator_comes_into_being(make_account: MakeAccount, capsys: pytest.CaptureFixture[str]) -> None:
    account = make_account("anna@example.lv")
    assert main(["people", "grant", "Anna@example.lv", "administrator"]) == 0
    assert capsys.readouterr().out == "Anna@example.lv: administrator\n"
    assert account.role_grants.get().granted_by == "system"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["anna@example.lv", "king"], "There is no role “king”."),
        (["anna@example.lv", "official"], "The role “official” needs an institution: --at CODE."),
        (["anna@example.lv", "administrator", "--at", "VARAM"], "The role “administrator” has no institution."),
        (["anna@example.lv", "official", "--at", "XYZ"], "There is no institution with the code “XYZ”."),
        (["nobody@example.lv", "administrator"], "Nobody signs in with nobody@example.lv."),
    ],
)
def test_what_cannot_be_granted_is_said(
    make_account: MakeAccount, ministry: Any, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    account = make_account("anna@example.lv")
    assert main(["people", "grant", *arguments]) == 1
    assert capsys.readouterr().err.startswith(said)
    assert not account.role_grants.exists()


def test_demonstration_prints_how_each_signs_in(ministry: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("FM", "VK", "OGRES_NOVADS"):
        make_institution(code, code)
    assert main(["people", "demo"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [who.email for who in DEMO_PEOPLE]


def test_demonstration_is_refused_in_production(db: None, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PRODUCTION = True
    assert main(["people", "demo"]) == 1
    assert "production" in capsys.readouterr().err
    assert not Account.objects.exists()
