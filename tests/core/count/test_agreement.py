"""Real elections: the same winners in the same order as pabutools 1.2.3 found, and as cities announced.

The table of names is the one of docs/counting.md.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from balss.core.count import Election, Rule, RuleName, count, declared_rule, read_pabulib
from balss.core.count.rules import Completion, Start, Until, Utility
from balss.core.count.ties import TieOrder
from tests.core.count.elections import shared_elections

UTILITIES = {
    "cost": Utility.COST,
    "card": Utility.CARDINALITY,
    "points": Utility.POINTS,
    "borda": Utility.BORDA,
}
NOT_BY_THE_DECLARED_RULE = {
    "Poland_Warszawa_2018_Ursynow_Wysoki_Poludniowy.pb",
    "Poland_Warszawa_2020_Bialoleka.pb",
    "Poland_Warszawa_2020_Targowek.pb",
}


def rule_named(name: str) -> Rule:
    """What the reference calls mes_add1u:cost, with the settings of pabutools. “multi” is its name for grouped ballots,
    and changes nothing."""
    kind, _, utility = name.replace("_multi", "").partition(":")
    by_id = TieOrder.parse("id")
    if kind == "greedy":
        return Rule(RuleName.GREEDY_WELFARE, UTILITIES[utility], tie_order=by_id)
    if kind == "mes":
        return Rule(RuleName.EQUAL_SHARES, UTILITIES[utility], tie_order=by_id, one_choice=True)
    return Rule(
        RuleName.EQUAL_SHARES_ADD1,
        UTILITIES[utility],
        Completion.GREEDY_WELFARE,
        start=Start.EXACT,
        until=Until.EXHAUSTED,
        tie_order=by_id,
        one_choice=True,
    )


def references(beginning: str) -> Iterator[dict[str, Any]]:
    """The reference outcomes whose rule begins so, without those that hit their time limit."""
    for path in sorted((shared_elections() / "reference").glob("*.json")):
        reference = json.loads(path.read_text())
        if "selected" in reference and reference["rule"].startswith(beginning):
            yield reference


def read(folder: Path, file: str) -> Election:
    return read_pabulib((folder / file).read_bytes())


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("beginning", "outcomes"),
    [("greedy", 67), ("mes:", 99), ("mes_multi", 12), ("mes_add1u:cost", 18), ("mes_add1u:points", 7),
     ("mes_add1u:borda", 4), ("mes_add1u_multi", 1)],
)  # fmt: skip
def test_same_projects_in_the_same_order_as_pabutools(beginning: str, outcomes: int) -> None:
    folder = shared_elections()
    expected = list(references(beginning))

    different = [
        (reference["file"], reference["rule"])
        for reference in expected
        if [p.id for p in count(read(folder, reference["file"]), rule_named(reference["rule"])).winners]
        != reference["selected"]
    ]

    assert (len(expected), different) == (outcomes, [])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_announced_winners_in_52_of_55_elections() -> None:
    folder, agreed, other = shared_elections(), 0, set()
    for path in sorted(folder.glob("*.pb")):
        election = read(folder, path.name)
        if election.rule not in ("greedy", "greedy-threshold", "greedy-no-skip") or not election.projects[0].official:
            continue
        announced = {project.id for project in election.projects if project.official == "1"}
        if {project.id for project in count(election, declared_rule(election)).winners} == announced:
            agreed += 1
        else:
            other.add(path.name)

    assert (agreed, other) == (52, NOT_BY_THE_DECLARED_RULE)


@pytest.mark.parametrize("city", ["Poland_Wieliczka_2023_Green_Budget", "Netherlands_Assen_2024"])
def test_equal_shares_as_cities_counted_them(city: str) -> None:
    folder = shared_elections()
    election = read(folder, f"{city}.pb")
    reference = json.loads((folder / "reference" / f"{city}.official_add1_exhstop_False.json").read_text())

    found = [project.id for project in count(election, declared_rule(election)).winners]

    assert found == reference["selected"]
    assert set(found) == {project.id for project in election.projects if project.official == "1"}
