"""Which edition of each reference data file stands in the database."""

from django.db import models


class ReferenceFile(models.Model):
    """A data file of this room as last loaded: its source, the day it was true, and its digest.

    Written by `services.load_reference_data` alone; no personal data.
    """

    name = models.CharField(max_length=100, unique=True)
    source = models.TextField()
    as_of_date = models.DateField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
