"""Tables of the room, one noun's story per file."""

from balss.voting.models.elections import Election
from balss.voting.models.roll import RollEntry

__all__ = ["Election", "RollEntry"]
