"""What changes the records of this room."""

from balss.participatory_budget.services.ballots import set_ballot
from balss.participatory_budget.services.calls import (
    AreaContent,
    CategoryContent,
    Revenue,
    cancel_call,
    change_call,
    discard_call,
    faults_of_call,
    prolong,
    publish_call,
    set_areas,
    set_categories,
    set_revenues,
    start_call,
)
from balss.participatory_budget.services.projects import publish_projects
from balss.participatory_budget.services.results import Results, announce_results

__all__ = [
    "AreaContent", "CategoryContent", "Results", "Revenue", "announce_results", "cancel_call", "change_call",
    "discard_call", "faults_of_call", "prolong", "publish_call", "publish_projects", "set_areas", "set_ballot",
    "set_categories", "set_revenues", "start_call",
]  # fmt: skip
