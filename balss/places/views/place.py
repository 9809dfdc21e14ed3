"""“My parish”: everything that happens in a place, from all rooms, as a page and as data."""

import datetime as dt
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from balss.places.models import Territory
from balss.places.models.territories import TerritoryQuerySet
from balss.places.queries import territory_answering_on
from balss.places.queries.happenings import Happening, Happenings, happenings_in, place_on
from balss.shared.feed_answers import whole
from balss.shared.http import Request
from balss.shared.place_records import Section

NEXT_FROM = 20  # the day of a month from which the next one is offered to be printed
FIRST, ALL = 5, 300  # of a section: on the page of the place, and in its data or where one section is asked for
TITLES = {
    Section.TAKE_PART: _("Take part now"),
    Section.DECIDING: _("What is being decided"),
    Section.MEETINGS: _("Meetings and events"),
    Section.DECISIONS: _("What was decided"),
    Section.PROJECTS: _("Projects and their money"),
    Section.RESULTS: _("What was achieved"),
}
NOTHING = {
    Section.TAKE_PART: pgettext_lazy("nothing of these", "anything to take part in"),
    Section.DECIDING: pgettext_lazy("nothing of these", "anything being decided"),
    Section.MEETINGS: pgettext_lazy("nothing of these", "announced meetings"),
    Section.DECISIONS: pgettext_lazy("nothing of these", "decisions"),
    Section.PROJECTS: pgettext_lazy("nothing of these", "projects"),
    Section.RESULTS: pgettext_lazy("nothing of these", "results"),
}


@require_safe
def place(request: Request, slug: str) -> HttpResponse:
    """Of a place that was merged into another, the page of that one; `?bija=` says where the reader comes from.

    `?dala=` shows one section whole."""
    territory = get_object_or_404(territories(), slug=slug)
    day = timezone.localdate(request.now)
    if (heir := territory_answering_on(territory, day)) != territory:
        return redirect(f"{heir.get_absolute_url()}?{urlencode({'bija': slug})}")
    found = place_on(territory, on=day)
    only = _section_in(request)
    sections = happenings_in(
        found, now=request.now, most=ALL if only else FIRST, sections=[only] if only else list(Section)
    )
    former = territories().filter(slug=request.GET.get("bija", "")).exclude(merged_into=None).first()
    context = {
        "place": found,
        "former": former.version_on(day) if former and territory_answering_on(former, day) == territory else None,
        "ended": territory.valid_to if territory.valid_to and territory.valid_to < day else None,
        "only": only,
        "only_title": TITLES[only] if only else "",
        "sections": [(each.section.value, TITLES[each.section], each) for each in sections if each.count],
        "missing": [NOTHING[each.section] for each in sections if not each.count],
        "today": day,
        "next_month": next_month(day) if day.day >= NEXT_FROM else None,
    }
    return render(request, "places/place.html", context)


@require_safe
def place_json(request: Request, slug: str) -> JsonResponse:
    """The same records, at most ALL of each section; places are ids of /vietas/teritorijas.json."""
    territory = get_object_or_404(territories(), slug=slug)
    day = timezone.localdate(request.now)
    territory = territory_answering_on(territory, day)
    found = place_on(territory, on=day)
    sections = happenings_in(found, now=request.now, most=ALL)
    content = {
        "id": territory.slug,
        "kind": territory.kind,
        "name": found.version.name,
        "belongs_to": [each.territory.slug for each in found.around],
        "governed_by": [institution.code for institution in found.institutions],
        **{each.section.value: _facts(each) for each in sections},
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def next_month(day: dt.date) -> dt.date:
    """The first day of the month after the day's."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def territories() -> TerritoryQuerySet:
    """With all that a page or a sheet asks of the one that is found."""
    found: TerritoryQuerySet = Territory.objects.select_related("merged_into__merged_into")
    return found.prefetch_related("versions")


def _section_in(request: Request) -> Section | None:
    asked = request.GET.get("dala", "")
    return Section(asked) if asked in list(Section) else None


def _facts(found: Happenings) -> dict[str, Any]:
    return {"count": found.count, "records": [_record_facts(each) for each in found.shown]}


def _record_facts(happening: Happening) -> dict[str, Any]:
    record = happening.record
    return {
        "title": record.title,
        "language": record.language,
        "date": record.day,
        "until": record.until,
        "facts": list(record.facts),
        "where": list(happening.where),
        "of_the_wider_place": happening.is_wider,
        "address": whole(record.address),
    }
