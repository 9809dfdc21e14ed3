"""Tables of the room, one noun's story per file."""

from balss.participation.models.authorship import ByOffice, written_by
from balss.participation.models.consultations import Consultation, PublicDiscussion
from balss.participation.models.contributions import (
    Attachment,
    BurdenIdea,
    Campaign,
    Channel,
    Contribution,
    ContributionVersion,
    Support,
)
from balss.participation.models.interests import Interest
from balss.participation.models.moderation import Ground, Removal, Report
from balss.participation.models.opportunities import Extension, Opportunity, OpportunityKind, OutsideSource
from balss.participation.models.outcomes import Decision, DecisionUpdate, OutcomeReport, Telling
from balss.participation.models.processes import Document, DocumentVersion, Process, Stage
from balss.participation.models.responses import ChangeLink, Response, Satisfaction

__all__ = [
    "Attachment",
    "BurdenIdea",
    "ByOffice",
    "Campaign",
    "ChangeLink",
    "Channel",
    "Consultation",
    "Contribution",
    "ContributionVersion",
    "Decision",
    "DecisionUpdate",
    "Document",
    "DocumentVersion",
    "Extension",
    "Ground",
    "Interest",
    "Opportunity",
    "OpportunityKind",
    "OutcomeReport",
    "OutsideSource",
    "Process",
    "PublicDiscussion",
    "Removal",
    "Report",
    "Response",
    "Satisfaction",
    "Stage",
    "Support",
    "Telling",
    "written_by",
]
