"""Counting evidence: which records each indicator counts, as data says, and what the records amount to now.

`recount` is called by every room whose records count, in the transaction of the change, and by a job besides; it writes
only where something changed, so it may run as often as anybody likes.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from balss.core.plandoc.data import LINE, parse_yaml
from balss.core.plandoc.document import text_of
from balss.places.models import Topic
from balss.plan.models import EvidenceCount, Indicator, Plan
from balss.plan.queries.documents import DATA
from balss.plan.queries.evidence import counted, kind_of, records_of
from balss.shared.evidence import EvidenceRecord, evidence

CAPABILITIES = DATA / "capabilities.yaml"
COUNT_KEYS = frozenset(
    {"metric", "record", "kinds", "except_kinds", "topics", "audiences", "regions", "except_regions", "having",
     "measure", "each", "toward_target"}
)  # fmt: skip


class WrongCapabilities(ValueError):
    """The data about what is counted says something that nobody understands."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line = line


def write_counting(plan: Plan, *, path: Path = CAPABILITIES) -> int:
    """Make the indicators of a plan count what the data says; how many changed. In the caller's transaction.

    An indicator whose words the data does not know counts nothing. Raises WrongCapabilities, core's Unreadable.
    """
    wanted = _wanted(parse_yaml(path.read_text()), plan.slug)
    changed = []
    for indicator in Indicator.objects.filter(measure__plan=plan).select_related("measure"):
        said = wanted.get((indicator.measure.number, text_of(indicator.words)), {})
        counts, by_hand = said.get("counts", []), said.get("by_hand", {})
        if (indicator.counts, indicator.by_hand) != (counts, by_hand):
            indicator.counts, indicator.by_hand, indicator.counted = counts, by_hand, []
            changed.append(indicator)
    Indicator.objects.bulk_update(changed, ["counts", "by_hand", "counted"], batch_size=100)
    return len(changed)


def _wanted(data: Any, slug: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What each indicator counts, by the number of its measure and its words; nothing for another plan."""
    if data.get("plan") != slug:
        return {}
    found = {}
    for measure in data["measures"]:
        for indicator in measure["indicators"]:
            for count in indicator.get("counts", []):
                _check(count)
            found[str(measure["number"]), indicator["words"]] = _plain(indicator)
    return found


def _check(count: Mapping[str, Any]) -> None:
    if unknown := sorted(set(count) - COUNT_KEYS - {LINE}):
        raise WrongCapabilities(count[LINE], f"nobody knows {', '.join(unknown)}")
    for needed in ("metric", "record"):
        if not count.get(needed):
            raise WrongCapabilities(count[LINE], f"a count needs its {needed}")


def _plain(data: Any) -> Any:
    """Without the lines."""
    if isinstance(data, dict):
        return {name: _plain(value) for name, value in data.items() if name != LINE}
    return [_plain(each) for each in data] if isinstance(data, list) else data


@transaction.atomic
def recount(*, now: datetime, room: str = "") -> int:
    """Count again what indicators count of a room (of all: ""); how many counts changed."""
    indicators = Indicator.objects.standing().exclude(counts=[]).select_related("measure__plan").order_by("pk")
    concerned = [each for each in indicators if any(_is_of(count, room) for count in each.counts)]
    locked = Indicator.objects.select_for_update().filter(pk__in=[each.pk for each in concerned]).order_by("pk")
    list(locked.values_list("pk", flat=True))  # one recount at a time: each compares with the count before
    before = _latest(concerned)
    sectors = _Sectors()
    written = 0
    with override("lv"):  # addresses are kept as those of Latvian pages
        for indicator in concerned:
            for metric in dict.fromkeys(count["metric"] for count in indicator.counts):
                found = records_of(indicator, metric)
                if found is not None:
                    written += _write(indicator, metric, found, before.get((indicator.pk, metric)), sectors, now)
    _repeat(concerned)
    return written


def _repeat(indicators: list[Indicator]) -> None:
    """Write beside each indicator what its last counts say."""
    latest = _latest(indicators)
    changed = []
    for indicator in indicators:
        metrics = dict.fromkeys(count["metric"] for count in indicator.counts)
        last = [latest[indicator.pk, metric] for metric in metrics if (indicator.pk, metric) in latest]
        said = [asdict(counted(row)) for row in last]
        if indicator.counted != said:
            indicator.counted = said
            changed.append(indicator)
    Indicator.objects.bulk_update(changed, ["counted"], batch_size=100)


def _is_of(count: Mapping[str, Any], room: str) -> bool:
    return kind_of(count) is not None and (not room or count["record"].startswith(f"{room}."))


def _latest(indicators: Iterable[Indicator]) -> dict[tuple[int, str], EvidenceCount]:
    """The last count of each metric; of rows that stand newest first."""
    latest: dict[tuple[int, str], EvidenceCount] = {}
    for row in EvidenceCount.objects.filter(indicator__in=list(indicators)).defer("came", "went"):
        latest.setdefault((row.indicator_id, row.metric), row)
    return latest


class _Sectors:
    """Codes of the fields of policy, read once and only when they are needed."""

    _codes: list[str] | None = None

    def lowest(self, records: Iterable[Mapping[str, Any]]) -> int:
        if self._codes is None:
            self._codes = list(Topic.objects.filter(parent=None).values_list("code", flat=True))
        numbers = Counter(code for record in records for code in record["topics"])
        return min((numbers[code] for code in self._codes), default=0)


def _write(
    indicator: Indicator,
    metric: str,
    found: Sequence[tuple[str, EvidenceRecord]],
    last: EvidenceCount | None,
    sectors: _Sectors,
    now: datetime,
) -> bool:
    """A new row where the count differs from the last one; True if so."""
    counts = [count for count in indicator.counts if count["metric"] == metric]
    records = [_kept(kind, record) for kind, record in found]
    lowest = sectors.lowest(records) if any(count.get("each") == "sector" for count in counts) else None
    is_toward_target = all(count.get("toward_target", True) for count in counts)
    known = {_name(record): record for record in last.records} if last else {}
    current = {_name(record): record for record in records}
    came = [record for name, record in current.items() if name not in known]
    went = [record for name, record in known.items() if name not in current]
    same = last and not came and not went and _figures(last.records) == _figures(records)
    if last and same and (last.lowest, last.is_toward_target) == (lowest, is_toward_target):
        if last.records != records:  # other words for the same
            EvidenceCount.objects.filter(pk=last.pk).update(records=records)
        return False
    EvidenceCount.objects.create(
        indicator=indicator,
        metric=metric,
        is_toward_target=is_toward_target,
        recorded_at=now,
        as_of_date=timezone.localdate(now),
        number=sum(record["amount"] for record in records),
        before=last.number if last else 0,
        lowest=lowest,
        parts=_parts(records),
        records=records,
        came=came,
        went=_with_what_became(went),
    )
    return True


def _kept(kind: str, record: EvidenceRecord) -> dict[str, Any]:
    states = {}
    for language in ("lv", "en"):
        with override(language):
            states[language] = str(record.state)
    return {
        "key": record.key,
        "kind": kind,
        "date": record.date.isoformat(),
        "title": record.title,
        "language": record.language,
        "url": record.url,
        "institution": record.institution,
        "amount": record.amount,
        "state": states,
        "topics": list(record.topics),
    }


def _name(record: Mapping[str, Any]) -> tuple[str, str]:
    return record["kind"], record["key"]


def _figures(records: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    return [(*_name(each), each["date"], each["institution"], each["amount"], each["topics"]) for each in records]


def _parts(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    numbers: Counter[tuple[int, int | None]] = Counter()
    for record in records:
        numbers[int(record["date"][:4]), record["institution"]] += record["amount"]
    ordered = sorted(numbers.items(), key=lambda item: (item[0][0], item[0][1] or 0))
    return [{"year": year, "institution": institution, "number": number} for (year, institution), number in ordered]


def _with_what_became(went: Collection[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records that count no more, with what became of each; without words or address where that is not public."""
    told: dict[tuple[str, str], dict[str, str]] = {}
    for language in ("lv", "en"):
        with override(language):
            for kind in {record["kind"] for record in went if record["kind"] in evidence}:
                keys = [record["key"] for record in went if record["kind"] == kind]
                for key, words in evidence[kind].states(keys).items():
                    told.setdefault((kind, key), {})[language] = words
    known = [{**record, "state": told[_name(record)]} for record in went if _name(record) in told]
    hidden = [{**record, "title": "", "url": "", "state": {}} for record in went if _name(record) not in told]
    return [*known, *hidden]
