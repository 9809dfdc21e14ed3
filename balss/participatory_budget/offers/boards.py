"""Who opens the files of ideas and projects, and what the room does by the clock."""

from datetime import timedelta

from balss.participatory_budget import jobs
from balss.participatory_budget.models import Idea, IdeaFile, Photo, Project
from balss.participatory_budget.services.carrying_out import PHOTO_GUARD
from balss.participatory_budget.services.ideas import CONSENT_GUARD, GUARD
from balss.shared import schedule
from balss.shared.files.guards import FileGuard, file_guards
from balss.shared.models import StoredFile


def _idea_with(file: StoredFile) -> Idea | None:
    """None for an idea that was taken back: then only who uploaded it opens it."""
    found = IdeaFile.objects.filter(file=file).exclude(idea__state=Idea.State.WITHDRAWN)
    row = found.select_related("idea__call__institution").first()
    return row.idea if row else None


def _consented(file: StoredFile) -> Idea | None:
    return Idea.objects.filter(consent=file).select_related("call__institution").first()


def _project_with(file: StoredFile) -> Project | None:
    """None for news that was taken back."""
    found = Photo.objects.filter(file=file, update__taken_back_at=None)
    row = found.select_related("update__project__call__institution").first()
    return row.update.project if row else None


file_guards.pin(
    FileGuard(GUARD, "participatory_budget.view_idea", _idea_with),
    FileGuard(CONSENT_GUARD, "participatory_budget.open_consent", _consented),
    FileGuard(PHOTO_GUARD, "participatory_budget.view_project", _project_with),
)
schedule.jobs.pin(
    schedule.ScheduledJob(
        "participatory_budget.remind",
        "remind officials before ideas, lists, results and chosen projects are due",
        every=timedelta(days=1),
        run=jobs.remind,
    ),
    schedule.ScheduledJob(
        "participatory_budget.carry_elections",
        "arrange the elections of calls before voting opens, and carry what changed",
        every=timedelta(minutes=5),
        run=jobs.carry,
    ),
    schedule.ScheduledJob(
        "participatory_budget.count_votes",
        "count the votes of calls whose ballot box was sealed",
        every=timedelta(minutes=5),
        offset=timedelta(minutes=1),
        run=jobs.count_votes,
    ),
)
