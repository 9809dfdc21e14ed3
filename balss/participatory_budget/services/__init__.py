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
from balss.participatory_budget.services.carrying_out import (
    PhotoContent,
    StepContent,
    add_contract,
    add_expense,
    add_update,
    finish_project,
    set_steps,
    start_project,
    stop_project,
    take_back,
)
from balss.participatory_budget.services.correcting import correct_results
from balss.participatory_budget.services.counting import count_call, count_sealed
from balss.participatory_budget.services.elections import carry_election, carry_elections
from balss.participatory_budget.services.ideas import (
    add_consent,
    add_file,
    agree_to_co_author,
    change_idea,
    discard_draft,
    hand_in,
    invite_co_author,
    remove_file,
    save_draft,
    withdraw_idea,
)
from balss.participatory_budget.services.merging import answer_merger, propose_merger
from balss.participatory_budget.services.projects import publish_projects, withdraw_project
from balss.participatory_budget.services.results import Results, announce_results, publish_count, show_announced
from balss.participatory_budget.services.vetting import (
    Line,
    answer_change,
    contest,
    decide,
    propose_change,
    save_findings,
    take_back_change,
)

__all__ = [
    "AreaContent", "CategoryContent", "Line", "PhotoContent", "Results", "Revenue", "StepContent", "add_consent",
    "add_contract", "add_expense", "add_file", "add_update", "agree_to_co_author", "announce_results",
    "answer_change", "answer_merger", "cancel_call", "carry_election", "carry_elections", "change_call",
    "change_idea", "contest", "correct_results", "count_call", "count_sealed", "decide", "discard_call",
    "discard_draft", "faults_of_call", "finish_project", "hand_in", "invite_co_author", "prolong", "propose_change",
    "propose_merger", "publish_call", "publish_count", "publish_projects", "remove_file",
    "save_draft", "save_findings", "set_areas", "set_ballot", "set_categories", "set_revenues", "set_steps",
    "show_announced", "start_call", "start_project", "stop_project", "take_back", "take_back_change", "withdraw_idea",
    "withdraw_project",
]  # fmt: skip
