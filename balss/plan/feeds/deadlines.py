"""The dated deadlines of a plan as a calendar (RFC 5545), all of them or those of one institution.

Each is an event of a whole day that takes nobody's time. Its UID stays as long as the deadline has its serial number
within the measure; its SEQUENCE is the number of changes that editions made to the measure; one that an edition
dropped is sent as cancelled, so that it goes from calendars that have it. Where a footnote of the plan names another
date than the table, that date is an event of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from balss.places.models import Institution
from balss.plan.models import BodyPart, Change, Deadline, Gap, Measure, Plan
from balss.plan.queries import edition_in_force
from balss.plan.queries.scope import Scope
from balss.shared.feed_answers import feed_answer
from balss.shared.http import Request

MEDIA_TYPE = "text/calendar"
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # RFC 5545, 3.1: no text holds them
ASK_AGAIN = timedelta(hours=12)


@require_safe
def of_plan(request: Request, slug: str) -> HttpResponseBase:
    plan = get_object_or_404(Plan, slug=slug)
    return _calendar(request, Scope(plan, timezone.localdate(request.now)), str(plan.name), plan.slug)


@require_safe
def of_institution(request: Request, slug: str, institution_slug: str) -> HttpResponseBase:
    """Deadlines of the measures in which it has a part, by name or through a group."""
    plan, today = get_object_or_404(Plan, slug=slug), timezone.localdate(request.now)
    body = get_object_or_404(Institution.objects.prefetch_related("names"), slug=institution_slug)
    scope = Scope(plan, today, institution=body)
    return _calendar(request, scope, f"{body.name_on(today)}: {plan.name}", f"{plan.slug}-{body.slug}")


def _calendar(request: Request, scope: Scope, name: str, file_name: str) -> HttpResponseBase:
    edition = edition_in_force(scope.plan)
    changed_at = edition.imported_at if edition else request.now
    address = settings.ORIGIN + request.path
    calendar = Calendar()
    for key, value in {
        "PRODID": f"-//Balss//{scope.plan.slug}//{(get_language() or 'lv').upper()}",
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "NAME": name,  # RFC 7986
        "X-WR-CALNAME": name,  # what most programs read instead
        "LAST-MODIFIED": changed_at,
    }.items():
        calendar.add(key, value)
    calendar.add("SOURCE", address, parameters={"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for event in _events(scope, changed_at):
        calendar.add_component(event)
    text = CONTROL.sub(b"", calendar.to_ical())
    return feed_answer(request, text, MEDIA_TYPE, changed_at=changed_at, file_name=f"{file_name}.ics")


def _events(scope: Scope, changed_at: datetime) -> Iterator[Event]:
    """In the order of their days."""
    changes = Counter(Change.objects.filter(edition__plan=scope.plan).values_list("measure_key", flat=True))
    responsible = _responsible(scope)
    dated = scope.of_measures(Deadline.objects.filter(due_date__isnull=False)).select_related("measure")
    for deadline in dated.order_by("due_date", "measure__place", "serial", "id"):
        measure = deadline.measure
        event = _event(scope, measure, f"{measure.key}.{deadline.serial}", deadline.due_date or scope.on, changed_at)
        event.add("SEQUENCE", changes[measure.key])
        event.add("STATUS", "CANCELLED" if deadline.withdrawn_in_id else "CONFIRMED")
        words = [deadline.name, deadline.further_limit and f"({deadline.further_limit})"]
        event.add("DESCRIPTION", _description([" ".join(filter(None, words)), responsible.get(measure.pk, "")]))
        yield event
    yield from _events_of_footnotes(scope, changed_at)


def _events_of_footnotes(scope: Scope, changed_at: datetime) -> Iterator[Event]:
    editions = scope.plan.editions.in_force()
    found = scope.of_measures(Gap.objects.filter(edition__in=editions, due_date__isnull=False))
    for gap in found.select_related("measure", "edition").defer("edition__document").order_by("due_date", "place"):
        if gap.measure is None or gap.due_date is None:
            continue
        event = _event(scope, gap.measure, f"{gap.measure.key}.note{gap.footnote_number}", gap.due_date, changed_at)
        event.add("SEQUENCE", gap.edition.number - 1)
        event.add("STATUS", "TENTATIVE")
        event.add(
            "DESCRIPTION", _description([gap.text, _("The table of measures names another date; both stand here.")])
        )
        yield event


def _event(scope: Scope, measure: Measure, uid: str, day: date, changed_at: datetime) -> Event:
    event = Event()
    host = urlsplit(settings.ORIGIN).netloc
    event.add("UID", f"{scope.plan.slug}.{uid}@{host}")
    event.add("DTSTAMP", changed_at)
    event.add("DTSTART", day)
    event.add("DTEND", day + timedelta(days=1))
    event.add("TRANSP", "TRANSPARENT")
    name = measure.name or _("The title is lost in the published text")
    event.add("SUMMARY", f"{measure.key} {name}", parameters={"LANGUAGE": getattr(name, "language", get_language())})
    event.add("URL", settings.ORIGIN + reverse("plan:measure", args=[scope.plan.slug, measure.key]))
    return event


def _description(paragraphs: list[str]) -> str:
    return "\n".join(filter(None, paragraphs))


def _responsible(scope: Scope) -> dict[int, str]:
    """By measure: who answers for it, in one line."""
    parts = scope.of_measures(BodyPart.objects.filter(part=BodyPart.Part.RESPONSIBLE))
    named: dict[int, dict[str, None]] = {}
    for part in parts.order_by("measure_id", "place"):
        named.setdefault(part.measure_id, {})[str(scope.name_of(part.institution_id) or part.words)] = None
    return {pk: _("Responsible: %(bodies)s") % {"bodies": ", ".join(names)} for pk, names in named.items()}
