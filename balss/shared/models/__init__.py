"""Tables that belong to no room: files and the state of recurring jobs."""

from balss.shared.models.files import FileContent, StoredFile
from balss.shared.models.jobs import JobState

__all__ = ["FileContent", "JobState", "StoredFile"]
