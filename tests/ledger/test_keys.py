"""The signing key is made once, kept to its owner, required in production, and changed in the open."""

import stat
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from balss.ledger.models import TreeHead
from balss.ledger.queries import log_keys
from balss.ledger.queries.verification import verify
from balss.ledger.services import NoSigningKey, integrate, signing_key
from balss.ledger.services.keys import announce_new_key, read_key, write_new_key


@pytest.fixture
def key_file(settings, tmp_path):
    settings.LEDGER_KEY_FILE = str(tmp_path / "new" / "key.pem")
    return tmp_path / "new" / "key.pem"


def test_outside_production_the_key_is_made_at_first_use_for_its_owner_only(key_file):
    first = signing_key()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert signing_key().verifier() == first.verifier()
    assert [path.name for path in key_file.parent.iterdir()] == ["key.pem"]


def test_a_key_that_exists_is_not_overwritten(key_file):
    first = signing_key()
    write_new_key(key_file)
    assert signing_key().verifier() == first.verifier()


def test_in_production_a_missing_key_is_not_made(key_file, settings):
    settings.PRODUCTION = True
    with pytest.raises(NoSigningKey, match="holds no key that can be read"):
        signing_key()
    assert not key_file.exists()


def test_in_production_the_key_must_be_named(settings):
    settings.PRODUCTION, settings.LEDGER_KEY_FILE = True, ""
    with pytest.raises(NoSigningKey, match=r"BALSS_LEDGER_KEY \(not set\)"):
        signing_key()


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_file_without_a_key_is_refused(content, tmp_path):
    (tmp_path / "key.pem").write_bytes(content)
    with pytest.raises(NoSigningKey, match="holds no key"):
        read_key(str(tmp_path / "key.pem"))


def test_a_key_of_another_kind_is_refused(tmp_path):
    pem = Ed448PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(pem)
    with pytest.raises(NoSigningKey, match="not an Ed25519 key"):
        read_key(str(tmp_path / "key.pem"))


@pytest.mark.django_db
def test_a_new_key_is_announced_under_the_old_one_and_then_signs(key_file, settings, tmp_path, now, new_entry):
    old = signing_key()
    integrate(now=now, key=old)
    announced = announce_new_key(tmp_path / "next.pem", now=now + timedelta(days=1))
    integrate(now=now, key=old)
    settings.LEDGER_KEY_FILE = str(tmp_path / "next.pem")
    new_entry()
    integrate(now=now, key=signing_key())
    assert log_keys() == [old.verifier(), announced]
    assert [head.key_id for head in TreeHead.objects.all()] == [old.verifier().id, old.verifier().id, announced.id]
    assert verify(now=now).findings == []
