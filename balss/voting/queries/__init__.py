"""What views and rooms above ask."""

from balss.voting.queries.balance import Balance, balance_of, listed_voters
from balss.voting.queries.order import shown_order
from balss.voting.queries.standing import Standing, keys_of, standing_of

__all__ = ["Balance", "Standing", "balance_of", "keys_of", "listed_voters", "shown_order", "standing_of"]
