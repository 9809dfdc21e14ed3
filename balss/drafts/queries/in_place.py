"""Drafts on the page of their place, among what is being decided there."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.drafts.models import Draft
from balss.shared.place_records import Found, PlaceRecord, Whereabouts


def drafts_in(place: Whereabouts, now: datetime, most: int) -> Found:
    """Of the places that a draft names; one that names none is of the place that its institution governs."""
    named = Draft.territories.through.objects.filter(territory__in=place.territories).values("draft")
    nowhere = Q(territories=None, institution__in=place.governing)
    found = Draft.objects.public().filter(Q(pk__in=named) | nowhere).order_by("-version_at", "-id")
    return Found(found.count(), [_record(each) for each in found.prefetch_related("territories")[:most]])


def _record(draft: Draft) -> PlaceRecord:
    title = draft.words("title")
    return PlaceRecord(
        title=title.text,
        address=draft.get_absolute_url(),
        language=title.language,
        day=timezone.localdate(draft.version_at),
        facts=(str(draft.get_kind_display()), _("version %(number)d") % {"number": draft.newest}),
        territories=tuple(each.pk for each in draft.territories.all()),
        institution=draft.institution_id,
    )
