"""Asking the index."""

from balss.search.queries.finding import Filters, Found, find
from balss.search.queries.spelling import suggestion

__all__ = ["Filters", "Found", "find", "suggestion"]
