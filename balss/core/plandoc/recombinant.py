"""Reads a plan from a CKAN definition file (ckanext-recombinant): a tracker whose controlled lists are the plan.

The lists that select each other (`cascading_select_field`) are its levels: the first are commitments, the next
measures, the last indicators; a code belongs to the code that it begins with ("C01.1.2" to "C01.1"). A choice may carry
a `deadline` and a `lead_dept`. The list in the primary key that is no level holds the reporting periods, named by the
month in which each ends; the remaining list the official statuses, of which the last is final. Years and number are
read from the titles and descriptions, the country from its name in them.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from babel import Locale, UnknownLocaleError

from balss.core.plandoc.body import Directory, nobody_known
from balss.core.plandoc.data import LINE
from balss.core.plandoc.deadline import read_deadline
from balss.core.plandoc.document import (
    Body,
    Commitment,
    Deadline,
    Indicator,
    Measure,
    Part,
    Period,
    PlanDocument,
    Status,
    Words,
)
from balss.core.plandoc.measures import open_points
from balss.core.plandoc.source import collapse
from balss.core.plandoc.unreadable import Unreadable

_YEARS = re.compile(r"\b(20\d\d)\s*[–-]\s*(20\d\d)\b")
_NUMBER = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|e|er|\.)?\b")
_MONTH = re.compile(r"(20\d\d)-(\d\d)")

Data = dict[str, Any]


def is_definition(data: object) -> bool:
    return isinstance(data, dict) and isinstance(data.get("resources"), list) and "dataset_type" in data


def read_definition(data: Data, *, country: str = "", directory: Directory = nobody_known) -> PlanDocument:
    """The plan of a definition file. Raises Unreadable naming the field that is missing.

    `country` overrides the one whose name stands in the file.
    """
    resource = data["resources"][0] if data["resources"] else None
    if not isinstance(resource, dict) or not isinstance(resource.get("fields"), list):
        raise Unreadable("bad_shape", part="resources[0].fields", why="is missing")
    if not isinstance(resource.get("datastore_primary_key"), list):
        raise Unreadable("bad_shape", part="datastore_primary_key", why="is missing; the file may be cut off")
    listed = _lists(resource["fields"])
    levels = _levels(listed)
    languages = tuple(name for name in listed[levels[0]].get("label", {}) if name != LINE)
    texts = list(_texts(data, listed[levels[0]]))
    start, end = _years(texts)
    document = PlanDocument(
        country=country or _country(texts),
        number=_number(str(data.get("title", ""))),
        title={languages[0] if languages else "en": str(data.get("title", ""))},
        start_date=start,
        end_date=end,
        languages=languages or ("en",),
        commitments=_commitments([listed[level]["choices"] for level in levels], languages, directory),
        statuses=_statuses(resource, listed, levels, languages),
        periods=_periods(resource, listed, levels, languages),
    )
    gaps = [gap for measure in document.measures for gap in open_points(measure)]
    return replace(document, gaps=tuple(sorted(gaps, key=lambda gap: (gap.line or 0, gap.kind))))


def _lists(fields: list[Any]) -> dict[str, Data]:
    """The controlled lists by their names."""
    lists: dict[str, Data] = {}
    for place, each in enumerate(fields):
        if not isinstance(each, dict):
            raise Unreadable("bad_shape", part=f"fields[{place}]", why=f"must be dict, is {type(each).__name__}")
        if "choices" not in each:
            continue
        for name in ("choices", "label", "form_attrs"):
            if not isinstance(each.get(name, {}), dict):
                raise Unreadable("bad_shape", part=f"fields[{place}].{name}", why="must be dict")
        lists[str(each.get("datastore_id"))] = each
    return lists


def _levels(listed: dict[str, Data]) -> list[str]:
    """The three lists that select each other, from commitments down to indicators."""
    parents = {name: each.get("form_attrs", {}).get("cascading_select_field") for name, each in listed.items()}
    parents = {name: parent for name, parent in parents.items() if parent in listed}
    roots = [parent for parent in parents.values() if parent not in parents]
    levels = roots[:1]
    while levels and (below := [name for name, parent in parents.items() if parent == levels[-1]]):
        levels.append(below[0])
    if len(levels) != 3:
        raise Unreadable("bad_shape", part="cascading_select_field", why="three lists must select each other")
    return levels


def _commitments(levels: list[Data], languages: tuple[str, ...], directory: Directory) -> tuple[Commitment, ...]:
    first, second, third = ({str(code): each for code, each in level.items() if code != LINE} for level in levels)
    return tuple(
        Commitment(
            number=code,
            title=_words(choice, languages),
            line=_line(choice),
            measures=tuple(
                _measure(own, second[own], _below(own, third), languages, directory) for own in _below(code, second)
            ),
        )
        for code, choice in first.items()
    )


def _measure(code: str, choice: Any, below: Data, languages: tuple[str, ...], directory: Directory) -> Measure:
    deadlines: list[Deadline] = []
    indicators: list[Indicator] = []
    leads: list[tuple[str, int | None]] = []
    for place, own in enumerate(below.values()):
        at = None
        if isinstance(own, dict) and own.get("deadline"):
            at = len(deadlines)
            deadlines.append(read_deadline(_words(own["deadline"], languages), line=_line(own["deadline"])))
        indicators.append(Indicator(_words(own, languages), _line(own), deadline=at))
        if isinstance(own, dict) and own.get("lead_dept"):
            leads.append((str(own["lead_dept"]), place))
    return Measure(
        number=code,
        title=_words(choice, languages),
        line=_line(choice),
        indicators=tuple(indicators),
        deadlines=tuple(deadlines),
        bodies=_bodies(leads, _line(choice), directory),
    )


def _bodies(leads: list[tuple[str, int | None]], line: int | None, directory: Directory) -> tuple[Body, ...]:
    """One body where all indicators have the same lead; else each with its indicator."""
    names = {name for name, _ in leads}
    if len(names) == 1:
        leads = [(leads[0][0], None)]
    return tuple(Body(name, Part.RESPONSIBLE, line, directory(name), indicator=place) for name, place in leads)


def _below(code: str, level: Data) -> Data:
    return {own: choice for own, choice in level.items() if own.startswith(f"{code}.")}


def _statuses(
    resource: Data, listed: dict[str, Data], levels: list[str], languages: tuple[str, ...]
) -> tuple[Status, ...]:
    others = [name for name in listed if name not in levels and name not in _key(resource)]
    if not others:
        return ()
    choices = [(code, each) for code, each in listed[others[0]]["choices"].items() if code != LINE]
    choices.sort(key=lambda choice: (choice[1].get("order", 0) if isinstance(choice[1], dict) else 0, choice[0]))
    return tuple(
        Status(str(code), _words(each, languages), is_final=place == len(choices))
        for place, (code, each) in enumerate(choices, start=1)
    )


def _periods(
    resource: Data, listed: dict[str, Data], levels: list[str], languages: tuple[str, ...]
) -> tuple[Period, ...]:
    """The reporting periods; each begins when the one before ends, the first lasts as long as the second."""
    names = [name for name in _key(resource) if name in listed and name not in levels]
    choices = {str(code): each for code, each in listed[names[0]]["choices"].items()} if names else {}
    ends = sorted((_month_end(match), code) for code in choices if (match := _MONTH.fullmatch(code)))
    periods = []
    for place, (end, code) in enumerate(ends):
        if place:
            start = ends[place - 1][0] + timedelta(days=1)
        else:
            months = _months(ends[0][0], ends[1][0]) if len(ends) > 1 else 12
            start = _months_before(end, months)
        periods.append(Period(code, _words(choices[code], languages), start, end))
    return tuple(periods)


def _key(resource: Data) -> list[str]:
    return [str(name) for name in resource["datastore_primary_key"]]


def _month_end(match: re.Match[str]) -> date:
    year, month = int(match[1]), int(match[2])
    return date(year, month, calendar.monthrange(year, month)[1])


def _months(first: date, second: date) -> int:
    return (second.year - first.year) * 12 + second.month - first.month


def _months_before(end: date, months: int) -> date:
    """The first day of a period of so many months that ends with this month."""
    index = end.year * 12 + end.month - months
    return date(index // 12, index % 12 + 1, 1)


def _words(choice: Any, languages: tuple[str, ...]) -> Words:
    if not isinstance(choice, dict):
        return {languages[0] if languages else "en": collapse(str(choice))}
    return {name: "\n".join(_lines(str(choice[name]))) for name in languages if choice.get(name)}


def _lines(text: str) -> Iterator[str]:
    return (collapse(line) for line in text.splitlines() if line.strip())


def _line(choice: Any) -> int | None:
    return choice.get(LINE) if isinstance(choice, dict) else None


def _texts(data: Data, commitments: Data) -> Iterator[tuple[str, str]]:
    """What the file says about the plan as a whole, with its language."""
    for own in (data.get("title"), data.get("notes"), commitments.get("description")):
        if isinstance(own, dict):
            yield from ((str(language), str(text)) for language, text in own.items() if language != LINE)
        elif own:
            yield "en", str(own)


def _years(texts: list[tuple[str, str]]) -> tuple[date, date]:
    match = next((found for _, text in texts if (found := _YEARS.search(text))), None)
    if not match:
        raise Unreadable("bad_shape", part="description", why="names no years of the plan (2025-2029)")
    return date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)


def _number(title: str) -> int:
    match = _NUMBER.search(title)
    if not match:
        raise Unreadable("bad_shape", part="title", why="names no number of the plan (6th)")
    return int(match[1])


def _country(texts: list[tuple[str, str]]) -> str:
    """The country whose name stands in what the file says about the plan."""
    for language, text in texts:
        try:
            territories = Locale.parse(language).territories
        except (UnknownLocaleError, ValueError):
            continue
        for code, name in sorted(territories.items()):
            if len(code) == 2 and code.isalpha() and re.search(rf"\b{re.escape(name)}\b", text):
                return str(code)
    raise Unreadable("bad_shape", part="country", why="is named nowhere; give it with --country")
