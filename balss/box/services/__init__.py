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
from balss.box.services.sealing import NotYetOver, TreeDisagrees, seal

__all__ = [
    "AlreadyCast", "BoxClosed", "BoxHasOpened", "BoxIsOver", "BoxNotOpen", "NoSuchBox", "NotYetOver", "RightNotValid",
    "TreeDisagrees", "call_box_off", "cast", "make_box", "prolong_box", "seal",
]  # fmt: skip
