"""Tables of the room, one noun's story per file."""

from balss.voting.models.batches import Batch
from balss.voting.models.elections import Election
from balss.voting.models.roll import RollEntry
from balss.voting.models.uploads import LateAddition, ListedVoter, RollUpload

__all__ = ["Batch", "Election", "LateAddition", "ListedVoter", "RollEntry", "RollUpload"]
