"""What records show for indicators: the counts that stand on a day, and the records behind them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from balss.places.models import Topic
from balss.plan.models import EvidenceCount, Indicator, Plan
from balss.shared.evidence import EvidenceFilter, EvidenceKind, EvidenceRecord, evidence

LISTS = ("kinds", "except_kinds", "topics", "audiences", "regions", "except_regions")
ANY = "any"
NEWEST = 3


@dataclass(frozen=True)
class Counted:
    """What one count says, without all of its records: the `newest` three, and how many each field of policy has."""

    metric: str
    number: int
    lowest: int | None
    is_toward_target: bool
    as_of_date: str
    parts: list[dict[str, Any]]
    newest: list[dict[str, Any]]
    sectors: dict[str, int]


def counted(count: EvidenceCount) -> Counted:
    numbers = Counter(code for record in count.records for code in record["topics"])
    return Counted(
        metric=count.metric,
        number=count.number,
        lowest=count.lowest,
        is_toward_target=count.is_toward_target,
        as_of_date=count.as_of_date.isoformat(),
        parts=count.parts,
        newest=count.records[:NEWEST],
        sectors=dict(numbers) if count.lowest is not None else {},
    )


@dataclass(frozen=True)
class Sector:
    """A field of policy in a count “in each sector”: how many records of each metric it has; 0 is what is missing."""

    topic: Topic
    numbers: dict[str, int]


def filter_of(count: Mapping[str, Any], *, plan: Plan, measure: str) -> EvidenceFilter:
    """Which records a count of `data/capabilities.yaml` wants, over the whole duration of the plan."""
    own: dict[str, Any] = {} if count.get("measure") == ANY else {"plan": plan.slug, "measure": measure}
    lists: dict[str, Any] = {name: tuple(count[name]) for name in LISTS if count.get(name)}
    having = {name: tuple(values) for name, values in count.get("having", {}).items()}
    return EvidenceFilter(**own, **lists, having=having, from_date=plan.start_date, until_date=plan.end_date)


def kind_of(count: Mapping[str, Any]) -> EvidenceKind | None:
    """None while no room offers such records."""
    name = count["record"]
    return evidence[name] if name in evidence.keys() else None  # noqa: SIM118  (a board is no dict)


def records_of(indicator: Indicator, metric: str) -> list[tuple[str, EvidenceRecord]] | None:
    """Kind and record of all that count for a metric now, newest first; None while no room offers any of them."""
    found: list[tuple[str, EvidenceRecord]] = []
    measure, is_counted = indicator.measure, False
    for count in indicator.counts:
        if count["metric"] != metric or (kind := kind_of(count)) is None:
            continue
        is_counted = True
        wanted = filter_of(count, plan=measure.plan, measure=measure.key)
        found += [(kind.name, record) for record in kind.records(wanted)]
    return sorted(found, key=lambda pair: (pair[1].date, pair[0], pair[1].key), reverse=True) if is_counted else None


def counts_standing_on(indicators: Iterable[Indicator], *, on: date) -> dict[int, list[EvidenceCount]]:
    """By indicator: the latest count of each metric up to the day, in the order of the metrics; without what changed.

    One query, and none where nothing is counted.
    """
    counted = {each.pk: [count["metric"] for count in each.counts] for each in indicators if each.counts}
    if not counted:
        return {}
    until = EvidenceCount.objects.filter(as_of_date__lte=on)
    newest = until.filter(indicator=OuterRef("indicator"), metric=OuterRef("metric")).order_by("-recorded_at", "-id")
    found = until.filter(indicator__in=counted, pk=Subquery(newest.values("pk")[:1])).defer("came", "went")
    by_indicator: dict[int, list[EvidenceCount]] = defaultdict(list)
    for row in found:
        if row.metric in counted[row.indicator_id]:
            by_indicator[row.indicator_id].append(row)
    for pk, rows in by_indicator.items():
        rows.sort(key=lambda row: counted[pk].index(row.metric))
    return by_indicator


def counted_on(indicators: Iterable[Indicator], *, on: date) -> dict[int, list[Counted]]:
    """By indicator what its counts said on the day; no query for a day on which the last counts stand, else one."""
    listed = list(indicators)
    if all(each["as_of_date"] <= on.isoformat() for indicator in listed for each in indicator.counted):
        return {each.pk: [Counted(**said) for said in each.counted] for each in listed if each.counted}
    standing = counts_standing_on(listed, on=on)
    return {pk: [counted(row) for row in rows] for pk, rows in standing.items()}


def sectors_of(counts: Iterable[Counted]) -> list[Sector]:
    """Every field of policy with how many records each count has in it. One query."""
    listed = list(counts)
    fields = Topic.objects.filter(parent=None)
    return [Sector(topic, {each.metric: each.sectors.get(topic.code, 0) for each in listed}) for topic in fields]


def state_words(record: Mapping[str, Any]) -> str:
    """The state of a kept record in the language being read."""
    words: dict[str, str] = record.get("state", {})
    return words.get(get_language() or "lv") or words.get("lv", "")
