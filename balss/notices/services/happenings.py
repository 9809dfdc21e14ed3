"""The sequence of what happened: written by other rooms' services, given positions after the commit."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from balss.core.xml_text import one_line
from balss.notices.models import Concern, Happening, Subscription
from balss.notices.queries.positions import last_position
from balss.places.models import Audience, Institution, Territory, Topic
from balss.places.queries import containing, predecessors_on
from balss.places.queries.topics import topics_concerned
from balss.shared.followables import Thing, followables, happening_kinds
from balss.shared.locks import is_alone

BATCH = 2_000
SEQUENCER_LOCK = 0x68617070  # "happ": PostgreSQL's name of the lock that one sequencer holds

TOPIC, INSTITUTION, AUDIENCE = "places.topic", "places.institution", "places.audience"
TERRITORY, WHOLE_TERRITORY = "places.territory", "places.whole_territory"


@transaction.atomic
def happened(
    kind: str,
    *,
    about: Thing,
    title: Mapping[str, str],
    address: str,
    now: datetime,
    until: dt.date | None = None,
    also: Iterable[Thing] = (),
    topics: Iterable[Topic] = (),
    territories: Iterable[Territory] = (),
    institutions: Iterable[Institution] = (),
    audiences: Iterable[Audience] = (),
) -> Happening:
    """Put it into the sequence, in the caller's transaction; followers are told once that has been committed.

    What happens in a place concerns all that the place belongs to; a topic, its field; an institution, place or topic,
    all that it took over from. Raises KeyError for kinds that no room has pinned.
    """
    happening_kinds[kind], followables[about[0]]
    happening = Happening.objects.create(
        kind=kind, about=about[0], key=about[1], address=address, until=until, created_at=now,
        title={language: one_line(words) for language, words in title.items()},  # letters put it on a line of its own
    )  # fmt: skip
    things = {about, *also}
    for institution in institutions:
        heirs_of = Institution.objects.filter(pk__in=predecessors_on(institution, on=now.date()))
        things |= {(INSTITUTION, slug) for slug in heirs_of.values_list("slug", flat=True)}
    things |= {(AUDIENCE, each.code) for each in audiences}
    things |= {(TOPIC, code) for code in topics_concerned(topics)}
    places = list(territories)
    things |= {(WHOLE_TERRITORY, each.slug) for each in places}
    things |= {(TERRITORY, each.slug) for each in containing(places, on=now.date())}
    Concern.objects.bulk_create(Concern(happening=happening, kind=name, key=key) for name, key in sorted(things))
    return happening


def sequence() -> int:
    """Give every committed happening its position, in the order in which they were written; returns the last position.

    Any number of processes may call it: one at a time gives positions, and another goes away. What happenings concern
    besides is found before, while nobody waits: on SQLite whoever writes would.
    """
    while True:
        waiting = list(Happening.objects.filter(position=None).order_by("id")[:BATCH])
        if not waiting or not _place(waiting, _matched(waiting)) or len(waiting) < BATCH:
            return last_position()


@transaction.atomic
def _place(waiting: list[Happening], concerns: list[Concern]) -> bool:
    """Put those into the sequence that another process has not put there meanwhile; False where one is at it."""
    if not is_alone(SEQUENCER_LOCK):
        return False
    still = set(
        Happening.objects.filter(position=None, pk__in=[each.pk for each in waiting]).values_list("pk", flat=True)
    )
    placed = [each for each in waiting if each.pk in still]
    for place, happening in enumerate(placed, last_position() + 1):
        happening.position = place
    own = [each for each in concerns if each.happening_id in still]
    Concern.objects.bulk_create(own, batch_size=400, ignore_conflicts=True)
    Happening.objects.bulk_update(placed, ["position"], batch_size=400)
    return True


def _matched(waiting: list[Happening]) -> list[Concern]:
    """Of kinds that match by themselves, which followed things these happenings concern too."""
    by_thing: dict[Thing, list[Happening]] = defaultdict(list)
    for happening in waiting:
        by_thing[happening.about, happening.key].append(happening)
    concerns: list[Concern] = []
    for kind in followables:
        if kind.matching is None:
            continue
        followed = list(Subscription.objects.filter(kind=kind.name).values_list("key", flat=True).distinct())
        found = kind.matching(list(by_thing), followed) if followed else ()
        concerns += [
            Concern(happening=happening, kind=kind.name, key=key)
            for thing, key in found
            for happening in by_thing[thing]
        ]
    return concerns
