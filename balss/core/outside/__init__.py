"""Opportunities to take part that other sites publish, read from their bytes: feeds, tables, records, calendars.

Nothing here asks the network. What comes from outside is never trusted: texts lose all markup, addresses are those of
the web, and what cannot be read is said by its place and left out.
"""

from balss.core.outside.items import MOST_ITEMS, Found, Item, Reason, Unreadable
from balss.core.outside.reading import read

__all__ = ["MOST_ITEMS", "Found", "Item", "Reason", "Unreadable", "read"]
