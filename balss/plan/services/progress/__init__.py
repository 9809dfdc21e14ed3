"""Progress reports: begun, drafted by several people, sent, withdrawn, accepted or returned."""

from balss.plan.services.progress.beginning import own_institution, start_report
from balss.plan.services.progress.content import Slot, read_content, slots_of
from balss.plan.services.progress.decisions import Accepted, accept_reports, return_report
from balss.plan.services.progress.drafts import (
    SavedDraft,
    discard_draft,
    duty_of,
    save_draft,
    take_out_of_period,
)
from balss.plan.services.progress.files import GUARD, keep_document
from balss.plan.services.progress.sending import submit_report, withdraw_report

__all__ = [
    "GUARD",
    "Accepted",
    "SavedDraft",
    "Slot",
    "accept_reports",
    "discard_draft",
    "duty_of",
    "keep_document",
    "own_institution",
    "read_content",
    "return_report",
    "save_draft",
    "slots_of",
    "start_report",
    "submit_report",
    "take_out_of_period",
    "withdraw_report",
]
