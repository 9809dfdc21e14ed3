"""Calls, ideas and projects as things that can be followed. Keys as in the search: “call” and “call/number”."""

from collections.abc import Collection, Mapping

from balss.participation.queries.followed import titles
from balss.participatory_budget.models import Call, Idea, Project
from balss.shared.followables import Followable, Thing

Found = Mapping[str, Followable]

CALL, IDEA, PROJECT = "participatory_budget.call", "participatory_budget.idea", "participatory_budget.project"
LONGEST_NUMBER = 9  # digits that a number of an idea can have


def calls(slugs: Collection[str]) -> Found:
    rows = Call.objects.public().filter(slug__in=slugs)
    return {row.slug: Followable(titles(row), row.get_absolute_url()) for row in rows}


def ideas(keys: Collection[str]) -> Found:
    """All that can be read; one that became a part of another brings the news of that one."""
    slugs, numbers = _parts(keys)
    rows = Idea.objects.public().exclude(state=Idea.State.WITHDRAWN)
    rows = rows.filter(call__slug__in=slugs, number__in=numbers).select_related("call")
    found = {key_of(row): Followable({row.language: row.title}, row.get_absolute_url()) for row in rows}
    return {key: thing for key, thing in found.items() if key in keys}


def projects(keys: Collection[str]) -> Found:
    """Those of published lists, also what was taken off again: that is news."""
    slugs, numbers = _parts(keys)
    rows = Project.objects.on_ballot().filter(call__slug__in=slugs, number__in=numbers).select_related("call")
    found = {key_of(row): Followable({row.language: row.title}, row.get_absolute_url()) for row in rows}
    return {key: thing for key, thing in found.items() if key in keys}


def key_of(row: Idea | Project) -> str:
    return f"{row.call.slug}/{row.number}"


def with_absorbed(idea: Idea) -> list[Thing]:
    """The idea, and all that became a part of it, directly or by way of others."""
    found, level = [idea], [idea]
    while level:
        known = [each.pk for each in found]
        level = list(Idea.objects.filter(merged_into__in=level).exclude(pk__in=known).select_related("call"))
        found += level
    return [(IDEA, key_of(each)) for each in found]


def _parts(keys: Collection[str]) -> tuple[set[str], set[int]]:
    parts = [key.rpartition("/") for key in keys]
    named = [(slug, number) for slug, _slash, number in parts if number.isdecimal() and len(number) <= LONGEST_NUMBER]
    return {slug for slug, _number in named}, {int(number) for _slug, number in named}
