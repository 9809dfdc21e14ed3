"""Plans and their editions, what they promise and leave open, and what is reported, assessed and asked about it."""

from balss.plan.models.assessments import Assessment
from balss.plan.models.authorship import Authored, authored_by
from balss.plan.models.evidence import EvidenceCount
from balss.plan.models.information_requests import InformationRequest, RequestRecipient
from balss.plan.models.open_points import Footnote, Gap
from balss.plan.models.plans import Change, Edition, OfficialStatus, Plan, ReportingPeriod
from balss.plan.models.progress import IndicatorValue, ProgressReport
from balss.plan.models.promises import BodyPart, Commitment, Deadline, Indicator, Measure, Result, Target
from balss.plan.models.words import Said, said

__all__ = [
    "Assessment",
    "Authored",
    "BodyPart",
    "Change",
    "Commitment",
    "Deadline",
    "Edition",
    "EvidenceCount",
    "Footnote",
    "Gap",
    "Indicator",
    "IndicatorValue",
    "InformationRequest",
    "Measure",
    "OfficialStatus",
    "Plan",
    "ProgressReport",
    "ReportingPeriod",
    "RequestRecipient",
    "Result",
    "Said",
    "Target",
    "authored_by",
    "said",
]
