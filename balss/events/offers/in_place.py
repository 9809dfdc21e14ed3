"""Events on the page of their place."""

from balss.events.queries.in_place import coming_in, held_in
from balss.shared.place_records import PlaceRecordKind, Section, place_records

place_records.pin(
    PlaceRecordKind("events.coming", Section.MEETINGS, coming_in),
    PlaceRecordKind("events.held", Section.RESULTS, held_in),
)
