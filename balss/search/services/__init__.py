"""Writing the index. Rooms above call `index`; nobody writes the tables of the room otherwise."""

from balss.search.services.indexing import UnknownKind, index
from balss.search.services.rebuilding import Rebuilt, rebuild

__all__ = ["Rebuilt", "UnknownKind", "index", "rebuild"]
