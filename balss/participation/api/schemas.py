"""What the API says of participation."""

import datetime as dt
from typing import Any, Literal

from django.utils.translation import override
from ninja import Field, Schema
from pydantic import create_model

from balss.participation.models import Decision, Document, OpportunityKind, Process, Telling
from balss.participation.queries.said import FIELDS

State = Literal["open", "coming", "closed", "withdrawn"]
Words = dict[str, dict[str, str]]
CODES = {
    "topics": "codes, as in /places/topics",
    "audiences": "codes of groups whom it is for, as in /places/audiences",
    "institution": "code, as in /places/institutions; empty where somebody else publishes it",
    "translations": "by language, the words that have a translation; the original is in `language`",
}


class PlaceOut(Schema):
    id: str = Field(description="id of the place, as in /places/territories")
    name: str


class OpportunityOut(Schema):
    """Something that anybody can take part in, or could: here, in another room of Balss, or published elsewhere."""

    id: str = Field(description="never changes")
    url: str = Field(description="its page, here or where it is published")
    kind: OpportunityKind
    state: State = Field(description="where it stands at the moment of the answer")
    title: str = Field(description="in `language`")
    question: str = Field(description="the question that is asked, in `language`; may be empty")
    summary: str = Field(description="Markdown, in `language`")
    language: str
    translations: Words = Field(description=CODES["translations"])
    institution: str = Field(description=CODES["institution"])
    organiser: str = Field(description="who publishes it, in the words of the source, where it is published elsewhere")
    elsewhere: bool = Field(description="whether it is published on another site")
    process: str = Field(description="id of the process that it belongs to, or empty")
    opens_at: dt.datetime
    closes_at: dt.datetime | None = Field(description="null where it is open until it is closed")
    answers_by: dt.date | None = Field(description="the day by which answers are promised")
    topics: list[str] = Field(description=CODES["topics"])
    places: list[PlaceOut]
    audiences: list[str] = Field(description=CODES["audiences"])
    published_at: dt.datetime
    updated_at: dt.datetime


class StageOut(Schema):
    """One step on the timeline of a process."""

    title: str
    text: str
    start_date: dt.date | None
    end_date: dt.date | None


class VersionOut(Schema):
    """One version of a document, the newest first."""

    number: int
    url: str = Field(description="empty where the version is a text on the page of the process")
    changes: str = Field(description="what changed since the version before")
    added_at: dt.datetime


class DocumentOut(Schema):
    kind: Document.Kind
    title: str
    versions: list[VersionOut]


class OfProcessOut(Schema):
    """An opportunity of a process; the whole of it is at /participation/opportunities/{id}."""

    id: str
    kind: OpportunityKind
    title: str
    state: State


class ProcessOut(Schema):
    """Something being decided: what, by whom, and what can still be influenced."""

    id: str = Field(description="name in addresses; never changes")
    url: str
    institution: str = Field(description="code, as in /places/institutions")
    state: Process.State = Field(description="under way, decided or stopped")
    language: str
    translations: Words = Field(description=CODES["translations"])
    title: str = Field(description="in `language`")
    summary: str = Field(description="Markdown, in `language`")
    decided_by: str
    legal_ground: str
    can_change: str = Field(description="what can still be influenced; Markdown")
    cannot_change: str = Field(description="what can no longer be influenced; Markdown")
    affected: str = Field(description="who is affected and how; Markdown")
    example: Process.Example | Literal[""] = Field(description="policy or public service (measure 4.2 of the plan)")
    method: Process.Method | Literal[""] = Field(description="how people are involved")
    measure: str = Field(description="measure of the plan, as plan/key; or empty")
    topics: list[str] = Field(description=CODES["topics"])
    places: list[PlaceOut]
    audiences: list[str] = Field(description=CODES["audiences"])
    stages: list[StageOut]
    documents: list[DocumentOut]
    opportunities: list[OfProcessOut]
    published_at: dt.datetime
    ended_at: dt.datetime | None
    stop_reason: str


TYPES: dict[str, Any] = {
    "is_proposal": bool, "version": int, "support": int, "published_at": dt.datetime, "answered_at": dt.datetime | None,
    "changes": list[str], "votes_for_elsewhere": int | None, "votes_against_elsewhere": int | None,
}  # fmt: skip

with override("en"):
    CONTRIBUTION_FIELDS: dict[str, Any] = {
        **{name: (TYPES.get(name, str), Field(..., description=str(said))) for name, said in FIELDS.items()},
        "url": (str, Field(..., description="its place in its thread")),
    }
ContributionOut: Any = create_model(
    "ContributionOut",
    __base__=Schema,
    __doc__="What somebody said, as everybody may read it. Of what was removed or taken back the place stays, without"
    " words and names.",
    **CONTRIBUTION_FIELDS,
)


class Satisfied(Schema):
    """What contributors said to “did this answer you?”."""

    yes: int = 0
    no: int = 0


class FiguresOut(Schema):
    """Who took part and what became of it, on the day of publication. Keys of the maps are codes."""

    contributions: int = 0
    asking: int = Field(0, description="how many asked for an answer")
    participants: int = 0
    organisations: int = 0
    channels: dict[str, int] = Field({}, description="contributions by the way in which they came")
    kinds: dict[str, int] = Field({}, description="contributions by kind")
    verdicts: dict[str, int] = Field({}, description="contributions by what became of them")
    themes: dict[str, int] = Field({}, description="answered contributions by theme")
    people: dict[str, dict[str, int | None]] = Field(
        {}, description="people by what they told of themselves; null where there are too few to be told"
    )
    supports: int = 0
    satisfaction: Satisfied = Satisfied()


class OutcomeReportOut(Schema):
    """What was asked, what was said, what changed and why not more."""

    opportunity: str = Field(description="id of the opportunity, as in /participation/opportunities")
    url: str
    title: str = Field(description="of the opportunity")
    institution: str = Field(description="code, as in /places/institutions")
    language: str
    translations: Words = Field(description=CODES["translations"])
    published_at: dt.datetime
    approved_on: dt.date | None = Field(description="when the summary of a public discussion was approved")
    introduction: str = Field(description="what was asked; Markdown, as the following")
    said: str
    changed: str
    unchanged: str = Field(description="what did not change, and why")
    next_steps: str
    figures: FiguresOut


class TellingOut(Schema):
    """Through which channel those affected were told."""

    channel: Telling.Channel
    on: dt.date
    address: str
    note: str


class UpdateOut(Schema):
    """How the carrying out goes on, the newest first."""

    as_of: dt.date
    progress: Decision.Progress
    text: str


class DecisionOut(Schema):
    """What was decided, told to those whom it affects, and how it is carried out."""

    id: str = Field(description="name in addresses; never changes")
    url: str
    institution: str = Field(description="code, as in /places/institutions")
    language: str
    translations: Words = Field(description=CODES["translations"])
    title: str = Field(description="in `language`")
    text: str = Field(description="Markdown, in `language`")
    affected: str
    decided_by: str
    decided_on: dt.date
    in_force_from: dt.date | None
    how_to_contest: str
    document: str = Field(description="address of the document, or empty")
    process: str = Field(description="id of the process that it ends, or empty")
    measure: str = Field(description="measure of the plan, as plan/key; or empty")
    audiences: list[str] = Field(description=CODES["audiences"])
    places: list[PlaceOut]
    progress: Decision.Progress
    told: list[TellingOut]
    updates: list[UpdateOut]
    published_at: dt.datetime
