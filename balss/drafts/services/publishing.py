"""Publishing a version: what an official has looked at becomes public, for good."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from balss.core.provisions import Change, Clause, text_of
from balss.drafts.models import Draft, Provision, State, Version, Wording, WorkingText
from balss.drafts.queries import Row, review
from balss.drafts.services.content import check_revision, content_of, locked, missing_from, touch
from balss.drafts.services.refusals import DraftIncomplete, NoteMissing, NothingChanged, NothingToPublish
from balss.drafts.services.telling import tell_followers, tell_ledger, tell_search
from balss.shared.permissions import Actor

BATCH = 500  # rows in one statement
NOTICED = (Change.WORDS, Change.MOVED, Change.BOTH, Change.GONE)  # what followers of a provision are told


@transaction.atomic
def publish_version(*, draft: Draft, note: str = "", revision: int, by: Actor, now: datetime) -> Version:
    """Make the text that waits the newest version. A later version says in `note` what changed and why.

    A number of queries that does not grow with the provisions. Raises NotAllowed, NotInThatState, ChangedMeanwhile,
    NothingToPublish, DraftIncomplete, NoteMissing, NothingChanged.
    """
    draft = locked(draft, "drafts.publish_version", by, now, State.PREPARED, State.PUBLISHED)
    if not WorkingText.objects.filter(draft=draft).exists():
        raise NothingToPublish
    check_revision(draft, revision)
    if missing := missing_from(content_of(draft)):
        raise DraftIncomplete(missing)
    found = review(draft)
    if found is None:
        raise NothingToPublish
    note = note.strip() if found.number > 1 else ""
    if found.number > 1 and not note:
        raise NoteMissing
    if found.changes_nothing:
        raise NothingChanged
    version = Version.objects.create(draft=draft, number=found.number, note=note, published_at=now)
    rows = _written(version, found.rows)
    WorkingText.objects.filter(draft=draft).delete()
    _move_on(draft, version, now)
    _tell(draft, version, rows, found.clauses, by, now)
    return version


def _written(version: Version, rows: tuple[Row, ...]) -> list[tuple[Row, int]]:
    """The provisions that are new and all wordings, onto the tables; each row with the serial number that it has."""
    draft = version.draft
    known = {each.serial: each for each in draft.provisions.all()}
    last = draft.provisions.aggregate(last=Max("serial"))["last"] or 0
    fresh = [Provision(draft=draft, serial=last + count) for count, row in enumerate(_new(rows), start=1)]
    made = iter(Provision.objects.bulk_create(fresh, batch_size=BATCH))
    numbered = [(row, known[row.serial] if row.serial is not None else next(made)) for row in rows]
    Wording.objects.bulk_create(
        [_wording(version, provision, place, row) for place, (row, provision) in enumerate(numbered, start=1)],
        batch_size=BATCH,
    )
    return [(row, provision.serial) for row, provision in numbered]


def _new(rows: tuple[Row, ...]) -> list[Row]:
    return [row for row in rows if row.serial is None]


def _wording(version: Version, provision: Provision, place: int, row: Row) -> Wording:
    clause = row.after or row.before
    assert clause is not None  # noqa: S101  (a row has one of them)
    is_gone = row.after is None
    return Wording(
        version=version,
        provision=provision,
        place=None if is_gone else place,
        kind=clause.kind,
        number=clause.number,
        mark=clause.mark,
        heading="" if is_gone else clause.heading,
        text="" if is_gone else clause.text,
        change=row.change,
    )


def _move_on(draft: Draft, version: Version, now: datetime) -> None:
    draft.state, draft.newest, draft.version_at = State.PUBLISHED, version.number, now
    draft.published_at = draft.published_at or now
    touch(draft, now)


def _tell(
    draft: Draft, version: Version, rows: list[tuple[Row, int]], clauses: list[Clause], by: Actor, now: datetime
) -> None:
    counts = {change.value: sum(row.change == change for row, _ in rows) for change in Change}
    tell_ledger(
        "drafts.version_published", draft, by, now, version=version.number, note=version.note, changes=counts,
        sha256=sha256(text_of(clauses).encode()).hexdigest(),
    )  # fmt: skip
    tell_search(draft, [serial for _, serial in rows])
    is_first = version.number == 1
    concerned = [serial for row, serial in rows if row.change in NOTICED]
    tell_followers(
        "drafts.draft_published" if is_first else "drafts.version_published", draft, now,
        provisions=() if is_first else concerned,
    )  # fmt: skip
