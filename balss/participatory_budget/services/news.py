"""Telling followers of calls, ideas and projects. Authors get letters of their own from `letters`."""

from datetime import datetime

from django.utils import translation

from balss.notices.services import happened
from balss.participation.queries.followed import titles
from balss.participatory_budget.models import Call, Idea, Project
from balss.participatory_budget.queries.followed import CALL, IDEA, PROJECT, key_of, with_absorbed
from balss.shared.followables import Thing


@translation.override("lv")
def tell_of_call(kind: str, call: Call, *, now: datetime) -> None:
    """In the transaction of the change, after it is written; so with the others."""
    territory = call.institution.territory
    happened(
        kind, about=(CALL, call.slug), title=titles(call), address=call.get_absolute_url(),
        institutions=[call.institution], territories=[territory] if territory else [], now=now,
    )  # fmt: skip


@translation.override("lv")
def tell_of_idea(kind: str, idea: Idea, *, now: datetime) -> None:
    """Of single ideas the municipality's followers are not told: there may be hundreds."""
    happened(
        kind, about=(IDEA, key_of(idea)), also=[*with_absorbed(idea), (CALL, idea.call.slug)],
        title={idea.language: idea.title}, address=idea.get_absolute_url(), now=now,
    )  # fmt: skip


@translation.override("lv")
def tell_of_project(kind: str, project: Project, *, now: datetime) -> None:
    """Chosen ones are told to the municipality's followers too; of all others to those of the project and its idea."""
    call = project.call
    territory = call.institution.territory if project.is_chosen else None
    grew_from: list[Thing] = with_absorbed(project.idea) if project.idea else []
    happened(
        kind, about=(PROJECT, key_of(project)), also=grew_from, title={project.language: project.title},
        address=project.get_absolute_url(), institutions=[call.institution] if project.is_chosen else [],
        territories=[territory] if territory else [], now=now,
    )  # fmt: skip
