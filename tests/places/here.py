"""What the page of a place has, for the tests of every room."""

from django.utils import timezone

from balss.places.queries.happenings import happenings_in, place_on


def here(territory, now, most=50):
    """Titles by section, of the sections that have something."""
    place = place_on(territory, on=timezone.localdate(now))
    found = happenings_in(place, now=now, most=most)
    return {each.section.value: [shown.record.title for shown in each.shown] for each in found if each.count}


def shown(territory, now, section, most=50):
    """Everything shown of one section."""
    place = place_on(territory, on=timezone.localdate(now))
    return happenings_in(place, now=now, most=most, sections=[section])[0]
