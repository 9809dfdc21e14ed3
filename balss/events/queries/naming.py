"""Which institution an organiser means."""

from datetime import date

from balss.places.models import Institution
from balss.places.queries import find_body, institution_by_code


def institution_called(words: str, *, on: date) -> Institution | None:
    """By code, abbreviation or name; None for a stranger. Raises places.queries.AmbiguousBody."""
    return institution_by_code(words, on=on) or find_body(words, on=on)
