"""What views, the API and other rooms ask about drafts."""

from balss.drafts.queries.finding import Wanted, find_drafts, institutions_with_drafts
from balss.drafts.queries.reviewing import Review, Row, review, successors_of
from balss.drafts.queries.showing import (
    Step,
    changes_between,
    for_list,
    for_page,
    history_of,
    places_named,
    wordings_of,
)

__all__ = [
    "Review", "Row", "Step", "Wanted", "changes_between", "find_drafts", "for_list", "for_page", "history_of",
    "institutions_with_drafts", "places_named", "review", "successors_of", "wordings_of",
]  # fmt: skip
