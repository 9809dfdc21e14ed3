"""Tables of the room, one noun's story per file."""

from balss.participatory_budget.models.calls import (
    CITED,
    HEED_CAPS,
    HEED_MOST_WINNERS,
    SHARE_MONEY,
    Ballot,
    BallotForm,
    Call,
    CallQuerySet,
    Category,
    CountingRule,
    Leftover,
    Phase,
    PlanningArea,
    RevenueYear,
    Worth,
)
from balss.participatory_budget.models.corrections import Correction
from balss.participatory_budget.models.counts import AreaCount, BallotFile, Count
from balss.participatory_budget.models.ideas import (
    OF_OTHERS,
    CoAuthor,
    Idea,
    IdeaFile,
    IdeaQuerySet,
    IdeaVersion,
    Land,
    Merger,
)
from balss.participatory_budget.models.projects import (
    Contract,
    Expense,
    Photo,
    Project,
    ProjectQuerySet,
    Step,
    Update,
)
from balss.participatory_budget.models.vetting import CostLine, ProposedChange, Vetting

__all__ = [
    "CITED", "HEED_CAPS", "HEED_MOST_WINNERS", "OF_OTHERS", "SHARE_MONEY", "AreaCount", "Ballot", "BallotFile",
    "BallotForm", "Call", "CallQuerySet", "Category", "CoAuthor", "Contract", "Correction", "CostLine", "Count",
    "CountingRule", "Expense", "Idea", "IdeaFile", "IdeaQuerySet", "IdeaVersion", "Land", "Leftover", "Merger",
    "Phase", "Photo", "PlanningArea", "Project", "ProjectQuerySet", "ProposedChange", "RevenueYear", "Step",
    "Update", "Vetting", "Worth",
]  # fmt: skip
