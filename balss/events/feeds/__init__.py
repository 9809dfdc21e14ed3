"""Events as calendars and as a feed of news; never who registered, never the link for taking part online."""
