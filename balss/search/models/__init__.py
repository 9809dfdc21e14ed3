"""Tables of the room, and in `engine` the index that stands beside them."""

from balss.search.models.tables import Document, Edition, Entry, Word

__all__ = ["Document", "Edition", "Entry", "Word"]
