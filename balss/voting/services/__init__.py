"""What changes elections and rolls, and how one votes."""

from balss.voting.queries.balance import MoreCastThanGiven
from balss.voting.services.arranging import (
    ElectionHasOpened,
    ElectionIsOver,
    arrange,
    call_election_off,
    prolong_election,
)
from balss.voting.services.closing import close_election
from balss.voting.services.keys import NoIssuerKey
from balss.voting.services.letters import tell_voters
from balss.voting.services.rights import MayNotVote, RightGiven, VotingNotOpen, give_right
from balss.voting.services.voting import CodeUnknown, Vote, change_by_service, vote_by_service

__all__ = [
    "CodeUnknown", "ElectionHasOpened", "ElectionIsOver", "MayNotVote", "MoreCastThanGiven", "NoIssuerKey",
    "RightGiven", "Vote", "VotingNotOpen", "arrange", "call_election_off", "change_by_service", "close_election",
    "give_right", "prolong_election", "tell_voters", "vote_by_service",
]  # fmt: skip
