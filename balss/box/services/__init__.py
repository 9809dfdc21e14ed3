"""What changes a box: making it, casting into it, sealing it."""

from balss.box.services.casting import (
    AlreadyCast,
    BoxClosed,
    BoxNotOpen,
    NoSuchBox,
    RightNotValid,
    cast,
)
from balss.box.services.making import BoxHasOpened, make_box
from balss.box.services.sealing import NotYetOver, TreeDisagrees, seal

__all__ = [
    "AlreadyCast", "BoxClosed", "BoxHasOpened", "BoxNotOpen", "NoSuchBox", "NotYetOver", "RightNotValid",
    "TreeDisagrees", "cast", "make_box", "seal",
]  # fmt: skip
