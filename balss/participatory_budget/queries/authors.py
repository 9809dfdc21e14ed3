"""Whose idea something is: its author's, and that of co-authors who agreed."""

from django.db.models import Q, QuerySet

from balss.participatory_budget.models import Idea
from balss.people.models import Person
from balss.shared.permissions import Actor


def persons_of(actor: Actor) -> "QuerySet[Person]":
    """The actor and everybody found to be the same person."""
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id is not None else None
    return Person.objects.one_with(person) if person else Person.objects.none()


def is_author(actor: Actor, idea: Idea) -> bool:
    """Whether the actor wrote it or agreed to be its co-author; for nobody signed in no query."""
    if actor.person_id is None:
        return False
    if idea.person_id == actor.person_id:
        return True
    return Idea.objects.filter(
        Q(person__in=persons_of(actor)) | Q(co_authors__person__in=persons_of(actor)), pk=idea.pk
    ).exists()


def has_author_here(idea: Idea) -> bool:
    """Whether somebody with an account can answer for it: nobody can for one that was taken in from elsewhere."""
    return idea.person_id is not None or idea.co_authors.exclude(person=None).exists()


def ideas_of(actor: Actor) -> "QuerySet[Idea]":
    """All that the actor wrote or agreed to be a co-author of, the newest first."""
    persons = persons_of(actor)
    found = Idea.objects.filter(Q(person__in=persons) | Q(co_authors__person__in=persons)).distinct()
    return found.select_related("call__institution").order_by("-created_at", "-id")


def discussion_key(idea: Idea) -> str:
    """What the discussion of an idea is called in room `participation`."""
    return f"{idea.call.slug}/{idea.number}"
