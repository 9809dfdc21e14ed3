"""The figures of a consultation: who took part, by which way, what became of what they said. Nobody can be told from
them: cells of fewer than five people are left out with as many others as subtraction needs (`core.stats`)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q

from balss.core.stats import suppress
from balss.participation.models import Consultation, Contribution, Response, Satisfaction, Support

PERSONAL = ("age_band", "territory__slug", "audience__code")


def figures_of(consultation: Consultation) -> dict[str, Any]:
    """Counts as they stand: of contributions by channel, kind, verdict and theme; of people by what they told of
    themselves, with small cells left out (None); of supports and of who felt answered. Seven queries."""
    said = Contribution.objects.filter(consultation=consultation).counted()
    asking = said.asking()
    people = list(said.values_list("person_id", "email", "organisation", *PERSONAL))
    satisfied = Satisfaction.objects.filter(contribution__in=said).aggregate(
        yes=Count("pk", filter=Q(is_answered=True)), no=Count("pk", filter=Q(is_answered=False))
    )
    return {
        "contributions": said.count(),
        "asking": asking.count(),
        "participants": len({_who(*row[:3]) for row in people}),
        "organisations": len({row[2].strip().lower() for row in people if row[2]}),
        "channels": _counted(said, "channel"),
        "kinds": _counted(said, "kind"),
        "verdicts": _answers(asking, "response__verdict"),
        "themes": _answers(asking, "response__theme"),
        "people": {
            name.split("__")[0]: suppress(_people(people, place)) for place, name in enumerate(PERSONAL, start=3)
        },
        "supports": Support.objects.filter(contribution__in=said).count(),
        "satisfaction": satisfied,
    }


def _who(person_id: int | None, email: str, organisation: str) -> tuple[str, object]:
    """One person however often; somebody without account or address is one each time, for nobody can tell."""
    if person_id is not None:
        return ("person", person_id)
    return ("email", email.lower()) if email else ("nobody", object())


def _people(rows: Iterable[tuple[Any, ...]], place: int) -> dict[str, int]:
    """How many people gave each value; "" is those who gave none. Who gave several values counts for the last."""
    told = {_who(*row[:3]): row[place] or "" for row in rows}
    return dict(sorted(Counter(told.values()).items()))


def _counted(said: Any, column: str) -> dict[str, int]:
    return dict(said.order_by(column).values_list(column).annotate(count=Count("pk")))


def _answers(asking: Any, column: str) -> dict[str, int]:
    published = asking.filter(response__state=Response.State.PUBLISHED)
    return dict(published.order_by(column).values_list(column).annotate(count=Count("pk")))
