"""Letters of the room to authors of an idea, each in the language of its reader, what is official to the e-address of
who agreed to that; followers are told by `news`."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import translation

from balss.notices.services import Message, send_own
from balss.participatory_budget.models import Idea, Project
from balss.people.models import Account


def authors_of(idea: Idea) -> Iterator[Account]:
    """Accounts of its author and of the co-authors who agreed."""
    persons = {idea.person_id} | set(idea.co_authors.exclude(person=None).values_list("person_id", flat=True))
    yield from Account.objects.filter(
        Q(person__in=persons - {None}) | Q(person__merged__in=persons - {None}), is_active=True
    ).distinct().order_by("pk")  # fmt: skip


def tell_authors(*, kind: str, idea: Idea, now: datetime, **context: Any) -> int:
    """One letter for each author that has an account, in the transaction under way; how many."""
    return _tell(kind, authors_of(idea), idea, now, context)


def tell_authors_of_project(*, kind: str, project: Project, now: datetime, **context: Any) -> int:
    """As `tell_authors`, those of the idea that the project grew from."""
    return _tell(kind, authors_of(project.idea), project, now, context) if project.idea else 0


def _tell(kind: str, accounts: Iterable[Account], about: Idea | Project, now: datetime, context: dict[str, Any]) -> int:
    letters = []
    for account in accounts:
        with translation.override(account.language):
            words = {"title": about.title, "path": about.get_absolute_url()}
        letters.append((account.person_id, Message(account.email, account.language, words | context)))
    send_own(kind=kind, letters=letters, institution=about.call.institution, now=now)
    return len(letters)
