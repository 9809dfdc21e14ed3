"""Figures of the room that `balss recount` counts again."""

from balss.plan.queries import recounting
from balss.shared.recounts import Recount, recounts

recounts.pin(Recount("plan.evidence", "what records show for the indicators", recounting.evidence_counts))
