"""Asking the index."""

from balss.search.queries.fewer import fewer_words
from balss.search.queries.finding import Answers, Filters
from balss.search.queries.spelling import suggestion

__all__ = ["Answers", "Filters", "fewer_words", "suggestion"]
