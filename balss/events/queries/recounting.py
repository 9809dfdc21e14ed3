"""Places and people of events, counted again row by row: for `balss recount`."""

from collections.abc import Iterator

from balss.events.models import Event, Registration, Standing
from balss.events.queries.registrations import expected_of
from balss.shared.recounts import Difference, compared


def places() -> Iterator[Difference]:
    """Places taken, stored with the event, while its registrations are kept; who goes, waits and came."""
    for event in Event.objects.order_by("pk"):
        rows = list(Registration.objects.filter(event=event))
        if not rows:
            continue  # nobody registered, or what was registered is erased by now
        expected = expected_of(event)
        going = [row for row in rows if row.standing == Standing.GOING]
        came = [row for row in rows if row.came_at is not None]
        says = {
            "places taken": event.taken, "going on site": expected.going_onsite, "going online": expected.going_online,
            "waiting": expected.waiting, "came on site": expected.came_onsite, "came online": expected.came_online,
        }  # fmt: skip
        counted = {
            "places taken": sum(event.takes_place(is_online=row.is_online) for row in going),
            "going on site": sum(not row.is_online for row in going),
            "going online": sum(row.is_online for row in going),
            "waiting": sum(row.standing == Standing.WAITING for row in rows),
            "came on site": sum(not row.is_online for row in came),
            "came online": sum(row.is_online for row in came),
        }
        yield from compared(f"event {event.slug}", says, counted)
