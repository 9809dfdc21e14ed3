"""The list of voters: sent, compared, put in force; and who is added to it later."""

from balss.voting.services.rolls.adding import (
    AlreadyListed,
    DecidedAlready,
    NeedsSecondPerson,
    NoListInForce,
    decide_addition,
    propose_addition,
)
from balss.voting.services.rolls.reading import ListRefused, RowFault
from balss.voting.services.rolls.uploading import (
    ListNotWaiting,
    NotASnapshotDay,
    VotingHasOpened,
    apply_list,
    discard_list,
    forget_unused_lists,
    take_list,
)

__all__ = [
    "AlreadyListed", "DecidedAlready", "ListNotWaiting", "ListRefused", "NeedsSecondPerson", "NoListInForce",
    "NotASnapshotDay", "RowFault", "VotingHasOpened", "apply_list", "decide_addition", "discard_list",
    "forget_unused_lists", "propose_addition", "take_list",
]  # fmt: skip
