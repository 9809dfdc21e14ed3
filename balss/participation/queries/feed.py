"""The one feed of opportunities: what one can take part in now, soon, or could, narrowed by what matters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from balss.core.calendar.riga import day_in_riga
from balss.participation.models import Opportunity, OpportunityKind
from balss.participation.queries.interests import Interests
from balss.places.models import Audience, Institution, Territory, TerritoryVersion, Topic
from balss.shared.words import with_words

WHEN = ("open", "coming", "closed", "all")
ELSEWHERE = "elsewhere:"  # how the origins of what is published elsewhere begin
MANY = 1000  # in a feed or file at once
OTHERS = 2  # the rank of what concerns no chosen place or topic


@dataclass(frozen=True)
class Sought:
    """What is looked for. `place` takes along the places that lie in it; a value that nobody has finds nothing."""

    when: str = "open"
    kind: str = ""
    place: str = ""  # slug
    topic: str = ""  # code
    institution: str = ""  # slug
    audience: str = ""  # code
    words: str = ""
    where: str = ""  # "here" or "elsewhere": where it is published

    @property
    def narrows(self) -> bool:
        return any((self.kind, self.place, self.topic, self.institution, self.audience, self.words, self.where))


def opportunities(sought: Sought, now: datetime) -> QuerySet[Opportunity]:
    """In the order in which one has to act: what closes first stands first; what is over, the latest first."""
    found = Opportunity.objects.public()
    if sought.when == "open":
        found = Opportunity.objects.open(now).order_by(F("closes_at").asc(nulls_last=True), "id")
    elif sought.when == "coming":
        found = Opportunity.objects.coming(now).order_by("opens_at", "id")
    elif sought.when == "closed":
        found = Opportunity.objects.closed(now).order_by("-closes_at", "-id")
    else:
        found = found.order_by("-published_at", "-id")
    return _narrowed(found.listed(), sought, now)


def own_first(found: QuerySet[Opportunity], first: Interests, now: datetime) -> QuerySet[Opportunity]:
    """In the same order, but before all others what concerns the places and topics both, then what concerns one of the
    two: `own_rank` 0, 1, and 2 for the rest. Nothing is left out."""
    if not first:
        return found
    conditions = []
    if first.places:
        places = _within((slug for slug, _name in first.places), now)
        conditions.append(Q(_about("territories", "territory_id", places)))
    if first.topics:
        codes = [code for code, _name in first.topics]
        topics = Topic.objects.filter(Q(code__in=codes) | Q(parent__code__in=codes))
        conditions.append(Q(_about("topics", "topic_id", topics.values("pk"))))
    every, some = conditions[0] & conditions[-1], conditions[0] | conditions[-1]
    rank = Case(When(every, then=Value(0)), When(some, then=Value(1)), default=Value(OTHERS))
    return found.annotate(own_rank=rank).order_by("own_rank", *found.query.order_by)


def _narrowed(found: QuerySet[Opportunity], sought: Sought, now: datetime) -> QuerySet[Opportunity]:
    if sought.kind:
        found = found.filter(kind=sought.kind)
    if sought.institution:
        found = found.filter(institution__slug=sought.institution)
    if sought.place:
        found = found.filter(_about("territories", "territory_id", _within([sought.place], now)))
    if sought.topic:
        topics = Topic.objects.filter(Q(code=sought.topic) | Q(parent__code=sought.topic))
        found = found.filter(_about("topics", "topic_id", topics.values("pk")))
    if sought.audience:
        found = found.filter(
            _about("audiences", "audience_id", Audience.objects.filter(code=sought.audience).values("pk"))
        )
    if sought.where == "elsewhere":
        found = found.filter(origin__startswith=ELSEWHERE)
    elif sought.where == "here":
        found = found.exclude(origin__startswith=ELSEWHERE)
    return with_words(found, sought.words, "title", "question", "summary", "translations")


def _about(name: str, column: str, keys: Any) -> Exists:
    """That a link leads to one of the keys; each opportunity once, however many do."""
    through = getattr(Opportunity, name).through
    return Exists(through.objects.filter(**{"opportunity_id": OuterRef("pk"), f"{column}__in": keys}))


def _within(slugs: Iterable[str], now: datetime) -> Any:
    """Ids of territories and of those that belong to them, over two levels: region, municipality, parish."""
    versions = TerritoryVersion.objects.on(day_in_riga(now))
    own = Territory.objects.filter(slug__in=list(slugs)).values("pk")
    parts = versions.filter(parent__in=own).values("territory")
    smaller = versions.filter(parent__in=parts).values("territory")
    return Territory.objects.filter(Q(pk__in=own) | Q(pk__in=parts) | Q(pk__in=smaller)).values("pk")


def for_list(found: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """With what a row of the list shows: one query more, however many rows."""
    return found.select_related("institution", "process").prefetch_related("institution__names")


def for_data(found: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """With what `facts.opportunity_facts` tells."""
    return for_list(found).prefetch_related("topics", "territories__versions", "audiences")


def choices(now: datetime) -> dict[str, list[tuple[str, str]]]:
    """What the list can be narrowed by: only what some public opportunity has, by its words."""
    public = Opportunity.objects.public().listed()
    day = day_in_riga(now)
    bodies = Institution.objects.filter(pk__in=public.values("institution")).prefetch_related("names")
    places = Territory.objects.filter(opportunities__in=public).distinct().prefetch_related("versions")
    kinds = set(public.order_by().values_list("kind", flat=True).distinct())
    return {
        "kind": [(kind.value, str(kind.label)) for kind in OpportunityKind if kind.value in kinds],
        "place": sorted(((each.slug, each.version_on(day).name) for each in places), key=lambda pair: pair[1]),
        "topic": [(each.code, str(each)) for each in Topic.objects.filter(opportunities__in=public).distinct()],
        "institution": sorted(((each.slug, str(each.name_on(day))) for each in bodies), key=lambda pair: pair[1]),
        "audience": [(each.code, str(each)) for each in Audience.objects.filter(opportunities__in=public).distinct()],
    }
