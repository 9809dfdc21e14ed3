"""What the shared ground pins on its own boards."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from balss.shared import jobs, schedule
from balss.shared.files.guards import may_download
from balss.shared.models import FileContent, JobState, RateCount, StoredFile
from balss.shared.permissions import Action, actions
from balss.shared.personal_data import Holding, holdings

actions.pin(
    Action("shared.store_file", "give a file to keep", lambda actor, _obj, _now: actor.is_signed_in),
    Action("shared.download_file", "read a file: public, or guarded by what it hangs on", may_download),
    Action(
        "shared.remove_file",
        "take away a file one has given",
        lambda actor, file, _now: actor.account_id is not None and actor.account_id == file.account_id,
    ),
)
schedule.jobs.pin(
    schedule.ScheduledJob(
        "shared.erase_rates", "forget who tried what how often", every=timedelta(hours=1), run=jobs.erase_rates
    ),
    schedule.ScheduledJob(
        "shared.prune_tasks", "forget background tasks long done", every=timedelta(days=1), run=jobs.prune_tasks
    ),
    schedule.ScheduledJob(
        "shared.sweep_files", "remove bytes that no file has", every=timedelta(days=1), run=jobs.sweep_files
    ),
)
holdings.pin(
    Holding(
        StoredFile,
        title=_("Files you gave"),
        rows=lambda subject: StoredFile.objects.filter(account_id__in=subject.account_ids),
        exported=("name", "media_type", "uploaded_at"),
        erased={"account_id": None},
        exempt={
            "id": "a number of ours",
            "public_id": "the address of the file",
            "content": "the bytes belong to the record that the file hangs on, whose room erases or keeps them",
            "name": "part of that record",
            "media_type": "part of that record",
            "is_public": "part of that record",
            "guard": "part of that record",
            "institution_id": "an institution is no person",
            "uploaded_at": "part of that record",
        },
    ),
    Holding.none(FileContent, reason="a hash and a size; the bytes belong to the records that files hang on"),
    Holding.none(JobState, reason="says when jobs ran"),
    Holding.none(RateCount, reason="a hash whose key is gone the next day; the row is erased within the day"),
)
