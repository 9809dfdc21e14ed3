"""Cases of good practice on the page of their place, among what has been achieved there."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.library.models import PracticeCase
from balss.shared.place_records import Found, PlaceRecord, Whereabouts


def cases_in(place: Whereabouts, now: datetime, most: int) -> Found:
    """Of the places that a case names; one that names none is of the place that its institution governs."""
    named = PracticeCase.territories.through.objects.filter(territory__in=place.territories).values("practicecase")
    nowhere = Q(territories=None, institution__in=place.governing)
    found = PracticeCase.objects.public().filter(Q(pk__in=named) | nowhere).order_by("-published_at", "-id")
    return Found(found.count(), [_record(case) for case in found.prefetch_related("territories")[:most]])


def _record(case: PracticeCase) -> PlaceRecord:
    title = case.words("title")
    return PlaceRecord(
        title=title.text,
        address=case.get_absolute_url(),
        language=title.language,
        day=timezone.localdate(case.published_at),
        facts=(_("good practice"), case.years),
        territories=tuple(each.pk for each in case.territories.all()),
        institution=case.institution_id,
    )
