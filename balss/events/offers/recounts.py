"""Figures of the room that `balss recount` counts again."""

from balss.events.queries import recounting
from balss.shared.recounts import Recount, recounts

recounts.pin(Recount("events.places", "places taken, who goes, waits and came", recounting.places))
