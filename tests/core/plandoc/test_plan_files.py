"""The plan file: any country's plan, written and read back the same."""

import json
from datetime import date

import pytest

from balss.core.plandoc.data import parse_yaml
from balss.core.plandoc.document import DeadlineKind
from balss.core.plandoc.planfile import dump_plan, load_plan
from balss.core.plandoc.reading import read_bytes
from balss.core.plandoc.unreadable import Unreadable
from tests.core.plandoc.shared_plan import PUBLISHED

BILINGUAL = """
format: balss-plan/1
country: XK
number: 2
title: {en: Second action plan, sq: Plani i dytë}
start_date: 2026-01-01
end_date: 2027-12-31
languages: [en, sq]
statuses: [{code: NS, label: {en: Not started}}, {code: C, label: {en: Complete}, is_final: true}]
commitments:
  - number: "1"
    title: {en: Open budgets}
    measures:
      - number: "1.1"
        title: {en: Publish the budget, sq: Publikoni buxhetin}
        deadlines: [{words: {en: By end of 2026}}, {words: {en: In due time}}]
        bodies: [{words: Ministry of Data, part: responsible}]
        indicators:
          - {words: {en: Pages}, deadline: 0, targets: [{operator: ">=", value: 2, period: year}]}
"""


def loaded(changes=()):
    data = parse_yaml(BILINGUAL)
    for change in changes:
        change(data)
    return load_plan(data)


def test_file_by_hand_is_read_and_its_deadlines_with_it():
    plan = loaded()
    assert (plan.key, plan.languages, plan.title["sq"]) == ("xk-2", ("en", "sq"), "Plani i dytë")
    assert [(each.kind, each.due_date) for each in plan.deadlines] == [
        (DeadlineKind.DATE, date(2026, 12, 31)),
        (DeadlineKind.TEXT, None),
    ]


def test_gaps_of_a_file_by_hand_are_found_with_their_lines():
    assert [(gap.measure, gap.kind, gap.line) for gap in loaded().gaps] == [
        ("1.1", "deadline_not_a_date", 16),
        ("1.1", "body_unknown", 17),
    ]


@pytest.mark.parametrize("content", [PUBLISHED.read_bytes(), BILINGUAL.encode()], ids=["latvia", "by hand"])
def test_written_plan_is_read_back_the_same(content):
    plan = read_bytes(content)
    assert read_bytes(json.dumps(dump_plan(plan), ensure_ascii=False).encode()) == plan


def test_bodies_of_another_country_are_not_looked_up_here():
    foreign = read_bytes(BILINGUAL.encode(), directory=lambda words: "VK")
    own = read_bytes(BILINGUAL.replace("country: XK", "country: LV").encode(), directory=lambda words: "VK")
    assert ([body.code for body in foreign.measures[0].bodies], [body.code for body in own.measures[0].bodies]) == (
        [None], ["VK"],
    )  # fmt: skip


def _measure(data):
    return data["commitments"][0]["measures"][0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.update(country="Kosovo"), "country: must be two letters"),
        (lambda data: data.update(number=-2), "number: -2 is no number that counts something"),
        (
            lambda data: _measure(data)["indicators"][0]["targets"][0].update(operator="range", maximum=1),
            "measure 1.1: the maximum of a range is more than its value",
        ),
        (
            lambda data: _measure(data)["indicators"][0]["targets"][0].update(value="NaN"),
            "commitments[0].measures[0].indicators[0].targets[0].value: NaN is no number",
        ),
        (lambda data: data.update(number="2"), "number: must be int, is str"),
        (lambda data: data.update(numbr=2), "numbr: no such field"),
        (lambda data: data.pop("start_date"), "start_date: is missing"),
        (lambda data: data.update(start_date="2026-13-01"), "start_date: 2026-13-01 is no date (YYYY-MM-DD)"),
        (lambda data: data.update(end_date="2025-01-01"), "end_date: is before start_date"),
        (lambda data: data.update(commitments=[]), "commitments: hold no measure"),
        (lambda data: _measure(data).update(title="?"), "commitments[0].measures[0].title: must be dict, is str"),
        (
            lambda data: _measure(data)["indicators"][0].update(deadline=9),
            "measure 1.1: there is no deadline 9 for “Pages”",
        ),
        (
            lambda data: _measure(data)["bodies"][0].update(part="boss"),
            "commitments[0].measures[0].bodies[0].part: boss is none of responsible, co_responsible",
        ),
        (
            lambda data: _measure(data)["deadlines"][0].update(kind="date"),
            "measure 1.1: a deadline of the kind date needs a due_date",
        ),
    ],
)  # fmt: skip
def test_slip_of_the_pen_is_refused_with_its_part(change, message):
    with pytest.raises(Unreadable) as refused:
        loaded([change])
    assert str(refused.value) == message
