"""Tables of the room, all in the box's own database."""

from balss.box.models.batches import BatchCount, PaperSheet
from balss.box.models.boxes import BallotBox, Channel, DayCount
from balss.box.models.slots import Ballot, Node

__all__ = ["Ballot", "BallotBox", "BatchCount", "Channel", "DayCount", "Node", "PaperSheet"]
