"""A list of voters is taken in beside the roll, compared with it, and put in its place: as a whole or not at all.

The rows come in piece by piece, each piece in a short transaction, so that neither memory nor other writers suffer from
a long list. Nobody's standing changes before `apply_list`, which is one transaction and refused once voting is open.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import IO

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.ledger.services import record
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.voting.models import Election, ListedVoter, RollEntry, RollUpload
from balss.voting.queries.rolls import differences
from balss.voting.services.rolls.reading import MOST_FAULTS, Listed, ListRefused, RowFault, read_list

AT_ONCE = 2_000
UNUSED_FOR = timedelta(days=2)
State = RollUpload.State


class VotingHasOpened(Refused):
    @property
    def message(self) -> str:
        return _(
            "Voting has opened, so the list can no longer be replaced. Single persons can still be added: one official "
            "proposes it with a reason, another one confirms."
        )


class ListNotWaiting(Refused):
    @property
    def message(self) -> str:
        return _("This list was put in force or discarded meanwhile.")


class NotASnapshotDay(Refused):
    @property
    def message(self) -> str:
        return _("The day of the list cannot lie in the future.")


def take_list(*, election: Election, file: IO[bytes], snapshot_date: date, by: Actor, now: datetime) -> RollUpload:
    """Read a list and keep it waiting, in the place of an earlier one that waits.

    Raises NotAllowed, VotingHasOpened, NotASnapshotDay; ListRefused with every fault up to MOST_FAULTS, nothing kept.
    """
    require(by, "voting.keep_roll", election, now)
    _check_before(election, now)
    if snapshot_date > timezone.localdate(now):
        raise NotASnapshotDay
    upload = RollUpload.objects.create(
        election=election, snapshot_date=snapshot_date, uploaded_by=by.public_id, uploaded_at=now
    )
    try:
        _fill(upload, read_list(file, election))
    except ListRefused:
        upload.delete()
        raise
    with transaction.atomic():
        for waiting in RollUpload.objects.select_for_update().filter(election=election, state=State.WAITING):
            _discard(waiting)
        upload.state = State.WAITING
        upload.save(update_fields=["state", "voters", "too_young"])
    return upload


def _fill(upload: RollUpload, rows: Iterator[Listed | RowFault]) -> None:
    faults: list[RowFault] = []
    while batch := list(islice(rows, AT_ONCE)):
        faults += [row for row in batch if isinstance(row, RowFault)]
        listed = [row for row in batch if isinstance(row, Listed)]
        faults += _keep(upload, [row for row in listed if row.key])
        upload.too_young += sum(not row.key for row in listed)
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise ListRefused(sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS])


def _keep(upload: RollUpload, rows: Sequence[Listed]) -> list[RowFault]:
    """Keep one piece; what stands in the list twice is a fault of its later line."""
    seen = dict(upload.listed.filter(key__in=[row.key for row in rows]).values_list("key", "line"))
    faults, new = [], []
    for row in rows:
        if row.key in seen:
            words = _("this person stands already in line %(line)d") % {"line": seen[row.key]}
            faults.append(RowFault(row.line, words))
            continue
        seen[row.key] = row.line
        new.append(ListedVoter(upload_id=upload.pk, key=row.key, line=row.line, votes_from=row.votes_from))
    ListedVoter.objects.bulk_create(new)
    upload.voters += len(new)
    return faults


@transaction.atomic
def apply_list(*, upload: RollUpload, by: Actor, now: datetime) -> RollUpload:
    """Make the waiting list the roll. The ledger keeps its day and its numbers.
    Raises NotAllowed, VotingHasOpened, ListNotWaiting."""
    require(by, "voting.keep_roll", upload.election, now)
    election = Election.objects.select_for_update().get(pk=upload.election_id)
    _check_before(election, now)
    upload = RollUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != State.WAITING:
        raise ListNotWaiting
    upload.added, upload.removed = differences(upload)
    _replace_roll(upload)
    upload.state, upload.applied_by, upload.applied_at = State.APPLIED, by.public_id, now
    upload.save(update_fields=["state", "added", "removed", "applied_by", "applied_at"])
    election.roll, election.roll_date = Election.Roll.LIST, upload.snapshot_date
    election.save(update_fields=["roll", "roll_date"])
    content = {
        "title": election.title, "as_of": upload.snapshot_date.isoformat(), "voters": upload.voters,
        "too_young": upload.too_young, "added": upload.added, "removed": upload.removed,
    }  # fmt: skip
    record(action="voting.roll_applied", subject=election, by=by, now=now, content=content)
    return upload


def _replace_roll(upload: RollUpload) -> None:
    """In the database alone: a list of a large city would not fit into memory."""
    listed = ListedVoter.objects.filter(upload=upload)
    gone = RollEntry.objects.filter(election=upload.election_id, used_date=None)
    gone.filter(~Exists(listed.filter(key=OuterRef("key")))).delete()
    entries, rows = (connection.ops.quote_name(model._meta.db_table) for model in (RollEntry, ListedVoter))
    pk = RollUpload._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {entries} (key, election_id, channel, request, votes_from)"  # noqa: S608 (our own names)
            f" SELECT key, %s, '', '', votes_from FROM {rows} WHERE upload_id = %s"
            f" ON CONFLICT (key) DO UPDATE SET votes_from = excluded.votes_from"
            f" WHERE {entries}.votes_from IS DISTINCT FROM excluded.votes_from",
            [pk.get_db_prep_value(value, connection) for value in (upload.election_id, upload.pk)],
        )
    listed._raw_delete(listed.db)


@transaction.atomic
def discard_list(*, upload: RollUpload, by: Actor, now: datetime) -> None:
    """Raises NotAllowed, ListNotWaiting."""
    require(by, "voting.keep_roll", upload.election, now)
    upload = RollUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != State.WAITING:
        raise ListNotWaiting
    _discard(upload)


def _discard(upload: RollUpload) -> None:
    listed = ListedVoter.objects.filter(upload=upload)
    listed._raw_delete(listed.db)
    upload.state = State.DISCARDED
    upload.save(update_fields=["state"])


def forget_unused_lists(now: datetime) -> None:
    """Discard lists that nobody put in force, and what a broken reading left."""
    for upload in RollUpload.objects.filter(
        state__in=[State.READING, State.WAITING], uploaded_at__lte=now - UNUSED_FOR
    ):
        _discard(upload)


def _check_before(election: Election, now: datetime) -> None:
    if now >= election.opens_at:
        raise VotingHasOpened
