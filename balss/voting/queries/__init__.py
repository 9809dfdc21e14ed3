"""What views and rooms above ask."""

from balss.voting.queries.order import shown_order
from balss.voting.queries.standing import Standing, keys_of, standing_of

__all__ = ["Standing", "keys_of", "shown_order", "standing_of"]
