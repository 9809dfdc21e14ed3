"""A letter as it goes over the wire: signed, with one press to leave, and coming back to an address of its own."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from balss.core.mail.dkim import UnusableKey
from balss.notices.models import Notice
from balss.notices.services.letters import as_bytes, dkim_signer
from balss.notices.services.return_path import letters_named, return_path, token_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
STRICT: Any = SMTP.clone(raise_on_defect=True)
ID = UUID("018f9e5a-0000-7000-8000-00000000abcd")


def notice(**more: Any) -> Notice:
    words = {"subject": "Trīs jaunumi par “Ķengaraga šķērsielu”", "text": "Sveika, Žanna!\n" + "ļoti gari " * 300}
    return Notice(**{"to": "zanna@example.lv", "language": "lv", "created_at": NOW, **words, **more})


@pytest.fixture
def key(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "dkim.pem"
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(rsa.generate_private_key(65537, 2048).private_bytes(*pem))
    settings.DKIM_KEY, settings.DEFAULT_FROM_EMAIL = str(path), "Līdzdalība <balss@example.lv>"
    return path


def test_bulk_letter_is_left_with_one_press() -> None:
    letter: Any = message_from_bytes(as_bytes(notice(leave_path="/zinas/x/")), policy=STRICT)
    assert letter["List-Unsubscribe"] == "<http://localhost:8000/zinas/x/>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_letter_that_one_has_to_get_is_not_offered_to_be_left() -> None:
    assert b"List-Unsubscribe" not in as_bytes(notice())


def test_sender_with_latvian_letters_is_understood(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Līdzdalības birojs <balss@example.lv>"
    letter: Any = message_from_bytes(as_bytes(notice()), policy=STRICT)
    assert [(each.display_name, each.addr_spec) for each in letter["From"].addresses] == [
        ("Līdzdalības birojs", "balss@example.lv")
    ]


def test_reader_at_a_domain_with_latvian_letters_is_written_to() -> None:
    assert b"\r\nTo: anna@xn--gts-1oa5g.lv\r\n" in as_bytes(notice(to="anna@gātēs.lv"))


def test_signed_letter_is_accepted_by_others(key: Path) -> None:
    signer = dkim_signer()
    assert signer is not None
    letter = as_bytes(notice(html="<p>ā</p>", leave_path="/zinas/x/"))
    assert dkim.verify(letter, dnsfunc=lambda name, timeout=5: signer.record().encode())
    signed = letter.split(b"h=", 1)[1].split(b";")[0].decode().split(":")
    assert {"from", "list-unsubscribe", "list-unsubscribe-post", "message-id"} <= set(signed)


def test_letter_is_the_same_at_every_try(key: Path) -> None:
    one = notice(html="<p>ā</p>")
    assert as_bytes(one) == as_bytes(one)


def test_file_that_is_no_key_is_refused(key: Path) -> None:
    key.write_text("not a key")
    with pytest.raises(UnusableKey):
        as_bytes(notice())


def test_letter_comes_back_to_an_address_of_its_own(settings: Any) -> None:
    settings.RETURNS = "atgriezts@example.lv"
    local, _at, domain = return_path(ID).partition("@")
    assert (local, domain, len(local) <= 64) == (f"atgriezts+{token_of(ID)}", "example.lv", True)
    assert list(letters_named(f"<{return_path(ID)}>")) == [ID]
    assert f"X-Letter: {token_of(ID)}".encode() in as_bytes(notice(message_id=ID))


def test_without_such_an_address_it_comes_back_to_the_sender(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Balss <balss@example.lv>"
    assert return_path(ID) == "balss@example.lv"


@pytest.mark.parametrize("change", [0, 13, 25, 26, 38])
def test_token_with_one_letter_changed_names_nothing(change: int) -> None:
    token = token_of(ID)
    other = "a" if token[change] != "a" else "b"
    assert list(letters_named(token[:change] + other + token[change + 1 :])) == []


def test_token_made_by_others_names_nothing(settings: Any) -> None:
    token = token_of(uuid4())
    settings.SECRET_KEY = "another"
    assert list(letters_named(token)) == []


def test_token_of_an_earlier_secret_is_known_whatever_its_case(settings: Any) -> None:
    token = token_of(ID)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert list(letters_named(token.upper())) == [ID]
