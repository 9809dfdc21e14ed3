"""Tables of the room, one noun's story per file."""

from balss.participatory_budget.models.calls import (
    CITED,
    HEED_CAPS,
    HEED_MOST_WINNERS,
    Ballot,
    BallotForm,
    Call,
    CallQuerySet,
    Category,
    CountingRule,
    Phase,
    PlanningArea,
    RevenueYear,
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
    "CITED", "HEED_CAPS", "HEED_MOST_WINNERS", "OF_OTHERS", "AreaCount", "Ballot", "BallotFile", "BallotForm", "Call",
    "CallQuerySet", "Category", "CoAuthor", "Contract", "Correction", "CostLine", "Count", "CountingRule", "Expense",
    "Idea", "IdeaFile", "IdeaQuerySet", "IdeaVersion", "Land", "Merger", "Phase", "Photo", "PlanningArea", "Project",
    "ProjectQuerySet", "ProposedChange", "RevenueYear", "Step", "Update", "Vetting",
]  # fmt: skip
