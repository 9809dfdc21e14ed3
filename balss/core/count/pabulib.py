"""Reads an election in Pabulib's format (Stolicki, Szufa, Talmon; pabulib.org/format): META, PROJECTS and VOTES.

Semicolons between cells, quotation marks round cells that hold one, UTF-8 with or without a byte order mark. What the
format does not allow is refused with its line; what is allowed but does not fit together becomes a remark.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from balss.core.count.amounts import Amount, NotAnAmount, read_amount
from balss.core.count.ballots import BallotReader, Limits
from balss.core.count.caps import LISTS, Cap, CapsDoNotFit, read_caps
from balss.core.count.election import BallotType, Election, NotCountable, Project
from balss.core.count.own_settings import own_settings

SECTIONS = ("META", "PROJECTS", "VOTES")
MOST_COLUMNS = 200
NEEDED = {"PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}


class _Reader(Protocol):
    """What csv.reader gives."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


class BadLine(NotCountable):
    """A line of the file cannot be read; `line` counts from 1, and is the last line of a cell that spans several."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"line {line}: {reason}")


class BadFile(NotCountable):
    """Something that stands in no line: a section, an entry of META or a part of the list is missing."""


@dataclass
class _Parts:
    """What was read so far; `lines` tells where each entry of META stands."""

    meta: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    claims: list[tuple[int, str, str, Amount]] = field(default_factory=list)
    ballots: BallotReader | None = None
    labels: dict[str, list[str]] = field(default_factory=lambda: {column: [] for column in LISTS})


def read_pabulib(content: bytes) -> Election:
    """Raises BadLine or BadFile."""
    reader = csv.reader(io.StringIO(_text(content), newline=""), delimiter=";", strict=True)
    parts = _Parts()
    done: list[str] = []
    try:
        section = _first_section(reader)
        while section:
            if section in done:
                raise BadLine(reader.line_num, f"a second section {section}")
            done.append(section)
            section = _READERS[section](reader, parts)
    except csv.Error as error:
        raise BadLine(reader.line_num, f"quotation marks do not fit together ({error})") from None
    missing = [name for name in SECTIONS if name not in done]
    if missing:
        raise BadFile(f"the file has no section {missing[0]}; it must have {', '.join(SECTIONS)}")
    return _election(parts)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"byte {content[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        raise BadLine(line, reason) from None


def _first_section(reader: _Reader) -> str:
    for row in reader:
        if name := _section_named(row):
            return name
        if any(cell.strip() for cell in row):
            break
    raise BadLine(max(1, reader.line_num), "a Pabulib file begins with META")


def _section_named(row: list[str]) -> str:
    """The section that begins with this row, or ""."""
    name = row[0].strip().upper() if row else ""
    return name if name in SECTIONS and not any(cell.strip() for cell in row[1:]) else ""


def _head(reader: _Reader, section: str) -> list[str]:
    row = next(reader, None)
    if row is None:
        raise BadFile(f"the section {section} is empty")
    if len(row) > MOST_COLUMNS:
        raise BadLine(reader.line_num, f"{len(row)} columns; at most {MOST_COLUMNS} are read")
    names = [cell.strip().lower() for cell in row]
    for name in NEEDED.get(section, ()):
        if name not in names:
            raise BadLine(reader.line_num, f"the head of {section} has no column {name}")
    repeated = next((name for name in names if name and names.count(name) > 1), None)
    if repeated:
        raise BadLine(reader.line_num, f"two columns {repeated}")
    return names


def _between(reader: _Reader, row: list[str], width: int) -> str | None:
    """None for a row of the section; else the name of the next section that begins here, or "" for an empty line.
    Raises BadLine for a row with too few or too many cells."""
    if name := _section_named(row):
        return name
    if not any(cell.strip() for cell in row):
        return ""
    if len(row) < width or any(cell.strip() for cell in row[width:]):
        raise BadLine(reader.line_num, f"{len(row)} cells, but the head has {width} columns")
    return None


def _read_meta(reader: _Reader, parts: _Parts) -> str:
    for row in reader:
        if name := _section_named(row):
            return name
        if not any(cell.strip() for cell in row):
            continue
        key = row[0].strip().lower()
        if len(row) < 2:
            raise BadLine(reader.line_num, f"“{key[:40]}” has no value; write name;value")
        if any(cell.strip() for cell in row[2:]):
            raise BadLine(reader.line_num, f"“{key[:40]}” has {len(row)} cells; quote a value with semicolons")
        if key in parts.meta:
            raise BadLine(reader.line_num, f"{key} stands twice in META")
        parts.meta[key], parts.lines[key] = row[1].strip(), reader.line_num
    return ""


def _read_projects(reader: _Reader, parts: _Parts) -> str:
    head = _head(reader, "PROJECTS")
    for row in reader:
        between = _between(reader, row, len(head))
        if between:
            return between
        if between is not None:
            continue
        cells = {name: cell.strip() for name, cell in zip(head, row, strict=False)}
        line, project_id = reader.line_num, cells["project_id"]
        if not project_id or "," in project_id:
            raise BadLine(line, f"“{project_id}” cannot be a project's id: ballots list ids between commas")
        if project_id in parts.projects:
            raise BadLine(line, f"project {project_id} stands twice")
        cost = _amount(cells["cost"], line)
        if cost <= 0:
            raise BadLine(line, f"project {project_id} costs {cells['cost']}; a cost is more than 0")
        official = cells.get("selected") or None
        parts.projects[project_id] = Project(project_id, cost, cells.get("name", ""), official)
        for column in LISTS:
            parts.labels[column].append(cells.get(column, ""))
        parts.claims += [
            (line, project_id, name, _amount(cells[name], line)) for name in ("votes", "score") if cells.get(name)
        ]
    return ""


def _read_votes(reader: _Reader, parts: _Parts) -> str:
    if not parts.projects:
        raise BadLine(reader.line_num, "VOTES stands before PROJECTS, or there are no projects")
    kind = _ballot_type(parts)
    head = _head(reader, "VOTES")
    if kind.has_points and "points" not in head:
        raise BadLine(reader.line_num, f"the head of VOTES has no column points, which {kind} ballots need")
    ballots = BallotReader(kind, {project_id: place for place, project_id in enumerate(parts.projects)})
    voter_at, vote_at = head.index("voter_id"), head.index("vote")
    points_at = head.index("points") if kind.has_points else None
    seen = {""}
    end, width, points = "", len(head), ""
    for row in reader:
        if len(row) != width and (name := _between(reader, row, width)) is not None:
            if name:
                end = name
                break
            continue
        voter = row[voter_at].strip()
        if voter in seen:
            raise BadLine(reader.line_num, f"voter {voter} stands twice" if voter else "a vote without voter_id")
        seen.add(voter)
        if points_at is not None:
            points = row[points_at]
        ballots.add(row[vote_at], points, reader)
    parts.ballots = ballots
    return end


_READERS = {"META": _read_meta, "PROJECTS": _read_projects, "VOTES": _read_votes}


def _ballot_type(parts: _Parts) -> BallotType:
    written = parts.meta.get("vote_type", "")
    try:
        return BallotType(written)
    except ValueError:
        known = ", ".join(BallotType)
        if "vote_type" in parts.lines:
            raise BadLine(parts.lines["vote_type"], f"vote_type “{written}” is not one of {known}") from None
        raise BadFile(f"META has no vote_type; it must be one of {known}") from None


def _election(parts: _Parts) -> Election:
    if parts.ballots is None:
        raise BadFile("the section VOTES is empty")
    budget = _number("budget", parts)
    if budget is None:
        raise BadFile("META has no budget")
    if budget <= 0:
        raise BadLine(parts.lines["budget"], "the budget is more than 0")
    projects = tuple(parts.projects.values())
    limits = Limits(**{name: _number(name, parts) for name in Limits.__dataclass_fields__})
    ballots = parts.ballots.finished(limits, BadLine)
    election = Election(
        budget=budget,
        ballot_type=parts.ballots.kind,
        projects=projects,
        ballots=ballots,
        rule=parts.meta.get("rule"),
        threshold=_number("min_project_score_threshold", parts),
        caps=_caps(parts),
        meta=parts.meta,
    )
    _check_numbers(election, parts)
    return _with_remarks(election, parts)


def _caps(parts: _Parts) -> tuple[Cap, ...]:
    columns = own_settings(parts.meta).get("caps", "")
    try:
        return read_caps([name for name in columns.split(",") if name in LISTS], parts.meta, parts.labels)
    except (CapsDoNotFit, NotAnAmount) as error:
        raise BadFile(f"the money of categories cannot be read: {error}") from None


def _check_numbers(election: Election, parts: _Parts) -> None:
    """A file that was cut off, or joined from parts, does not have as many lines as it says."""
    for name, there in (("num_projects", len(election.projects)), ("num_votes", election.voters)):
        said = _number(name, parts)
        if said is not None and said != there:
            raise BadLine(parts.lines[name], f"{name} says {parts.meta[name]}, but the file has {there}")


def _with_remarks(election: Election, parts: _Parts) -> Election:
    counted: Mapping[str, tuple[Amount, ...]] = {"votes": election.votes, "score": election.scores}
    places = {project.id: place for place, project in enumerate(election.projects)}
    remarks = tuple(
        f"line {line}: the column {name} of project {project_id} says {said}, the ballots give "
        f"{counted[name][places[project_id]]}; the ballots are counted"
        for line, project_id, name, said in parts.claims
        if said != counted[name][places[project_id]]
    )
    return replace(election, remarks=remarks)


def _number(name: str, parts: _Parts) -> Amount | None:
    written = parts.meta.get(name)
    return _amount(written, parts.lines[name]) if written else None


def _amount(text: str, line: int) -> Amount:
    try:
        return read_amount(text)
    except NotAnAmount as error:
        raise BadLine(line, str(error)) from None
