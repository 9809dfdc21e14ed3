"""`verify` finds what was altered or removed behind the product's back, and names it.

The ledger here has nine entries at positions 0 to 8: the key's introduction and eight reports, each signed for in a
head of its own. (Which of the first two is the introduction depends on their random ids: both have the same time.)
"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from balss.core.chain.checkpoint import Checkpoint, sign_checkpoint
from balss.core.chain.tree import Frontier, leaf_hash
from balss.ledger.models import Leaf, TreeHead
from balss.ledger.queries import signed_note
from balss.ledger.queries.tree import stored_root
from balss.ledger.queries.verification import Kind, verify
from balss.ledger.services import erase_content, integrate, signing_key
from tests.ledger.tampering import tamper

# SQLite checks foreign keys before it rolls a test back, and here they are broken on purpose; so it commits. On
# PostgreSQL, where emptying the tables after each commit takes a second, a test is rolled back.
pytestmark = pytest.mark.django_db(transaction=connection.vendor == "sqlite")
AT_3 = "(SELECT entry_id FROM ledger_leaf WHERE position = 3)"


@pytest.fixture(autouse=True)
def _nine_entries(new_entry, now):
    for number in range(8):
        new_entry(number=number)
        integrate(now=now, key=signing_key())


def found(now, **more):
    """What verification finds: the kinds, each with its position."""
    return {(finding.kind, finding.position) for finding in verify(now=now, **more).findings}


def test_an_untouched_ledger_is_whole(now):
    verification = verify(now=now)
    assert verification.findings == []
    assert (verification.size, verification.heads, verification.pending) == (9, 8, 0)
    assert verification.root == TreeHead.objects.get(size=9).root_hash


def test_an_empty_ledger_is_whole(now):
    tables = ("content", "pendingentry", "treenode", "treehead", "leaf", "entry")
    tamper(*(f"DELETE FROM ledger_{table}" for table in tables))
    assert verify(now=now).findings == []


def test_erased_content_leaves_the_ledger_whole(administrator, now):
    entry = Leaf.objects.get(position=3).entry
    erase_content(entry=entry, by=administrator, now=now, reason="a name stood in it")
    assert (verify(now=now).findings, verify(now=now).erased) == ([], 1)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "'plan.report_withdrawn'"),
        ("subject_kind", "'plan.Commitment'"),
        ("subject_id", "'8'"),
        ("actor", "'somebody-else'"),
        ("role", "'coordinator'"),
        ("institution_id", "13"),
        ("institution_id", "NULL"),
        ("recorded_at", "'2025-01-01 00:00:00+00:00'"),
    ],
)
def test_an_altered_fact_of_an_entry_is_found(column, value, now):
    tamper(f"UPDATE ledger_entry SET {column} = {value} WHERE id = {AT_3}")
    assert found(now) == {(Kind.ENTRY_ALTERED, 3)}


def test_an_altered_entry_is_named_with_what_can_be_wrong_about_it(now):
    tamper(f"UPDATE ledger_entry SET actor = 'x' WHERE id = {AT_3}")
    (finding,) = verify(now=now).findings
    id_ = Leaf.objects.get(position=3).entry_id
    assert str(finding) == (
        f"entry altered: entry {id_} at position 3: "
        "what was done, to what, by whom, as what, when, or the commitment is not as recorded"
    )


def test_an_altered_commitment_is_told_from_other_facts(now):
    tamper(f"UPDATE ledger_entry SET commitment = '{'0' * 64}' WHERE id = {AT_3}")
    (finding,) = verify(now=now).findings
    assert (finding.kind, finding.position) == (Kind.ENTRY_ALTERED, 3)
    assert finding.what == "the commitment is not the recorded one; everything else is"


def test_an_entry_under_another_id_is_found_from_all_sides(now):
    new_id = "'00000000000000000000000000000001'"
    tamper(f"UPDATE ledger_entry SET id = {new_id} WHERE id = {AT_3}")
    assert found(now) == {
        (Kind.ENTRY_REMOVED, 3),
        (Kind.ENTRY_OUTSIDE_TREE, None),
        (Kind.CONTENT_WITHOUT_ENTRY, None),
    }


def test_what_cannot_be_read_is_named(now):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL takes nothing but a time for a time")
    tamper(f"UPDATE ledger_entry SET recorded_at = '2026-13-45 99:00' WHERE id = {AT_3}")
    assert found(now) == {(Kind.ENTRY_UNREADABLE, 3)}


@pytest.mark.parametrize(("column", "value"), [("signed_at", "2026-13-45 99:00"), ("size", "many")])
def test_a_head_that_cannot_be_read_is_named(column, value, now):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL takes nothing but a time for a time, nothing but a number for a number")
    tamper(f"UPDATE ledger_treehead SET {column} = '{value}' WHERE number = 3")
    findings = verify(now=now).findings
    assert [str(finding) for finding in findings] == ["head unreadable: head 3: a column holds what cannot be read"]


def test_an_entry_that_waits_for_its_head_and_cannot_be_read_is_named(new_entry, now):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL takes nothing but a time for a time")
    new_entry(number=9)
    integrate(now=now, key=None)
    at_9 = "(SELECT entry_id FROM ledger_leaf WHERE position = 9)"
    tamper(f"UPDATE ledger_entry SET recorded_at = '2026-13-45 99:00' WHERE id = {at_9}")
    assert found(now) == {(Kind.ENTRY_UNREADABLE, 9)}


def test_a_removed_entry_is_named(now):
    id_ = Leaf.objects.get(position=3).entry_id
    tamper(f"DELETE FROM ledger_content WHERE entry_id = {AT_3}", f"DELETE FROM ledger_entry WHERE id = {AT_3}")
    (finding,) = verify(now=now).findings
    assert str(finding) == f"entry removed: entry {id_} at position 3: its leaf stands, the entry itself is gone"


def test_an_entry_removed_with_its_leaf_leaves_a_named_gap(now):
    tamper(
        f"DELETE FROM ledger_content WHERE entry_id = {AT_3}",
        f"DELETE FROM ledger_entry WHERE id = {AT_3}",
        "DELETE FROM ledger_leaf WHERE position = 3",
    )
    assert found(now) == {(Kind.LEAF_REMOVED, 3)}


def test_an_entry_put_in_by_hand_is_found(now, new_entry):
    with transaction.atomic():
        entry = new_entry()
        transaction.set_rollback(True)
    columns = "action, subject_kind, subject_id, actor, role, institution_id, recorded_at, commitment"
    id_ = entry.pk.hex
    tamper(f"INSERT INTO ledger_entry (id, {columns}) SELECT '{id_}', {columns} FROM ledger_entry WHERE id = {AT_3}")
    (finding,) = verify(now=now).findings
    assert (finding.kind, finding.entry) == (Kind.ENTRY_OUTSIDE_TREE, str(entry.pk))


def test_an_entry_put_in_between_others_is_found_and_placed(now, new_entry):
    """With a leaf of its own, the later ones pushed on: nothing disagrees but the nodes and the signed roots."""
    last = Leaf.objects.get(position=8)
    tamper(
        "DELETE FROM ledger_leaf WHERE position = 8",
        "UPDATE ledger_leaf SET position = position + 100 WHERE position >= 5",
        "UPDATE ledger_leaf SET position = position - 99 WHERE position >= 105",
        "INSERT INTO ledger_leaf (position, entry_id, leaf_hash)"
        f" VALUES (5, '{last.entry_id.hex}', '{last.leaf_hash}')",
    )
    findings = verify(now=now).findings
    assert {f.position for f in findings if f.kind == Kind.HISTORY_REWRITTEN} == {5}
    assert {f.kind for f in findings} == {Kind.HISTORY_REWRITTEN, Kind.NODE_ALTERED}


def test_swapped_entries_are_found_with_where_they_belong(now):
    tamper(*swap("entry_id"))
    findings = verify(now=now).findings
    assert [(f.kind, f.position, f.what) for f in findings] == [
        (Kind.ENTRY_MOVED, 3, "it belongs to position 5"),
        (Kind.ENTRY_MOVED, 5, "it belongs to position 3"),
    ]


def test_swapped_leaves_are_found_by_the_first_head_that_does_not_bear_them_out(now):
    tamper(*swap("entry_id"), *swap("leaf_hash"))
    assert (Kind.HISTORY_REWRITTEN, 3) in found(now)


def swap(column: str) -> list[str]:
    value = {"entry_id": "'0000000000000000000000000000000a'", "leaf_hash": "'x'"}[column]
    return [
        "CREATE TEMPORARY TABLE was AS SELECT * FROM ledger_leaf",
        f"UPDATE ledger_leaf SET {column} = {value} WHERE position = 3",
        f"UPDATE ledger_leaf SET {column} = (SELECT {column} FROM was WHERE was.position = 3) WHERE position = 5",
        f"UPDATE ledger_leaf SET {column} = (SELECT {column} FROM was WHERE was.position = 5) WHERE position = 3",
        "DROP TABLE was",
    ]


@pytest.mark.parametrize(
    ("column", "value"), [("body", "'{\"number\":77}'"), ("salt", f"'{'0' * 64}'"), ("salt", "'short'")]
)
def test_altered_content_is_found(column, value, now):
    tamper(f"UPDATE ledger_content SET {column} = {value} WHERE entry_id = {AT_3}")
    assert found(now) == {(Kind.CONTENT_ALTERED, 3)}


def test_content_given_to_another_entry_is_found(now):
    at_5 = AT_3.replace("3", "5")
    tamper(
        f"DELETE FROM ledger_content WHERE entry_id = {at_5}",
        f"UPDATE ledger_content SET entry_id = {at_5} WHERE entry_id = {AT_3}",
    )
    assert found(now) == {(Kind.CONTENT_REMOVED, 3), (Kind.CONTENT_ALTERED, 5)}


def test_content_removed_without_an_erasure_is_found(now):
    tamper(f"DELETE FROM ledger_content WHERE entry_id = {AT_3}")
    assert found(now) == {(Kind.CONTENT_REMOVED, 3)}


def test_erased_content_that_is_back_is_found(now, administrator):
    entry = Leaf.objects.get(position=3).entry
    content = entry.content
    erase_content(entry=entry, by=administrator, now=now, reason="r")
    tamper(
        f"INSERT INTO ledger_content (entry_id, salt, body)"
        f" VALUES ('{entry.pk.hex}', '{content.salt}', '{content.body}')"
    )
    assert found(now) == {(Kind.CONTENT_NOT_ERASED, 3)}


def test_an_altered_leaf_is_told_from_an_altered_entry(now):
    tamper(f"UPDATE ledger_leaf SET leaf_hash = '{'0' * 64}' WHERE position = 3")
    assert found(now) == {(Kind.LEAF_ALTERED, 3)}


def test_a_leaf_given_to_another_entry_is_found_from_both_sides(now):
    tamper("UPDATE ledger_leaf SET entry_id = '0000000000000000000000000000000a' WHERE position = 3")
    assert found(now) == {(Kind.ENTRY_REMOVED, 3), (Kind.ENTRY_OUTSIDE_TREE, None)}


def test_a_leaf_at_another_position_is_found(now):
    tamper("UPDATE ledger_leaf SET position = 30 WHERE position = 3")
    assert {(Kind.LEAF_REMOVED, 3), (Kind.LEAF_REMOVED, 9)} <= found(now)


def test_a_removed_leaf_is_found_with_its_entry(now):
    id_ = str(Leaf.objects.get(position=3).entry_id)
    tamper("DELETE FROM ledger_leaf WHERE position = 3")
    findings = verify(now=now).findings
    assert {(f.kind, f.position, f.entry) for f in findings} == {
        (Kind.LEAF_REMOVED, 3, None),
        (Kind.ENTRY_OUTSIDE_TREE, None, id_),
    }


def test_the_end_cut_off_is_found_by_the_signed_heads(now):
    tamper(
        "DELETE FROM ledger_content WHERE entry_id IN (SELECT entry_id FROM ledger_leaf WHERE position >= 6)",
        "DELETE FROM ledger_entry WHERE id IN (SELECT entry_id FROM ledger_leaf WHERE position >= 6)",
        "DELETE FROM ledger_leaf WHERE position >= 6",
        'DELETE FROM ledger_treenode WHERE ("index" + 1) * (1 << level) > 6',
    )
    findings = verify(now=now).findings
    assert {(f.kind, f.position) for f in findings} == {(Kind.END_REMOVED, 6)}
    assert findings[-1].what == "it was signed for 9 entries, and 6 are here: positions 6 to 8 removed"


def test_the_end_cut_off_with_its_heads_is_found_by_a_head_kept_outside(now):
    kept = signed_note(TreeHead.objects.get(size=9))
    tamper(
        "DELETE FROM ledger_content WHERE entry_id IN (SELECT entry_id FROM ledger_leaf WHERE position >= 6)",
        "DELETE FROM ledger_entry WHERE id IN (SELECT entry_id FROM ledger_leaf WHERE position >= 6)",
        "DELETE FROM ledger_leaf WHERE position >= 6",
        'DELETE FROM ledger_treenode WHERE ("index" + 1) * (1 << level) > 6',
        "DELETE FROM ledger_treehead WHERE size > 6",
    )
    assert found(now) == set()
    assert found(now, outside_head=kept) == {(Kind.END_REMOVED, 6)}


def test_an_altered_node_is_named_by_the_leaves_below_it(now):
    tamper(f"UPDATE ledger_treenode SET hash = '{'0' * 64}' WHERE level = 2 AND \"index\" = 1")
    (finding,) = verify(now=now).findings
    assert (finding.kind, finding.where) == (Kind.NODE_ALTERED, "node 1 of level 2, over positions 4 to 7")


@pytest.mark.parametrize("column", ["level", '"index"'])
def test_a_moved_node_is_missed_in_one_place_and_found_in_the_other(column, now):
    tamper(f'UPDATE ledger_treenode SET {column} = 40 WHERE level = 2 AND "index" = 1')
    assert {kind for kind, _ in found(now)} == {Kind.NODE_REMOVED, Kind.NODE_INSERTED}


def test_a_removed_node_is_named(now):
    tamper("DELETE FROM ledger_treenode WHERE level = 3")
    (finding,) = verify(now=now).findings
    assert (finding.kind, finding.where) == (Kind.NODE_REMOVED, "node 0 of level 3, over positions 0 to 7")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("size", "50"),
        ("root_hash", f"'{'0' * 64}'"),
        ("key_id", "'00000000'"),
        ("signed_at", "'2025-01-01 00:00:00+00:00'"),
    ],
)
def test_an_altered_column_of_a_head_is_found_by_what_was_signed(column, value, now):
    tamper(f"UPDATE ledger_treehead SET {column} = {value} WHERE number = 3")
    (finding,) = verify(now=now).findings
    assert (finding.kind, finding.where) == (Kind.HEAD_ALTERED, "head 3")
    assert finding.what.startswith(f"its column {column} is ")


@pytest.mark.parametrize(
    ("checkpoint", "kind"),
    [
        ("replace(checkpoint, '\n4\n', '\n5\n')", Kind.HEAD_NOT_SIGNED),
        ("replace(checkpoint, '— local', '— vocal')", Kind.HEAD_NOT_SIGNED),
        ("''", Kind.HEAD_ALTERED),
    ],
)
def test_an_altered_checkpoint_is_found(checkpoint, kind, now):
    tamper(f"UPDATE ledger_treehead SET checkpoint = {checkpoint} WHERE number = 3")
    assert [(f.kind, f.where) for f in verify(now=now).findings] == [(kind, "head 3")]


def test_a_removed_head_is_named(now):
    tamper("DELETE FROM ledger_treehead WHERE number = 3")
    (finding,) = verify(now=now).findings
    assert (finding.kind, finding.where) == (Kind.HEAD_REMOVED, "head 3")


def test_a_renumbered_head_is_missed(now):
    tamper("UPDATE ledger_treehead SET number = 10 WHERE number = 8")
    assert [f.where for f in verify(now=now).findings] == ["head 8", "head 9"]


def test_a_removed_last_head_is_missed_after_a_while(now):
    tamper("DELETE FROM ledger_treehead WHERE number = 8")
    assert found(now) == set()
    assert found(now + timedelta(hours=1)) == {(Kind.HEAD_MISSING, 8)}


def test_entries_taken_out_of_the_queue_are_found(now, new_entry, monkeypatch):
    monkeypatch.setattr("balss.ledger.services.recording.integrate", lambda **_: 0)
    entry = new_entry()
    assert (found(now), verify(now=now).pending) == (set(), 1)
    tamper("DELETE FROM ledger_pendingentry")
    (finding,) = verify(now=now).findings
    assert (finding.kind, finding.entry) == (Kind.ENTRY_OUTSIDE_TREE, str(entry.pk))


def test_a_waiting_entry_that_is_removed_is_found(now, new_entry, monkeypatch):
    monkeypatch.setattr("balss.ledger.services.recording.integrate", lambda **_: 0)
    id_ = new_entry().pk
    tamper(f"DELETE FROM ledger_entry WHERE id = '{id_.hex}'")
    assert {(f.kind, f.entry) for f in verify(now=now).findings} == {
        (Kind.ENTRY_REMOVED, str(id_)),
        (Kind.CONTENT_WITHOUT_ENTRY, str(id_)),
    }


def test_an_entry_put_back_into_the_queue_is_found(now):
    tamper(f"INSERT INTO ledger_pendingentry (entry_id) VALUES ({AT_3})")
    (finding,) = verify(now=now).findings
    assert (finding.kind, finding.entry) == (Kind.QUEUE_ALTERED, str(Leaf.objects.get(position=3).entry_id))


def test_a_trigger_that_does_not_stand_is_named(now):
    on_table = " ON ledger_leaf" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_leaf_delete{on_table}")
    assert [str(f) for f in verify(now=now).findings] == [
        "trigger missing: ledger_leaf_delete: the trigger that keeps the table as it is does not stand"
    ]


def test_a_rewrite_with_everything_made_to_fit_is_found_by_the_signed_heads(now, new_entry):
    """Leaves and nodes recomputed after altering an entry: only what was signed tells."""
    kept = signed_note(TreeHead.objects.get(size=9))
    rewrite_entry_at(3)
    (finding,) = verify(now=now).findings
    assert (finding.kind, finding.position) == (Kind.HISTORY_REWRITTEN, 3)
    assert "in position 3 something was" in finding.what
    assert found(now, outside_head=kept) == {(Kind.HISTORY_REWRITTEN, 3), (Kind.HISTORY_REWRITTEN, 0)}


def test_a_rewrite_signed_anew_with_the_stolen_key_is_found_by_a_head_kept_outside(now):
    kept = signed_note(TreeHead.objects.get(size=9))
    rewrite_entry_at(3)
    for head in TreeHead.objects.all():
        root = stored_root(head.size)
        note = sign_checkpoint(Checkpoint(signing_key().name, head.size, root), key=signing_key(), signed_at=now)
        tamper(
            f"UPDATE ledger_treehead SET root_hash = '{root.hex()}', checkpoint = '{note}' WHERE number = {head.number}"
        )
    assert found(now) == set()
    assert found(now, outside_head=kept) == {(Kind.HISTORY_REWRITTEN, 0)}


def rewrite_entry_at(position: int) -> None:
    entry = Leaf.objects.get(position=position).entry
    entry.actor = "x"
    hash_ = leaf_hash(entry.facts().leaf_data()).hex()
    tamper(
        f"UPDATE ledger_entry SET actor = 'x' WHERE id = '{entry.pk.hex}'",
        f"UPDATE ledger_leaf SET leaf_hash = '{hash_}' WHERE position = {position}",
    )
    frontier = Frontier()
    nodes = [node for leaf in Leaf.objects.all() for node in frontier.append(bytes.fromhex(leaf.leaf_hash))]
    tamper(
        *(
            f"UPDATE ledger_treenode SET hash = '{h.hex()}' WHERE level = {n.level} AND \"index\" = {n.index}"
            for n, h in nodes
        )
    )


@pytest.mark.parametrize(
    ("outside", "what"),
    [("nonsense", "no signature lines"), ("a\n1\n" + "A" * 43 + "=\n\n— a AAAAAAAA\n", "is not signed by")],
)
def test_an_outside_head_that_is_not_ours_is_refused(outside, what, now):
    (finding,) = verify(now=now, outside_head=outside).findings
    assert finding.kind == Kind.OUTSIDE_HEAD_REFUSED
    assert what in finding.what


def test_an_older_head_kept_outside_is_borne_out(now):
    assert found(now, outside_head=signed_note(TreeHead.objects.get(size=4))) == set()


def test_an_outside_head_is_checked_with_the_key_that_its_keeper_knows(now, key):
    kept = signed_note(TreeHead.objects.get(size=4))
    assert found(now, outside_head=kept, outside_key=key.verifier().vkey) == {(Kind.OUTSIDE_HEAD_REFUSED, None)}


def test_verification_costs_the_same_queries_for_few_and_many(now, new_entry, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        verify(now=now)
    for _ in range(6):
        new_entry()
    integrate(now=now, key=signing_key())
    with django_assert_num_queries(len(few)):
        verify(now=now)
