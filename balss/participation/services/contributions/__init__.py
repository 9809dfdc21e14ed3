"""What people say: said, confirmed, changed, taken back, supported; or entered for them by staff."""

from balss.participation.services.contributions.authors import Guest, author_link, guest_of, stranger
from balss.participation.services.contributions.content import Said, Speaker
from balss.participation.services.contributions.entering import Received, enter
from balss.participation.services.contributions.own import change_contribution, withdraw_contribution
from balss.participation.services.contributions.saying import confirm, contribute, discard_draft, save_draft
from balss.participation.services.contributions.support import support, take_support_back

__all__ = [
    "Guest",
    "Received",
    "Said",
    "Speaker",
    "author_link",
    "change_contribution",
    "confirm",
    "contribute",
    "discard_draft",
    "enter",
    "guest_of",
    "save_draft",
    "stranger",
    "support",
    "take_support_back",
    "withdraw_contribution",
]
