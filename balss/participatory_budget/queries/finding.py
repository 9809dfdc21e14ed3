"""Ideas of a call that somebody looks for: by words, area, category, state."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from balss.participatory_budget.models import Call, Idea
from balss.shared.words import with_words

STATES = {state.value for state in Idea.State} - {Idea.State.DRAFT.value, Idea.State.WITHDRAWN.value}

MOST_PLACES = 500


@dataclass(frozen=True)
class SoughtIdeas:
    """Nothing leaves everything; a number or state that nobody has finds nothing."""

    words: str = ""
    area: str = ""
    category: str = ""
    state: str = ""

    @property
    def narrows(self) -> bool:
        return any((self.words, self.area, self.category, self.state))


def sought_in(query: dict[str, str]) -> SoughtIdeas:
    """What an address asks for."""
    asked = {name: query.get(parameter, "").strip()[:200] for name, parameter in (
        ("words", "q"), ("area", "teritorija"), ("category", "kategorija"), ("state", "stavoklis"),
    )}  # fmt: skip
    return SoughtIdeas(**asked)


def places_in(call: Call) -> list[Any]:
    """The geometries of its public ideas, as far as they have one: where its people look on a map."""
    located = Idea.objects.filter(call=call, state__in=STATES, geometry__isnull=False)
    return list(located.order_by("number").values_list("geometry", flat=True)[:MOST_PLACES])


def ideas_found(call: Call, sought: SoughtIdeas) -> "QuerySet[Idea]":
    """In the order of their numbers; without what was taken back, with what a list and data show."""
    found = Idea.objects.filter(call=call, state__in=STATES)
    if sought.state:
        found = found.filter(state=sought.state)
    for column, number in (("area__number", sought.area), ("category__number", sought.category)):
        if number:
            found = found.filter(**{column: int(number)}) if number.isdecimal() and len(number) < 5 else found.none()
    found = with_words(found, sought.words, "title", "text", "place")
    return found.select_related("call", "area", "category", "merged_into", "project__call", "vetting").order_by(
        "number"
    )
