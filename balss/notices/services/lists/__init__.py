"""An institution's own lists: made, filled from a file, told of, left."""

from balss.notices.services.lists.importing import (
    ListRefused,
    OtherFile,
    Taken,
    discard_contacts,
    read_contacts,
    take_contacts,
)
from balss.notices.services.lists.keeping import TitleTaken, Wording, make_list, remove_list
from balss.notices.services.lists.leaving import HeldLink, held_link_of, leave, link_of, take_off
from balss.notices.services.lists.telling import tell_contacts

__all__ = [
    "HeldLink",
    "ListRefused",
    "OtherFile",
    "Taken",
    "TitleTaken",
    "Wording",
    "discard_contacts",
    "held_link_of",
    "leave",
    "link_of",
    "make_list",
    "read_contacts",
    "remove_list",
    "take_contacts",
    "take_off",
    "tell_contacts",
]
