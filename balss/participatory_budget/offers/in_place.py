"""Chosen projects on the page of their place."""

from balss.participatory_budget.queries.in_place import chosen_in, done_in
from balss.shared.place_records import PlaceRecordKind, Section, place_records

place_records.pin(
    PlaceRecordKind("participatory_budget.chosen", Section.PROJECTS, chosen_in),
    PlaceRecordKind("participatory_budget.done", Section.RESULTS, done_in),
)
