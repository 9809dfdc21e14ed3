"""Pages of the room: the ballot, its change, the receipt and its check, and what browsers ask while one votes."""

from balss.voting.views.ballot import ballot, change
from balss.voting.views.checking import box_data, check, election_data
from balss.voting.views.desk_screen import at_desk
from balss.voting.views.handing_over import give_back, hand_over, help_voters, lent
from balss.voting.views.intake import put_in_box, right
from balss.voting.views.urns import urns, urns_data

__all__ = [
    "at_desk", "ballot", "box_data", "change", "check", "election_data", "give_back", "hand_over", "help_voters",
    "lent", "put_in_box", "right", "urns", "urns_data",
]  # fmt: skip
