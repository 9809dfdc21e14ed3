"""A commitment opens with its own content and salt only."""

import hashlib

import pytest

from balss.core.chain.commitment import SaltTooShort, commit, opens

SALT = bytes(range(32))


def test_a_commitment_is_sha256_over_salt_and_content():
    assert commit('{"a":"ā"}', salt=SALT) == hashlib.sha256(SALT + '{"a":"ā"}'.encode()).digest()


def test_a_commitment_opens_with_its_content():
    assert opens(commit("{}", salt=SALT), "{}", salt=SALT)


@pytest.mark.parametrize(
    ("content", "salt"), [("{ }", SALT), ("{}", SALT[::-1]), ("{}", b""), (SALT.hex() + "{}", b"")]
)
def test_a_commitment_stays_shut_for_anything_else(content, salt):
    assert not opens(commit("{}", salt=SALT), content, salt=salt)


def test_a_salt_that_could_be_guessed_is_refused():
    with pytest.raises(SaltTooShort):
        commit("{}", salt=b"short")
