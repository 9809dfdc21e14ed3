"""Feeds that programs come back to: the deadlines as a calendar, what happens as Atom."""
