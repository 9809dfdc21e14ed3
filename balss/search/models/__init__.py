"""Tables of the room, and in `engine` the index that stands beside them."""

from balss.search.models.tables import Document, Entry, Word

__all__ = ["Document", "Entry", "Word"]
