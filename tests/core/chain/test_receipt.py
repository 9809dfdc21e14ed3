"""A receipt proves its entry by itself, and nothing once a part of it is altered."""

import copy
import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from balss.core.chain.checkpoint import Checkpoint, sign_checkpoint
from balss.core.chain.commitment import commit
from balss.core.chain.entry import EntryFacts
from balss.core.chain.note import SigningKey
from balss.core.chain.receipt import FORMAT, MalformedReceipt, Proof, Result, Step, check_receipt, read_receipt
from balss.core.chain.tree import leaf_hash, node_hash

KEY = SigningKey("balss.lv/zurnals", Ed25519PrivateKey.from_private_bytes(bytes(32)))
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
SALT = bytes(range(32))
SIBLING = leaf_hash(b"another entry")
FACTS = EntryFacts(
    id="0d9e7a52-3d0f-4a57-a4c4-8d0a7c3d5b11",
    action="plan.report_published",
    subject_kind="plan.Measure",
    subject_id="7",
    actor="a7f3",
    role="official",
    institution=12,
    recorded_at=NOW,
    commitment=commit('{"status":"done"}', salt=SALT).hex(),
)
HEAD = Checkpoint(KEY.name, 2, node_hash(SIBLING, leaf_hash(FACTS.leaf_data())))
RECEIPT = {
    "format": FORMAT,
    "entry": FACTS.as_json(),
    "content": {"salt": SALT.hex(), "value": {"status": "done"}},
    "proof": str(Proof(1, (SIBLING,), str(sign_checkpoint(HEAD, key=KEY, signed_at=NOW)))),
}


def check(receipt):
    return check_receipt(read_receipt(json.dumps(receipt)), keys=[KEY.verifier()])


def test_a_leaf_holds_the_facts_in_one_way_of_writing():
    assert FACTS.leaf_data().decode() == (
        '{"action":"plan.report_published","actor":"a7f3",'
        '"commitment":"' + FACTS.commitment + '","format":"balss-ledger-entry/1",'
        '"id":"0d9e7a52-3d0f-4a57-a4c4-8d0a7c3d5b11","institution":12,'
        '"recorded_at":"2026-11-23T10:30:00.000000Z","role":"official",'
        '"subject":{"id":"7","kind":"plan.Measure"}}'
    )


def test_a_receipt_proves_content_signature_and_inclusion():
    assert check(RECEIPT) == dict.fromkeys(Step, Result.PROVEN)


def test_a_receipt_after_erasure_still_proves_the_entry():
    assert check({**RECEIPT, "content": None}) == {
        Step.CONTENT: Result.NOTHING_TO_CHECK,
        Step.SIGNATURE: Result.PROVEN,
        Step.INCLUSION: Result.PROVEN,
    }


def test_a_receipt_of_a_waiting_entry_proves_its_content_only():
    assert check({**RECEIPT, "proof": None}) == {
        Step.CONTENT: Result.PROVEN,
        Step.SIGNATURE: Result.NOTHING_TO_CHECK,
        Step.INCLUSION: Result.NOTHING_TO_CHECK,
    }


@pytest.mark.parametrize("name", [name for name in FACTS.as_json() if name not in {"format", "commitment"}])
def test_no_fact_of_the_entry_can_be_altered(name):
    altered = copy.deepcopy(RECEIPT)
    altered["entry"][name] = "another"
    assert check(altered)[Step.INCLUSION] == Result.FAILED


@pytest.mark.parametrize("commitment", ["00" * 32, "not hex", 5])
def test_an_altered_commitment_fails_the_content_too(commitment):
    checked = check({**RECEIPT, "entry": {**FACTS.as_json(), "commitment": commitment}})
    assert (checked[Step.CONTENT], checked[Step.INCLUSION]) == (Result.FAILED, Result.FAILED)


def test_altered_content_is_not_what_was_recorded():
    checked = check({**RECEIPT, "content": {"salt": SALT.hex(), "value": {"status": "late"}}})
    assert checked[Step.CONTENT] == Result.FAILED


def test_a_checkpoint_signed_by_somebody_else_is_not_the_logs():
    stranger = SigningKey(KEY.name, Ed25519PrivateKey.from_private_bytes(bytes(31) + b"1"))
    proof = str(Proof(1, (SIBLING,), str(sign_checkpoint(HEAD, key=stranger, signed_at=NOW))))
    checked = check({**RECEIPT, "proof": proof})
    assert (checked[Step.SIGNATURE], checked[Step.INCLUSION]) == (Result.FAILED, Result.PROVEN)


@pytest.mark.parametrize(("was", "becomes"), [("index 1", "index 0"), ("\n2\n", "\n3\n")])
def test_an_altered_proof_does_not_lead_to_the_root(was, becomes):
    checked = check({**RECEIPT, "proof": RECEIPT["proof"].replace(was, becomes)})
    assert checked[Step.INCLUSION] == Result.FAILED


def test_a_proof_with_extra_data_is_read_without_it():
    extra = RECEIPT["proof"].replace("\nindex", "\nextra QUJD\nindex")
    assert check({**RECEIPT, "proof": extra}) == dict.fromkeys(Step, Result.PROVEN)


def test_a_proof_without_a_checkpoint_fails():
    head = RECEIPT["proof"].partition("\n\n")[0]
    assert check({**RECEIPT, "proof": head + "\n\nnothing"})[Step.INCLUSION] == Result.FAILED


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a receipt"),
        ('{"format": "other"}', "not a receipt"),
        (json.dumps({**RECEIPT, "entry": None}), "“entry” is missing"),
        (json.dumps({**RECEIPT, "entry": {"id": "x"}}), "“entry” is missing or not"),
        (json.dumps({**RECEIPT, "entry": {**FACTS.as_json(), "x": float("nan")}}), "not a JSON number"),
        (json.dumps({**RECEIPT, "content": {"value": 1}}), "two members"),
        (json.dumps({**RECEIPT, "content": {"value": 1, "salt": "zz"}}), "hexadecimal"),
        (json.dumps({**RECEIPT, "content": {"value": 1, "salt": 5}}), "hexadecimal"),
        (json.dumps({**RECEIPT, "content": {"value": float("nan"), "salt": ""}}), "not a JSON number"),
        (json.dumps({**RECEIPT, "proof": 5}), "is not a text"),
        (json.dumps({**RECEIPT, "proof": "x"}), "does not start with"),
        (json.dumps({**RECEIPT, "proof": "c2sp.org/tlog-proof@v1\n\nx"}), "no line “index”"),
        (json.dumps({**RECEIPT, "proof": "c2sp.org/tlog-proof@v1\nindex -1\n\nx"}), "no line “index”"),
        (json.dumps({**RECEIPT, "proof": "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx"}), "not 32 bytes"),
        (json.dumps({**RECEIPT, "proof": "c2sp.org/tlog-proof@v1\nindex 1\n" + "A\n" * 64 + "\nx"}), "more than 63"),
    ],
)
def test_what_is_no_receipt_is_refused_with_what_is_wrong(text, message):
    with pytest.raises(MalformedReceipt, match=message):
        read_receipt(text)
