"""Events with all that a list or a page shows, in a fixed number of queries."""

from django.db.models import Prefetch

from balss.events.models import Attendance, EventQuerySet, ProgrammeItem


def for_list(events: EventQuerySet) -> EventQuerySet:
    return events.select_related("institution", "territory", "process").prefetch_related(
        "institution__names", "audiences"
    )


def for_page(events: EventQuerySet) -> EventQuerySet:
    """With programme, organisers, measures, materials, attendance and earlier times."""
    attendance = Attendance.objects.select_related("audience", "institution")
    return for_list(events).prefetch_related(
        "co_organisers__names",
        "topics",
        "measures__plan",
        "moves",
        "media",
        "materials__file__content",
        Prefetch("programme", ProgrammeItem.objects.prefetch_related("speakers")),
        Prefetch("attendance", attendance.prefetch_related("institution__names")),
    )
