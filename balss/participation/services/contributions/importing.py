"""Importing what was said elsewhere: proposals and threaded comments, from JSON lines or CSV.

A row with `proposalId` is a comment, every other one a proposal. Of a proposal are taken id, title, summary, text, date
and numSupports; of a comment id, proposalId, parentId (-1 or empty: it comments the proposal itself), text, date, time,
numPositiveVotes and numNegativeVotes. A proposal becomes a contribution that a thread begins with, its title in bold
above the words; a comment becomes a reply. Times are taken as UTC. Who said it is not taken. Votes are kept as numbers
that were counted elsewhere: support here belongs to a person, and none is known.

Each row has a `submission_key` made from the source and its number there, so that importing again adds only what is
new. Rows are read in a stream and written some hundred at a time. A comment that stands before what it replies to is
taken in a later pass; one whose parent never comes becomes a reply to its proposal.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.dateparse import parse_date, parse_duration

from balss.core.text import fingerprint
from balss.participation.models import Consultation, Contribution
from balss.participation.services.contributions.saying import note_submission
from balss.participation.services.following import follow_contributions
from balss.shared.permissions import Actor, require

AT_ONCE = 500
NONE = ("", "-1", "None")
Row = dict[str, Any]


class NotRows(Exception):
    """A line that cannot be read as a row. What was written before it stays; importing again goes on from there."""


@dataclass
class Imported:
    """What was added; `at_proposal` of the comments had no parent in the files, `lost` had no proposal either."""

    proposals: int = 0
    comments: int = 0
    at_proposal: int = 0
    lost: list[str] = field(default_factory=list)


def import_contributions(
    *, consultation: Consultation, files: list[Path], source: str, language: str, by: Actor, now: datetime
) -> Imported:
    """Several passes, until one adds nothing. Raises NotAllowed, NotRows, OSError."""
    require(by, "participation.import", consultation, now)
    importer = _Importer(consultation, source, language, by, now)
    while importer.go_through(files):
        pass
    importer.parents_will_come = False
    importer.go_through(files)
    return importer.done


class _Importer:
    def __init__(self, consultation: Consultation, source: str, language: str, by: Actor, now: datetime) -> None:
        self.consultation, self.source, self.language, self.by, self.now = consultation, source, language, by, now
        self.parents_will_come = True
        self.done = Imported()

    def go_through(self, files: list[Path]) -> int:
        """How many were added."""
        rows = (row for file in files for row in read_rows(file))
        added = 0
        while batch := list(islice(rows, AT_ONCE)):
            added += self._take(batch)
        return added

    @transaction.atomic
    def _take(self, batch: list[Row]) -> int:
        keys = {key for row in batch for key in (self._key(row), self._parent_key(row), self._proposal_key(row)) if key}
        known = {said.submission_key: said for said in Contribution.objects.filter(submission_key__in=keys)}
        added = []
        for row in batch:
            key = self._key(row)
            if key not in known and (said := self._said(row, key, known)) is not None:
                said.save()
                note_submission(said, by=self.by, now=self.now)
                known[key] = said
                added.append(said)
        follow_contributions(added)
        return len(added)

    def _said(self, row: Row, key: UUID, known: dict[UUID, Contribution]) -> Contribution | None:
        """The contribution of a row, not saved yet; None while what it belongs to is not there."""
        parent = None
        if _is_comment(row):
            parent = known.get(self._parent_key(row) or self._proposal_key(row) or key)
            if parent is None:
                if self.parents_will_come:
                    return None
                parent = known.get(self._proposal_key(row) or key)
                if parent is None:
                    self.done.lost.append(str(row["id"]))
                    return None
                self.done.at_proposal += 1
            self.done.comments += 1
        else:
            self.done.proposals += 1
        text, at = text_of(row), moment_of(row)
        votes_for, votes_against = votes_of(row)
        return Contribution(
            submission_key=key, consultation=self.consultation, parent=parent, root=parent and (parent.root or parent),
            kind=Contribution.Kind.OPINION if parent else Contribution.Kind.PROPOSAL, text=text, language=self.language,
            state=Contribution.State.PUBLISHED, created_at=at, updated_at=at, submitted_at=at, published_at=at,
            fingerprint=fingerprint(text), votes_for_elsewhere=votes_for, votes_against_elsewhere=votes_against,
        )  # fmt: skip

    def _key(self, row: Row) -> UUID:
        return self._named("comment" if _is_comment(row) else "proposal", row["id"])

    def _parent_key(self, row: Row) -> UUID | None:
        above = str(row.get("parentId") or "")
        return None if above in NONE or not _is_comment(row) else self._named("comment", above)

    def _proposal_key(self, row: Row) -> UUID | None:
        return self._named("proposal", row["proposalId"]) if _is_comment(row) else None

    def _named(self, kind: str, number: object) -> UUID:
        return uuid5(NAMESPACE_URL, f"{self.source}/{self.consultation.pk}/{kind}/{number}")


def read_rows(file: Path) -> Iterator[Row]:
    """Rows of a .csv, or of JSON lines, one after the other."""
    with file.open(encoding="utf-8", newline="") as lines:
        if file.suffix == ".csv":
            for row in csv.DictReader(lines):
                yield _checked(row, file)
            return
        for line in lines:
            if line.strip():
                try:
                    yield _checked(json.loads(line), file)
                except ValueError as error:
                    raise NotRows(f"{file.name}: {line[:60]!r} is no JSON") from error


def _checked(row: Any, file: Path) -> Row:
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text") or "", str):
        raise NotRows(f"{file.name}: a row has no id, or no words")
    moment_of(row, file.name)
    votes_of(row, file.name)
    return row


def _is_comment(row: Row) -> bool:
    return "proposalId" in row


def text_of(row: Row) -> str:
    """The words as they are; of a proposal its title in bold, its summary and its text below each other."""
    title = str(row.get("title") or "")
    parts = [f"**{title}**" if title else "", str(row.get("summary") or ""), str(row.get("text") or "")]
    return "\n\n".join(part for part in parts if part)


def moment_of(row: Row, file: str = "") -> datetime:
    """Day and time of a row: “2015-09-15” and “10:50:19”, or “0 days 10:50:19”. Raises NotRows."""
    day = parse_date(str(row.get("date") or ""))
    time = parse_duration(str(row.get("time") or "0").replace(" days ", " "))
    if day is None or time is None:
        raise NotRows(f"{file}: no day or time in the row {row['id']}")
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + time


def votes_of(row: Row, file: str = "") -> tuple[int | None, int | None]:
    """For and against, as the source counted them; None where it says nothing. Raises NotRows."""
    names = ("numPositiveVotes", "numNegativeVotes") if _is_comment(row) else ("numSupports", "")
    written = [str(row.get(name, "") if row.get(name) is not None else "").strip() for name in names]
    if any(number and not (number.isascii() and number.isdigit() and len(number) < 10) for number in written):
        raise NotRows(f"{file}: votes that are no number in the row {row['id']}")
    votes_for, votes_against = (int(number) if number else None for number in written)
    return votes_for, votes_against
