"""What a list of voters would change, and what waits for a second person."""

from django.db.models import Exists, OuterRef

from balss.voting.models import ListedVoter, RollEntry, RollUpload


def differences(upload: RollUpload) -> tuple[int, int]:
    """How many a waiting list would add to the roll, and take from it."""
    listed, entries = ListedVoter.objects.filter(upload=upload), RollEntry.objects.filter(election=upload.election_id)
    added = listed.filter(~Exists(entries.filter(key=OuterRef("key")))).count()
    removed = entries.filter(~Exists(listed.filter(key=OuterRef("key")))).count()
    return added, removed
