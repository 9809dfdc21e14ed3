"""What the API says of an event."""

import datetime as dt

from ninja import Field, Schema

from balss.events.models import Admission, Form, Kind, Reach, State


class EventOut(Schema):
    """A public event."""

    id: str = Field(description="name in addresses; never changes")
    url: str
    kind: Kind
    state: State = Field(description="published, moved, held or cancelled")
    title: str = Field(description="in `language`")
    title_en: str = Field(description="empty where there is no translation")
    summary: str = Field(description="in `language`")
    language: str
    institution: str = Field(description="code of the organiser, as in /places/institutions")
    co_organisers: list[str]
    starts_at: dt.datetime
    ends_at: dt.datetime
    form: Form
    place: str
    address: str
    territory: str = Field(description="id of the parish, town or municipality, as in /places/territories; or empty")
    region: str = Field(description="id of the planning region, or empty")
    accessibility: list[str]
    spoken: list[str] = Field(description="tags of the languages of the event")
    topics: list[str] = Field(description="codes, as in /places/topics")
    audiences: list[str] = Field(description="codes of groups whom it is for, as in /places/audiences")
    measures: list[str] = Field(description="measures of the plan, as plan/key")
    process: str = Field(description="name of the process that it is a part of, or empty")
    admission: Admission
    capacity: int | None = Field(description="null without a limit")
    free_places: int | None = Field(description="null without a limit, and once it is held or cancelled")
    registration_closes_at: dt.datetime | None = Field(description="null where nobody has to register")
    published_at: dt.datetime
    updated_at: dt.datetime
    cancel_reason: str
    came_onsite: int | None = Field(description="null before it was closed")
    came_online: int | None = Field(description="null before it was closed")
    foreign_speakers: int
    materials: int
    outcome: str


class SpeakerOut(Schema):
    name: str
    office: str
    country: str = Field(description="ISO 3166-1, two letters")
    is_foreign: bool


class ItemOut(Schema):
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    title: str
    speakers: list[SpeakerOut]


class MoveOut(Schema):
    """When and where it would have been before it was moved."""

    moved_at: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    reason: str


class MaterialOut(Schema):
    kind: str
    title: str
    url: str


class AttendanceOut(Schema):
    """How many of one group or one institution came."""

    audience: str = Field(description="code of the group; empty for an institution")
    institution: str = Field(description="code of the institution; empty for a group, and for one that is not known")
    words: str = Field(description="how the organiser wrote the institution")
    count: int | None = Field(description="null for a group of fewer than five people")


class MediumOut(Schema):
    name: str
    reach: Reach


class EventDetails(EventOut):
    """A public event with its programme, and what came of it."""

    programme: list[ItemOut]
    moves: list[MoveOut]
    materials_list: list[MaterialOut]
    attendance: list[AttendanceOut]
    media: list[MediumOut]
    minutes: str
