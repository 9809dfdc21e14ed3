"""Reading entries."""

from django.db import models

from balss.ledger.models import Entry
from balss.ledger.models.entry import EntryQuerySet


def entries_about(subject: models.Model) -> EntryQuerySet:
    """Everything recorded about one object, newest first, with content, in one query."""
    return Entry.objects.about(subject).with_parts().newest_first()
