"""What views, the API and other rooms ask about cases of good practice."""

from balss.library.queries.finding import Wanted, find_cases, institutions_with_cases, years_of_cases
from balss.library.queries.showing import for_list, for_page, places_named

__all__ = [
    "Wanted", "find_cases", "for_list", "for_page", "institutions_with_cases", "places_named", "years_of_cases",
]  # fmt: skip
