"""Tables of the room. The only personal datum is `Observation.recorded_by`, the ledger's opaque name of an actor."""

from balss.indicators.models.observation import Area, Confidence, Document, Observation
from balss.indicators.models.outcome import OutcomeIndicator
from balss.indicators.models.series import Caveat, Direction, Question, Series, Unit
from balss.indicators.models.source import Source, Wave

__all__ = [
    "Area",
    "Caveat",
    "Confidence",
    "Direction",
    "Document",
    "Observation",
    "OutcomeIndicator",
    "Question",
    "Series",
    "Source",
    "Unit",
    "Wave",
]
