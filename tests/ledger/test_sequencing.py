"""The sequencer gives committed entries consecutive positions and signs the tree."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from balss.core.chain.checkpoint import verify_checkpoint
from balss.core.chain.note import SigningKey
from balss.core.chain.proofs import verify_consistency, verify_inclusion
from balss.core.chain.tree import leaf_hash, root_of
from balss.ledger.models import Entry, Leaf, PendingEntry, TreeHead, TreeNode
from balss.ledger.queries import consistency_proof, inclusion_proof, log_keys, tree_size
from balss.ledger.queries.tree import stored_root
from balss.ledger.queries.verification import verify
from balss.ledger.services import Subject, integrate, record
from balss.ledger.services import sequencing as sequencing_module

pytestmark = pytest.mark.django_db


def leaf_hashes():
    return [leaf_hash(leaf.entry.facts().leaf_data()) for leaf in Leaf.objects.select_related("entry")]


def test_waiting_entries_get_the_next_positions(new_entry, now):
    new_entry(), new_entry()
    assert integrate(now=now, key=None) == 2
    new_entry()
    assert integrate(now=now, key=None) == 1
    assert list(Leaf.objects.values_list("position", flat=True)) == [0, 1, 2]
    assert not PendingEntry.objects.exists()


def test_entries_that_wait_together_are_ordered_by_their_time(new_entry, now, official):
    for minutes in (3, 1, 2):
        at = now + timedelta(minutes=minutes)
        record(action=f"a.{minutes}", subject=Subject("k", "1"), by=official, now=at, content={})
    integrate(now=now, key=None)
    assert list(Leaf.objects.values_list("entry__action", flat=True)) == ["a.1", "a.2", "a.3"]


def test_stored_nodes_make_the_root_over_all_leaves(new_entry, now):
    for count in (1, 2, 4, 6):
        for _ in range(count):
            new_entry()
        integrate(now=now, key=None)
        assert stored_root(tree_size()) == root_of(leaf_hashes())
    assert TreeNode.objects.count() == 6 + 3 + 1  # over 13 leaves


def test_stored_nodes_prove_every_leaf_and_every_older_tree(new_entry, now):
    for _ in range(11):
        new_entry()
    integrate(now=now, key=None)
    leaves = leaf_hashes()
    root = root_of(leaves)
    for i, leaf in enumerate(leaves):
        assert verify_inclusion(leaf, position=i, size=11, proof=inclusion_proof(i, 11), root=root)
        proof, old_root = consistency_proof(i, 11), root_of(leaves[:i])
        assert verify_consistency(old_size=i, old_root=old_root, size=11, root=root, proof=proof)


def test_a_long_queue_is_taken_in_batches(new_entry, now, monkeypatch):
    monkeypatch.setattr(sequencing_module, "BATCH", 3)
    for _ in range(7):
        new_entry()
    assert integrate(now=now, key=None) == 7
    assert tree_size() == 7


def test_the_tree_is_signed_with_its_size_root_and_time(new_entry, now, key):
    new_entry()
    integrate(now=now, key=key)
    head = TreeHead.objects.get()
    checkpoint, signed_at = verify_checkpoint(head.checkpoint, key=key.verifier())
    assert (checkpoint.size, checkpoint.root, signed_at) == (2, root_of(leaf_hashes()), now)
    assert (head.size, head.root_hash, head.signed_at) == (2, checkpoint.root.hex(), now)


def test_the_key_is_recorded_before_it_signs_and_only_once(new_entry, now, key):
    for _ in range(2):
        new_entry()
        integrate(now=now, key=key)
    assert Entry.objects.filter(action="ledger.key_introduced").count() == 1
    assert log_keys() == [key.verifier()]


def test_a_key_is_introduced_before_all_that_waits(new_entry, now, key, monkeypatch):
    monkeypatch.setattr(sequencing_module, "BATCH", 2)
    for _ in range(5):
        new_entry()
    integrate(now=now + timedelta(days=1), key=key)
    assert Leaf.objects.get(position=0).entry.action == "ledger.key_introduced"
    assert verify(now=now).findings == []


def test_a_new_key_signs_from_its_introduction_on(new_entry, now, key):
    new_key = SigningKey(key.name, Ed25519PrivateKey.from_private_bytes(bytes(31) + b"1"))
    integrate(now=now, key=key)
    integrate(now=now + timedelta(days=1), key=new_key)
    assert [head.key_id for head in TreeHead.objects.all()] == [key.verifier().id, new_key.verifier().id]
    assert log_keys() == [key.verifier(), new_key.verifier()]


def test_a_process_without_the_key_leaves_signing_to_the_one_with_it(new_entry, now, key):
    new_entry()
    integrate(now=now, key=None)
    assert not TreeHead.objects.exists()
    integrate(now=now, key=key)
    assert TreeHead.objects.get().size == 2


def test_an_unchanged_tree_is_not_signed_again(new_entry, now, key):
    new_entry()
    integrate(now=now, key=key)
    assert integrate(now=now + timedelta(days=1), key=key) == 0
    assert TreeHead.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_committed_entry_gets_its_position_at_once(new_entry):
    with transaction.atomic():
        first, second = new_entry(), new_entry()
        assert not Leaf.objects.exists()
    assert None not in {Entry.objects.get(pk=entry.pk).position for entry in (first, second)}
    assert TreeHead.objects.get().size == 3  # with the entry that introduces the key


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_entry_leaves_no_gap(new_entry, now):
    new_entry()
    with transaction.atomic():
        new_entry()
        transaction.set_rollback(True)
    new_entry()
    assert list(Leaf.objects.values_list("position", flat=True)) == list(range(Entry.objects.count()))


@pytest.mark.django_db(transaction=True)
def test_a_sequencer_that_dies_leaves_the_queue_as_it_was(new_entry, now, key, monkeypatch):
    def die(*args, **kwargs):
        raise SystemError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(sequencing_module, "_sign", die)
        with transaction.atomic():
            entry = new_entry()
        with pytest.raises(SystemError):
            integrate(now=now, key=key)
        assert (tree_size(), PendingEntry.objects.count()) == (0, 1)
    integrate(now=now, key=key)
    assert Entry.objects.get(pk=entry.pk).position is not None


@pytest.mark.django_db(transaction=True)
def test_a_deed_stays_committed_when_sequencing_fails(new_entry, monkeypatch, caplog):
    monkeypatch.setattr("balss.ledger.services.recording.integrate", lambda **_: 1 / 0)
    new_entry()
    assert (Entry.objects.count(), PendingEntry.objects.count()) == (1, 1)
    assert "ZeroDivisionError" in caplog.text


def test_one_call_to_the_sequencer_waits_for_the_commit_however_much_is_recorded(
    new_entry, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        for _ in range(5):
            new_entry()
    assert len(callbacks) == 1


@pytest.mark.parametrize("count", [1, 40])
def test_sequencing_costs_the_same_queries_for_one_entry_and_many(
    count, new_entry, now, key, django_assert_max_num_queries
):
    integrate(now=now, key=key)
    for _ in range(count):
        new_entry()
    with django_assert_max_num_queries(14):
        integrate(now=now, key=key)
