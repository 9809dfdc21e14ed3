"""Each entry against its leaf, and each content against its commitment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from balss.core.chain.canonical import NotCanonical, read_json
from balss.core.chain.commitment import SALT_BYTES, commit
from balss.core.chain.entry import EntryFacts
from balss.core.chain.note import MalformedNote, VerifierKey, read_vkey
from balss.core.chain.tree import HASH_BYTES, leaf_hash
from balss.ledger.models import Content, Entry, Leaf, PendingEntry
from balss.ledger.models.append_only import ERASED
from balss.ledger.queries.heads import KEY_INTRODUCED
from balss.ledger.queries.verification.findings import Finding, Kind, place, positions

AT_ONCE = 1_000
NO_HASH = bytes(HASH_BYTES)  # stands for a stored hash that is no hash at all

COLUMNS = (
    "id", "action", "subject_kind", "subject_id", "actor", "role", "institution_id", "recorded_at", "commitment",
    "content__salt", "content__body",
)  # fmt: skip


class LeafRow(NamedTuple):
    position: int
    entry_id: UUID
    stored: bytes


class Disagreement(NamedTuple):
    """An entry whose facts do not give the hash that stands in its leaf."""

    position: int
    entry_id: str
    computed: bytes
    because_of_commitment: bool  # with the commitment to the content that is there, they would


@dataclass
class EntryCheck:
    """What came of the entries: the leaf hashes as stored, up to the first gap, and all that is wrong with rows."""

    leaf_hashes: list[bytes] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    keys: dict[VerifierKey, int] = field(default_factory=dict)  # the log's keys, by the position that introduces each
    size: int = 0
    erased: int = 0
    has_gap: bool = False


def check_entries() -> EntryCheck:
    """Read every leaf with its entry and content, in order."""
    check = EntryCheck()
    erased = set(Entry.objects.filter(action=ERASED, subject_kind="ledger.Entry").values_list("subject_id", flat=True))
    leaves = Leaf.objects.order_by("position").values_list("position", "entry_id", "leaf_hash").iterator()
    for chunk in _chunks(leaves):
        rows = _entry_rows([leaf.entry_id for leaf in chunk], check)
        for leaf in chunk:
            _check_position(leaf, check)
            _check_entry(leaf, rows.get(leaf.entry_id), erased, check)
    check.findings += _rows_outside_the_tree()
    return check


def _chunks(leaves: Iterable[tuple[int, UUID, str]]) -> Iterator[list[LeafRow]]:
    rows = iter(leaves)
    while chunk := [LeafRow(position, id_, _bytes(hash_)) for position, id_, hash_ in islice(rows, AT_ONCE)]:
        yield chunk


def _entry_rows(ids: list[UUID], check: EntryCheck) -> dict[UUID, tuple[Any, ...] | None]:
    """The entries by id; None for one that the database driver cannot read (SQLite takes any text for a time)."""
    try:
        return {row[0]: row for row in Entry.objects.filter(pk__in=ids).values_list(*COLUMNS)}
    except (ValueError, TypeError):
        if len(ids) == 1:
            return {ids[0]: None}
    rows: dict[UUID, tuple[Any, ...] | None] = {}
    for id_ in ids:
        rows |= _entry_rows([id_], check)
    return rows


def _check_position(leaf: LeafRow, check: EntryCheck) -> None:
    if leaf.position > check.size:
        gap = positions(check.size, leaf.position - 1)
        check.findings.append(
            Finding(Kind.LEAF_REMOVED, gap, "nothing stands there: removed, or pushed on", position=check.size)
        )
        check.has_gap = True
    check.size = leaf.position + 1
    if not check.has_gap:
        check.leaf_hashes.append(leaf.stored)


def _check_entry(leaf: LeafRow, row: tuple[Any, ...] | None, erased: set[str], check: EntryCheck) -> None:
    id_ = str(leaf.entry_id)

    def found(kind: Kind, what: str) -> None:
        check.findings.append(Finding(kind, place(leaf.position, id_), what, position=leaf.position, entry=id_))

    if row is None:
        exists = Entry.objects.filter(pk=leaf.entry_id).exists()
        if exists:
            found(Kind.ENTRY_UNREADABLE, "a column holds what cannot be read")
        else:
            found(Kind.ENTRY_REMOVED, "its leaf stands, the entry itself is gone")
        return
    *columns, salt, body = row
    facts = EntryFacts(id_, *columns[1:])
    computed = _leaf_hash(facts)
    commitment = None if body is None else _commitment(salt, body)
    if computed != leaf.stored:
        mended = commitment and _leaf_hash(replace(facts, commitment=commitment))
        check.disagreements.append(Disagreement(leaf.position, id_, computed, mended == leaf.stored))
    elif body is not None and commitment != facts.commitment:
        found(Kind.CONTENT_ALTERED, "content and salt are not what the entry commits to")
    if body is None and id_ not in erased:
        found(Kind.CONTENT_REMOVED, "the content is gone, and no entry says that it was erased")
    if body is not None and id_ in erased:
        found(Kind.CONTENT_NOT_ERASED, "an entry says that the content was erased, and here it is")
    check.erased += body is None and id_ in erased
    if facts.action == KEY_INTRODUCED and body is not None:
        _note_key(body, leaf.position, check)


def _note_key(body: str, position: int, check: EntryCheck) -> None:
    try:
        check.keys.setdefault(read_vkey(str(read_json(body)["vkey"])), position)
    except (ValueError, RecursionError, KeyError, TypeError, MalformedNote):
        return  # altered content, found as such


def _rows_outside_the_tree() -> list[Finding]:
    """Entries that have no position and do not wait for one, and what belongs to entries that are gone."""
    waiting = PendingEntry.objects.values("entry_id")
    lost = Entry.objects.filter(leaf=None).exclude(pk__in=waiting)
    queued = PendingEntry.objects
    everyone = Entry.objects.values("pk")
    return [
        *(
            Finding(
                Kind.ENTRY_OUTSIDE_TREE,
                f"entry {id_}",
                "it has no position and waits for none: its leaf was removed, or it was put in by hand",
                entry=str(id_),
            )
            for id_ in lost.order_by("recorded_at", "id").values_list("pk", flat=True)
        ),
        *(
            Finding(Kind.QUEUE_ALTERED, f"entry {id_}", "it has its position and still waits for one", entry=str(id_))
            for id_ in queued.filter(entry__in=Leaf.objects.values("entry_id")).values_list("pk", flat=True)
        ),
        *(
            Finding(Kind.ENTRY_REMOVED, f"entry {id_}", "it waits for its position and is gone", entry=str(id_))
            for id_ in queued.exclude(entry__in=everyone).values_list("pk", flat=True)
        ),
        *(
            Finding(Kind.CONTENT_WITHOUT_ENTRY, f"entry {id_}", "there is content and no entry", entry=str(id_))
            for id_ in Content.objects.exclude(entry__in=everyone).values_list("pk", flat=True)
        ),
    ]


def _leaf_hash(facts: EntryFacts) -> bytes:
    try:
        return leaf_hash(facts.leaf_data())
    except (NotCanonical, AttributeError, TypeError, ValueError, OverflowError):
        return b""  # no leaf can be made of these facts, so they are not what the leaf was made of


def _commitment(salt: str, body: str) -> str:
    try:
        salt_bytes = bytes.fromhex(salt)
    except (ValueError, TypeError):
        return ""
    return commit(str(body), salt=salt_bytes).hex() if len(salt_bytes) == SALT_BYTES else ""


def _bytes(hash_: str) -> bytes:
    try:
        data = bytes.fromhex(hash_)
    except (ValueError, TypeError):
        return NO_HASH
    return data if len(data) == HASH_BYTES else NO_HASH
