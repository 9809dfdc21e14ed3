"""Drafts, their versions, and the wordings of their provisions."""

from balss.drafts.models.drafts import Draft, DraftKind, DraftQuerySet, State, WorkingText
from balss.drafts.models.versions import Provision, Version, Wording, WordingQuerySet

__all__ = [
    "Draft",
    "DraftKind",
    "DraftQuerySet",
    "Provision",
    "State",
    "Version",
    "Wording",
    "WordingQuerySet",
    "WorkingText",
]  # fmt: skip
