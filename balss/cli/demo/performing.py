"""Doing the deeds of the story. Entries of the ledger, letters, merges and refusals are those of real work: a story
that breaks a rule fails here.
"""

from balss.cli.demo import drafts, events, library, participation, participatory_budget, plan, voting
from balss.cli.demo.stage import Stage, Verb
from balss.cli.demo.story import Deed

VERBS: dict[str, Verb] = {
    **plan.VERBS,
    **events.VERBS,
    **drafts.VERBS,
    **library.VERBS,
    **participation.VERBS,
    **participatory_budget.VERBS,
    **voting.VERBS,
}


def perform(deed: Deed, stage: Stage) -> None:
    """Raises what the services raise; KeyError for a name that the story has not introduced."""
    VERBS[deed.verb](stage, deed)
