"""`balss people`: the first roles, and the people of a demonstration."""

from typing import Any

import pytest

from balss.cli import main
from tests.people.conftest import MakeAccount


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
