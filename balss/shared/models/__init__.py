"""Tables that belong to no room: files, the state of recurring jobs, counts of tries."""

from balss.shared.models.files import FileContent, StoredFile
from balss.shared.models.jobs import JobState
from balss.shared.models.rates import RateCount

__all__ = ["FileContent", "JobState", "RateCount", "StoredFile"]
