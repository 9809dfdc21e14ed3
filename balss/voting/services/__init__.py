"""What changes elections and rolls, and how one votes."""

from balss.voting.services.arranging import ElectionHasOpened, arrange
from balss.voting.services.closing import MoreCastThanGiven, close_election
from balss.voting.services.keys import NoIssuerKey
from balss.voting.services.rights import MayNotVote, RightGiven, VotingNotOpen, give_right
from balss.voting.services.voting import CodeUnknown, Vote, change_by_service, vote_by_service

__all__ = [
    "CodeUnknown", "ElectionHasOpened", "MayNotVote", "MoreCastThanGiven", "NoIssuerKey", "RightGiven", "Vote",
    "VotingNotOpen", "arrange", "change_by_service", "close_election", "give_right", "vote_by_service",
]  # fmt: skip
