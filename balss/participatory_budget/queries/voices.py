"""What somebody proposed for participatory budgets, and what came of it; for that person alone."""

from datetime import datetime

from django.urls import reverse

from balss.core.calendar import day_in_riga
from balss.participatory_budget.models import Idea, Project, Vetting
from balss.shared.personal_data import Subject
from balss.shared.voices import Standing, Voice

STANDINGS = {
    Idea.State.DRAFT: Standing.DRAFT,
    Idea.State.SUBMITTED: Standing.WAITING,
    Idea.State.ACCEPTED: Standing.ANSWERED,
    Idea.State.REJECTED: Standing.ANSWERED,
    Idea.State.MERGED: Standing.STANDS,
    Idea.State.WITHDRAWN: Standing.ENDED,
}


def ideas(subject: Subject, now: datetime) -> list[Voice]:
    """Two queries, however many there are."""
    own = Idea.objects.filter(person__in=subject.person_ids).select_related("call", "vetting", "project__call")
    return [_proposed(idea) for idea in own.order_by("-created_at", "-id")]


def _proposed(idea: Idea) -> Voice:
    found: Vetting | None = getattr(idea, "vetting", None)
    vetting = found if found and found.decision else None
    project: Project | None = getattr(idea, "project", None)
    is_listed = project is not None and idea.call.projects_published_at is not None
    changes = (
        ((f"{project.title}: {project.get_state_display()}", project.get_absolute_url()),)
        if is_listed and project
        else ()
    )
    return Voice(
        at=idea.submitted_at or idea.created_at,
        about=f"{idea.call.title}: {idea.title}",
        language=idea.language,
        text=idea.text,
        address=reverse("participatory_budget:own_idea", args=[idea.key]),
        standing=STANDINGS[Idea.State(idea.state)],
        state=idea.get_state_display(),
        due_date=day_in_riga(idea.call.voting_opens_at) if idea.call.voting_opens_at else None,
        verdict=vetting.get_decision_display() if vetting else "",
        reason=vetting.reason if vetting else "",
        answered_at=vetting.decided_at if vetting else None,
        changes=changes,
    )
