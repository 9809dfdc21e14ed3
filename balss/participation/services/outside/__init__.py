"""Importing opportunities published elsewhere, so that the feed is not one more island."""

from balss.participation.services.outside.importing import import_due, import_source
from balss.participation.services.outside.sources import add_source, change_source, resume_source, stop_source

__all__ = ["add_source", "change_source", "import_due", "import_source", "resume_source", "stop_source"]
