"""A ballot is read only as it is written, and counts as signed only where its key's holder signed it."""

import pytest

from balss.core.vote.ballot import MalformedBallot, read_ballot, sign_ballot

SEED = bytes(range(32))
BALLOT = sign_ballot(seed=SEED, election="e", version=1, choices=["3", "7"], points=[2, 1])


def test_statement_is_canonical_json_as_browsers_write_it() -> None:
    assert BALLOT.statement == (
        '{"choices":["3","7"],"election":"e","format":"balss-ballot/1","key":"'
        + BALLOT.key
        + '","points":[2,1],"version":1}'
    )


def test_ballot_is_read_as_it_was_signed() -> None:
    read = read_ballot(BALLOT.statement, BALLOT.signature)
    assert (read, read.is_signed, read.leaf) == (BALLOT, True, BALLOT.leaf)


@pytest.mark.parametrize(("part", "other"), [('"3"', '"4"'), (":1}", ":2}"), ("[2,1]", "[1,2]")])
def test_changed_ballot_is_not_signed(part: str, other: str) -> None:
    changed = read_ballot(BALLOT.statement.replace(part, other), BALLOT.signature)
    assert (changed.is_signed, changed.leaf == BALLOT.leaf) == (False, False)


@pytest.mark.parametrize("statement", [
    "", "null", "[]", "{", "[" * 30_000, "9" * 50_000,
    BALLOT.statement.replace(":[", ": ["),
    BALLOT.statement.replace('"e"', "1"),
    BALLOT.statement.replace("[2,1]", "[2.0,1]"),
    BALLOT.statement.replace("[2,1]", "[true,1]"),
    BALLOT.statement.replace('"3"', "3"),
    BALLOT.statement.replace(":1}", ":0}"),
    BALLOT.statement.replace(":1}", ":true}"),
    BALLOT.statement.replace(":1}", ':1,"more":1}'),
    BALLOT.statement.replace("ballot/1", "ballot/2"),
    BALLOT.statement.replace(BALLOT.key, BALLOT.key.upper()),
    BALLOT.statement.replace(BALLOT.key, BALLOT.key[:-2]),
    BALLOT.statement.replace('"3"', r'"\ud800"'),
])  # fmt: skip
def test_what_is_not_written_so_is_no_ballot(statement: str) -> None:
    with pytest.raises(MalformedBallot):
        read_ballot(statement, BALLOT.signature)


@pytest.mark.parametrize("signature", ["", "zz" * 64, BALLOT.signature.upper(), BALLOT.signature[:-2], None])
def test_signature_has_one_way_to_be_written(signature: str) -> None:
    with pytest.raises(MalformedBallot):
        read_ballot(BALLOT.statement, signature)
