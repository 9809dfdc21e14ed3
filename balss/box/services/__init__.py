"""What changes a box: making it, casting into it, sealing it."""

from balss.box.services.casting import (
    AlreadyCast,
    BoxClosed,
    BoxNotOpen,
    NoSuchBox,
    RightNotValid,
    cast,
)
from balss.box.services.making import BoxHasOpened, BoxIsOver, call_box_off, make_box, prolong_box
from balss.box.services.paper import BatchIsCast, ReadingsDiffer, cast_batch, forget_reading, keep_sheet
from balss.box.services.sealing import NotYetOver, TreeDisagrees, seal, show_ballots

__all__ = [
    "AlreadyCast", "BatchIsCast", "BoxClosed", "BoxHasOpened", "BoxIsOver", "BoxNotOpen", "NoSuchBox", "NotYetOver",
    "ReadingsDiffer", "RightNotValid", "TreeDisagrees", "call_box_off", "cast", "cast_batch", "forget_reading",
    "keep_sheet", "make_box", "prolong_box", "seal", "show_ballots",
]  # fmt: skip
