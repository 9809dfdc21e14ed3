"""Keeping drafts: begun, their text cut into provisions, published version by version, withdrawn.

Each change of what is public is recorded in the ledger, brought to the search and told to followers in one transaction.
"""

from balss.drafts.services.content import (
    NEEDED,
    Content,
    change_draft,
    content_of,
    create_draft,
    discard_draft,
    missing_from,
    withdraw_draft,
)
from balss.drafts.services.publishing import publish_version
from balss.drafts.services.refusals import (
    ChangedMeanwhile,
    DraftIncomplete,
    NoteMissing,
    NothingChanged,
    NothingToPublish,
    NotInThatState,
    NotThatProvision,
    ReasonMissing,
    TextRefused,
)
from balss.drafts.services.telling import DRAFT, PROVISION
from balss.drafts.services.text import decide_provision, drop_text, set_text, turn_lines

__all__ = [
    "DRAFT", "NEEDED", "PROVISION", "ChangedMeanwhile", "Content", "DraftIncomplete", "NotInThatState",
    "NotThatProvision", "NoteMissing", "NothingChanged", "NothingToPublish", "ReasonMissing", "TextRefused",
    "change_draft", "content_of", "create_draft", "decide_provision", "discard_draft", "drop_text", "missing_from",
    "publish_version", "set_text", "turn_lines", "withdraw_draft",
]  # fmt: skip
