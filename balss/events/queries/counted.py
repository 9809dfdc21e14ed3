"""What of events is evidence for the plan: those that were held, who came, who spoke.

Every function takes an `EvidenceFilter` of the board `evidence`; of `having` it knows
{"media": reaches of media that came}.
"""

from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from balss.events.models import Attendance, Event, EventQuerySet, Speaker, State
from balss.events.models.programme import OWN_COUNTRY
from balss.places.models import Territory
from balss.places.queries import within
from balss.shared.evidence import EvidenceFilter, EvidenceRecord


def held_events(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """One record for each event that was held."""
    return [_record(event) for event in _held(wanted)]


def participants(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each event that was held with how many came, on site and online; without those to which nobody came."""
    return [_record(event, amount=came) for event in _held(wanted) if (came := _came(event))]


def audience(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each event that was held with how many people of the wanted groups came, as far as the public is told."""
    events = {event.pk: event for event in _held(EvidenceFilter(**{**vars(wanted), "audiences": ()}))}
    counts = Attendance.objects.filter(event__in=events, audience__code__in=wanted.audiences)
    amounts: dict[int, int] = {}
    for count in counts:
        amounts[count.event_id] = amounts.get(count.event_id, 0) + (count.shown_count or 0)
    return [_record(event, amount=amounts[pk]) for pk, event in events.items() if amounts.get(pk)]


def institutions(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each institution that came, once, at the latest event to which it came."""
    events = {event.pk: event for event in _held(wanted)}
    known: dict[str, EvidenceRecord] = {}
    came = Attendance.objects.filter(event__in=events, audience=None).order_by("words", "id")
    for row in sorted(came, key=lambda each: events[each.event_id].starts_at, reverse=True):
        key = f"institution-{row.institution_id}" if row.institution_id else f"words-{row.words.casefold()}"
        known.setdefault(
            key, _record(events[row.event_id], key=key, title=f"{row.words}: {events[row.event_id].title}")
        )
    return sorted(known.values(), key=lambda record: (record.date, record.key), reverse=True)


def foreign_speakers(wanted: EvidenceFilter) -> list[EvidenceRecord]:
    """Each speaker from another country at an event that was held; the event is named."""
    events = {event.pk: event for event in _held(wanted)}
    speakers = Speaker.objects.filter(item__event__in=events).exclude(country=OWN_COUNTRY).select_related("item")
    return [
        _record(events[each.item.event_id], key=f"{events[each.item.event_id].slug}/{each.pk}")
        for each in sorted(speakers, key=lambda each: (events[each.item.event_id].starts_at, each.pk), reverse=True)
    ]


def states(keys: Collection[str]) -> dict[str, str]:
    """What has become of public events; of a speaker or institution, of the event that the key names."""
    slugs = {key: key.split("/", 1)[0] for key in keys}
    events = {event.slug: event for event in Event.objects.public().filter(slug__in=slugs.values())}
    return {key: _state(events[slug]) for key, slug in slugs.items() if slug in events}


def _state(event: Event) -> str:
    if event.state == State.CANCELLED:
        return _("cancelled: %(reason)s") % {"reason": event.cancel_reason}
    if event.state != State.HELD:
        return _("opened again: it was not held")
    return _("does not count here any more: what it is for, where or of what kind was changed")


def _held(wanted: EvidenceFilter) -> EventQuerySet:
    """Latest first; with what a record shows, in three queries."""
    if unknown := set(wanted.having) - {"media"}:
        raise KeyError(", ".join(sorted(unknown)))
    events = Event.objects.filter(Q(state=State.HELD) & _made_for(wanted) & _about(wanted) & _where(wanted))
    if wanted.from_date:
        events = events.filter(starts_at__date__gte=wanted.from_date)
    if wanted.until_date:
        events = events.filter(starts_at__date__lte=wanted.until_date)
    found = Event.objects.filter(pk__in=events.values("pk")).order_by("-starts_at", "-id")
    return found.prefetch_related("topics__parent")


def _made_for(wanted: EvidenceFilter) -> Q:
    limits = Q()
    if wanted.measure:
        limits &= Q(measures__key=wanted.measure, measures__plan__slug=wanted.plan)
    if wanted.institutions:
        limits &= Q(institution__in=wanted.institutions)
    return limits


def _about(wanted: EvidenceFilter) -> Q:
    limits = Q()
    if wanted.kinds:
        limits &= Q(kind__in=wanted.kinds)
    if wanted.except_kinds:
        limits &= ~Q(kind__in=wanted.except_kinds)
    if wanted.topics:
        limits &= Q(topics__code__in=wanted.topics) | Q(topics__parent__code__in=wanted.topics)
    if wanted.audiences:
        limits &= Q(audiences__code__in=wanted.audiences)
    if reaches := wanted.having.get("media"):
        limits &= Q(media__reach__in=reaches)
    return limits


def _where(wanted: EvidenceFilter) -> Q:
    """An event without a place (online) is in no region: it counts for none, and not for “the other regions” either."""
    limits = Q()
    if wanted.regions:
        limits &= Q(territory__in=_all_within(wanted.regions))
    if wanted.except_regions:
        limits &= Q(territory__isnull=False) & ~Q(territory__in=_all_within(wanted.except_regions))
    return limits


def _all_within(slugs: Iterable[str]) -> set[int]:
    today = timezone.localdate()
    return {pk for each in Territory.objects.filter(slug__in=slugs) for pk in within(each, on=today)}


def _came(event: Event) -> int:
    return (event.came_onsite or 0) + (event.came_online or 0)


def _record(event: Event, *, amount: int = 1, key: str = "", title: str = "") -> EvidenceRecord:
    with override("lv"):
        url = event.get_absolute_url()
    fields = {topic.parent.code if topic.parent else topic.code for topic in event.topics.all()}
    return EvidenceRecord(
        key=key or event.slug,
        date=timezone.localdate(event.starts_at),
        title=title or event.title,
        url=url,
        institution=event.institution_id,
        amount=amount,
        state=State(event.state).label,
        language=event.language,
        topics=tuple(sorted(fields)),
    )
