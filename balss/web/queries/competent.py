"""Who is competent for a question, with what of theirs is open now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from balss.participation.models import Opportunity
from balss.participation.queries.feed import Sought, for_list, opportunities
from balss.participation.queries.interests import interests_of
from balss.places.models import Institution, Territory
from balss.places.queries import Competent, Competents, competent_for
from balss.shared.permissions import Actor

OPEN = 3  # opportunities of one institution that are shown


@dataclass(frozen=True)
class Answer:
    """What is known of a question; `open` are the opportunities of each institution by its primary key."""

    competents: Competents
    open: dict[int, list[Opportunity]]

    @property
    def rows(self) -> list[tuple[Competent, list[Opportunity]]]:
        return [
            (each, self.open.get(each.institution.pk, []) if each.institution else []) for each in self.competents.found
        ]


def answer_to(question: str, *, where: Territory | None, actor: Actor, now: datetime) -> Answer:
    """Without a place, as of the actor's own one, if there is one."""
    competents = competent_for(question, own=where or _own_place(actor, now), on=timezone.localdate(now))
    return Answer(competents, _open_now([each.institution for each in competents.found if each.institution], now))


def _own_place(actor: Actor, now: datetime) -> Territory | None:
    """The first of the places that the actor keeps."""
    kept = interests_of(actor.person_id, now).places if actor.person_id else ()
    return Territory.objects.filter(slug=kept[0][0]).first() if kept else None


def _open_now(bodies: Iterable[Institution], now: datetime) -> dict[int, list[Opportunity]]:
    """The first OPEN of each, what closes first before the others. One query and one for names."""
    found: dict[int, list[Opportunity]] = defaultdict(list)
    for each in for_list(opportunities(Sought(), now).filter(institution__in=list(bodies))):
        if each.institution_id and len(found[each.institution_id]) < OPEN:
            found[each.institution_id].append(each)
    return dict(found)
