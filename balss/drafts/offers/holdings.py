"""What this room holds about people: nothing; who published a version stands as an opaque name in the ledger alone."""

from balss.drafts.models import Draft, Provision, Version, Wording, WorkingText
from balss.shared.personal_data import Holding, holdings

holdings.pin(
    Holding.none(Draft, reason="a draft of an institution; contacts are the office's"),
    Holding.none(WorkingText, reason="the text of a legal act"),
    Holding.none(Version, reason="what an institution changed in a draft, and why"),
    Holding.none(Provision, reason="a number of ours"),
    Holding.none(Wording, reason="the text of a legal act"),
)
