"""What others ask the box."""

from balss.box.queries.boxes import NotSealed, box_of, days_of
from balss.box.queries.paper import batches_of, sheets_of
from balss.box.queries.publishing import ballots_in, published_box
from balss.box.queries.tree import read_nodes, receipt_of

__all__ = [
    "NotSealed",
    "ballots_in",
    "batches_of",
    "box_of",
    "days_of",
    "published_box",
    "read_nodes",
    "receipt_of",
    "sheets_of",
]
