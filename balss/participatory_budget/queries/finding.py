"""Ideas of a call that somebody looks for: by words, area, category, state."""

from dataclasses import dataclass

from django.db.models import QuerySet

from balss.core.alphabet import without_marks
from balss.participatory_budget.models import Call, Idea

STATES = {state.value for state in Idea.State} - {Idea.State.DRAFT.value, Idea.State.WITHDRAWN.value}


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


def ideas_found(call: Call, sought: SoughtIdeas) -> "QuerySet[Idea]":
    """In the order of their numbers; without what was taken back, with what a list and data show."""
    found = Idea.objects.filter(call=call, state__in=STATES)
    if sought.state:
        found = found.filter(state=sought.state)
    for column, number in (("area__number", sought.area), ("category__number", sought.category)):
        if number:
            found = found.filter(**{column: int(number)}) if number.isdecimal() and len(number) < 5 else found.none()
    if words := without_marks(sought.words).split()[:8]:
        found = found.filter(pk__in=_with_words(found, words))
    return found.select_related("call", "area", "category", "merged_into", "project__call", "vetting").order_by(
        "number"
    )


def _with_words(ideas: "QuerySet[Idea]", words: list[str]) -> list[int]:
    """Those that hold all the words, whatever their case and diacritics: databases do not agree on either."""
    rows = ideas.order_by().values_list("pk", "title", "text", "place")
    return [pk for pk, *texts in rows if all(word in without_marks(" ".join(texts)) for word in words)]
