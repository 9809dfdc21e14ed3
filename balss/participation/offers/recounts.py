"""Figures of the room that `balss recount` counts again."""

from balss.participation.queries import recounting
from balss.shared.recounts import Recount, recounts

recounts.pin(
    Recount("participation.consultations", "what was said, asked and supported", recounting.consultations),
    Recount("participation.desks", "what waits at an institution", recounting.desks),
    Recount("participation.outcomes", "figures of published outcome reports", recounting.outcome_reports),
)
