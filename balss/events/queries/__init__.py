"""What views, the API and other rooms ask about events."""

from balss.events.queries.finding import Wanted, When, find_events, institutions_with_events
from balss.events.queries.naming import institution_called
from balss.events.queries.places import Place, place_of, places_of, places_to_choose
from balss.events.queries.registrations import (
    Expected,
    expected_of,
    registration_of,
    registrations_by_account,
    registrations_of,
    unclosed_events,
)
from balss.events.queries.showing import for_list, for_page

__all__ = [
    "Expected", "Place", "Wanted", "When", "expected_of", "find_events", "for_list", "for_page",
    "institution_called", "institutions_with_events", "place_of", "places_of", "places_to_choose", "registration_of",
    "registrations_by_account", "registrations_of", "unclosed_events",
]  # fmt: skip
