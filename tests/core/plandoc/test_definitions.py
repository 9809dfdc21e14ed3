"""Plans published as CKAN definition files: Canada's where it is at hand, and a small one of our own always."""

from collections import Counter
from datetime import date

import pytest

from balss.core.plandoc.document import DeadlineKind
from balss.core.plandoc.reading import read_bytes
from balss.core.plandoc.unreadable import Unreadable
from tests.core.plandoc.shared_plan import beside_the_project

SMALL = """
dataset_type: nap3
title: 3rd Open Government Plan Tracker
notes: The plan of Estonia for 2026-2028
resources:
- resource_name: nap3
  datastore_primary_key: [period, goals]
  fields:
  - datastore_id: period
    choices: {2026-12: 2026-12, 2027-06: 2027-06}
  - datastore_id: areas
    label: {en: Areas, et: Valdkonnad}
    choices: {A: {en: Money, et: Raha}}
  - datastore_id: steps
    form_attrs: {cascading_select_field: areas}
    choices: {A.1: {en: Publish it, et: Avalda see}}
  - datastore_id: goals
    form_attrs: {cascading_select_field: steps}
    choices:
      A.1.1: {en: Published, et: Avaldatud, deadline: {en: By end of 2027, et: 2027 lõpuks}, lead_dept: rm}
      A.1.2: {en: Read, et: Loetud, deadline: {en: Spring 2028, et: Kevad 2028}, lead_dept: mkm}
  - datastore_id: state
    choices: {D: {en: Done, order: 1}, N: {en: Not begun, order: 0}}
"""


def test_lists_that_select_each_other_become_the_plan():
    plan = read_bytes(SMALL.encode())
    assert (plan.key, plan.start_date.year, plan.end_date.year, plan.languages) == ("ee-3", 2026, 2028, ("en", "et"))
    assert [(each.number, each.title["et"]) for each in plan.measures] == [("A.1", "Avalda see")]
    assert [(each.words["en"], each.deadline) for each in plan.indicators] == [("Published", 0), ("Read", 1)]


def test_uncertain_deadline_stays_words():
    certain, uncertain = read_bytes(SMALL.encode()).deadlines
    assert (certain.due_date, uncertain.kind, uncertain.words["et"]) == (
        date(2027, 12, 31), DeadlineKind.TEXT, "Kevad 2028",
    )  # fmt: skip


def test_bodies_carry_their_own_indicator():
    (measure,) = read_bytes(SMALL.encode()).measures
    assert [(body.words, body.indicator) for body in measure.bodies] == [("rm", 0), ("mkm", 1)]


def test_statuses_and_periods_are_data():
    plan = read_bytes(SMALL.encode())
    assert [(status.code, status.is_final) for status in plan.statuses] == [("N", False), ("D", True)]
    assert [(period.start_date, period.end_date) for period in plan.periods] == [
        (date(2026, 7, 1), date(2026, 12, 31)), (date(2027, 1, 1), date(2027, 6, 30)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("Estonia", "somewhere", "country"),
        ("2026-2028", "some years", "description"),
        ("cascading_select_field: steps", "class: x", "cascading_select_field"),
        ("3rd Open", "Open", "title"),
        ("  fields:", "  columns:", "resources[0].fields"),
        ("datastore_primary_key", "key", "datastore_primary_key"),
        ("choices: {A: {en: Money, et: Raha}}", "choices: []", "fields[1].choices"),
    ],
)
def test_what_the_definition_lacks_is_named(old, new, part):
    with pytest.raises(Unreadable, match=part.replace("[", r"\[")):
        read_bytes(SMALL.replace(old, new).encode())


def test_canada_is_read_by_the_same_rules():
    plan = read_bytes(beside_the_project("data/trackers/canada_nap6.yaml").read_bytes())
    assert (plan.key, plan.languages, len(plan.commitments), len(plan.measures)) == ("ca-6", ("en", "fr"), 4, 19)
    assert (len(plan.indicators), len(plan.deadlines), len(plan.periods)) == (65, 65, 9)
    assert [status.code for status in plan.statuses] == ["NS", "LP", "SP", "C"]


def test_canadas_deadlines_have_a_date_only_where_certain():
    plan = read_bytes(beside_the_project("data/trackers/canada_nap6.yaml").read_bytes())
    kinds = Counter(deadline.kind for deadline in plan.deadlines)
    dated = {each.words["en"] for each in plan.deadlines if each.due_date}
    assert (kinds["continuous"], dated) == (4, {f"By end of {year}" for year in (2025, 2026, 2028, 2029)})
