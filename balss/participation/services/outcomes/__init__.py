"""How a consultation ends: the outcome report. How a process ends: decisions, followed until they are carried out."""

from balss.participation.services.outcomes.decisions import (
    add_telling,
    add_update,
    change_decision,
    discard_decision,
    publish_decision,
    start_decision,
    withdraw_decision,
)
from balss.participation.services.outcomes.reports import (
    publish_report,
    report_due,
    save_report,
    withdraw_report,
)

__all__ = [
    "add_telling",
    "add_update",
    "change_decision",
    "discard_decision",
    "publish_decision",
    "publish_report",
    "report_due",
    "save_report",
    "start_decision",
    "withdraw_decision",
    "withdraw_report",
]
