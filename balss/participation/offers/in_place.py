"""Processes, opportunities, decisions and outcome reports on the page of their place."""

from balss.participation.queries import in_place
from balss.shared.place_records import PlaceRecordKind, Section, place_records

place_records.pin(
    PlaceRecordKind("participation.opportunity", Section.TAKE_PART, in_place.opportunities_in),
    PlaceRecordKind("participation.process", Section.DECIDING, in_place.processes_in),
    PlaceRecordKind("participation.decision", Section.DECISIONS, in_place.decisions_in),
    PlaceRecordKind("participation.outcome_report", Section.RESULTS, in_place.outcomes_in),
)
