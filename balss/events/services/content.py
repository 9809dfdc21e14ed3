"""What an official says about an event: when and where, and everything else."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from balss.events.models import Admission, Event, Form, Kind
from balss.participation.models import Process
from balss.places.models import Audience, Institution, Territory, Topic
from balss.plan.models import Measure


@dataclass(frozen=True)
class Schedule:
    """When and where. Once the event is announced, only a move changes it, because a move tells the registered."""

    starts_at: datetime
    ends_at: datetime
    form: str = Form.ONSITE
    place: str = ""
    address: str = ""
    territory: Territory | None = None


@dataclass(frozen=True)
class Content:
    """What, for whom and how one gets in. `title_en` and `summary_en` are translations where there are any."""

    kind: str = Kind.SEMINAR
    title: str = ""
    summary: str = ""
    title_en: str = ""
    summary_en: str = ""
    accessibility: tuple[str, ...] = ()
    accessibility_note: str = ""
    online_link: str = ""
    spoken: tuple[str, ...] = ("lv",)
    admission: str = Admission.REGISTRATION
    capacity: int | None = None
    registration_closes_at: datetime | None = None
    contact_email: str = ""
    contact_phone: str = ""
    co_organisers: tuple[Institution, ...] = ()
    topics: tuple[Topic, ...] = ()
    audiences: tuple[Audience, ...] = ()
    measures: tuple[Measure, ...] = ()
    process: Process | None = None


MANY = ("co_organisers", "topics", "audiences", "measures")
TRANSLATED = ("title_en", "summary_en")
LISTS = ("accessibility", "spoken")


def content_of(event: Event) -> Content:
    """What the event says now. One query for each of MANY."""
    columns: dict[str, Any] = {field.name: getattr(event, field.name, None) for field in fields(Content)}
    columns |= {name: tuple(columns[name]) for name in LISTS}
    columns |= {name: tuple(getattr(event, name).all()) for name in MANY}
    english = event.translations.get("en", {})
    return Content(**columns | {"title_en": english.get("title", ""), "summary_en": english.get("summary", "")})


def schedule_of(event: Event) -> Schedule:
    return Schedule(**{field.name: getattr(event, field.name) for field in fields(Schedule)})


def write_schedule(event: Event, schedule: Schedule) -> None:
    """Onto the row; the caller saves."""
    for field in fields(Schedule):
        setattr(event, field.name, getattr(schedule, field.name))


def write_content(event: Event, content: Content) -> None:
    """Onto the row; the caller saves, then calls `write_links`."""
    for field in fields(Content):
        if field.name in LISTS:
            setattr(event, field.name, list(getattr(content, field.name)))
        elif field.name not in (*MANY, *TRANSLATED):
            setattr(event, field.name, getattr(content, field.name))
    event.translate("en", title=content.title_en, summary=content.summary_en)


def write_links(event: Event, content: Content) -> None:
    for name in MANY:
        getattr(event, name).set(getattr(content, name))
