"""What a count found, ready to be shown: of each area who won and how it was paid for, who lost and by how little.

All of it was calculated when the votes were counted; here it is put beside the projects. Money is whole cents, rounded
where shares have fractions of one; the trace has it exactly.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from balss.core.count.outcome import Comparison
from balss.core.count.rules import Completion, RuleName
from balss.participatory_budget.models import AreaCount, Call, Correction, Count, Project


@dataclass(frozen=True)
class Payment:
    """How voters paid together: `full` of them `price_cents` each (for each point where points are given), and `last`
    what they had left, `last_cents` together."""

    full: int
    price_cents: int
    last: int
    last_cents: int


@dataclass(frozen=True)
class Chosen:
    """`left_cents`: the money before it was chosen; `payment` where voters paid from their shares."""

    project: Project
    votes: int
    chosen_by: int
    left_cents: int
    payment: Payment | None

    @property
    def left_after_cents(self) -> int:
        return self.left_cents - self.project.cost_cents


@dataclass(frozen=True)
class Lost:
    """`verdict` and `left_cents` where its turn came, by votes or when Equal Shares had left money; `have_cents`: what
    those who chose it had left together, where shares decide. It would have won with `more_voters`, or `cheaper_cents`
    cheaper; None where no such change would do."""

    project: Project
    votes: int
    chosen_by: int
    verdict: str
    left_cents: int | None
    have_cents: int | None
    more_voters: int | None
    cheaper_cents: int | None


@dataclass(frozen=True)
class TieFound:
    """`decides`: another of them first would have given other winners."""

    projects: tuple[Project, ...]
    first: Project
    decides: bool


@dataclass(frozen=True)
class AreaResult:
    """`chosen` in the order of selection, `lost` the most votes first."""

    counted: AreaCount
    name: str
    money_cents: int
    rule: RuleName
    threshold: int | None
    most_winners: int | None
    share_cents: int | None
    chosen: tuple[Chosen, ...]
    lost: tuple[Lost, ...]
    ties: tuple[TieFound, ...]
    completion: Completion
    comparison: Comparison | None

    @property
    def spent_cents(self) -> int:
        return sum(each.project.cost_cents for each in self.chosen)

    @property
    def left_cents(self) -> int:
        return self.money_cents - self.spent_cents

    @property
    def by_votes(self) -> list[Chosen | Lost]:
        return sorted((*self.chosen, *self.lost), key=lambda each: (-each.votes, each.project.number))


@dataclass(frozen=True)
class Corrected:
    """A correction of the result, with the projects that are chosen since, or no longer."""

    correction: Correction
    added: tuple[Project, ...]
    removed: tuple[Project, ...]


def corrections_of(call: Call) -> list[Corrected]:
    """The oldest first."""
    corrections = list(Correction.objects.filter(call=call).order_by("created_at", "pk"))
    changed = {id_ for each in corrections for id_ in (*each.added, *each.removed)}
    found = call.projects.filter(number__in=[int(id_) for id_ in changed]).select_related("call") if changed else ()
    projects = {each.ballot_id: each for each in found}
    return [
        Corrected(each, tuple(projects[id_] for id_ in each.added), tuple(projects[id_] for id_ in each.removed))
        for each in corrections
    ]


def count_of(call: Call) -> Count | None:
    return Count.objects.filter(call=call).first()


def area_results(call: Call) -> list[AreaResult]:
    """In two queries, whatever the number of areas and projects."""
    projects = {each.ballot_id: each for each in call.projects.standing().select_related("area", "category", "call")}
    areas = AreaCount.objects.filter(count=call.pk).select_related("area")
    return [_area_result(each, call, projects) for each in areas]


def _area_result(counted: AreaCount, call: Call, projects: Mapping[str, Project]) -> AreaResult:
    trace = counted.trace
    rounds = {each["project"]: each for each in trace["rounds"]}
    lost = sorted(
        (_lost(each, trace, rounds.get(each["project"]), projects) for each in _losers(trace)),
        key=lambda each: (-each.votes, each.project.number),
    )
    return AreaResult(
        counted=counted,
        name=counted.area.name if counted.area else call.title,
        money_cents=cents(trace["budget"]),
        rule=RuleName(trace["rule"]),
        threshold=_whole(trace["parameters"].get("threshold")),
        most_winners=_whole(trace["parameters"].get("most_winners")),
        share_cents=None if trace["share"] is None else cents(trace["share"]),
        chosen=tuple(_chosen(id_, trace, rounds[id_], projects) for id_ in trace["selected"]),
        lost=tuple(lost),
        ties=tuple(
            TieFound(tuple(projects[id_] for id_ in each["projects"]), projects[each["first"]], each["decides"])
            for each in trace["ties"]
        ),
        completion=Completion(trace["parameters"].get("completion", Completion.NONE)),
        comparison=_comparison(trace),
    )


def _chosen(id_: str, trace: Mapping[str, Any], step: Mapping[str, Any], projects: Mapping[str, Project]) -> Chosen:
    paid = step["payment"]
    payment = paid and Payment(paid["paid_in_full"], cents(paid["price"]), paid["gave_last"], cents(paid["last_money"]))
    return Chosen(projects[id_], trace["votes"][id_], trace["chosen_by"][id_], cents(step["left"]), payment)


def _losers(trace: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Where nobody voted, nothing was counted and no project has a reason of its own."""
    told = {each["project"]: each for each in trace["losers"]}
    nothing = {"more_voters": None, "cheaper": None, "verdict": None, "supporters_have": None}
    for id_ in trace["votes"]:
        if id_ not in trace["selected"]:
            yield told.get(id_, {"project": id_, **nothing})


def _lost(
    loser: Mapping[str, Any], trace: Mapping[str, Any], step: Mapping[str, Any] | None, projects: Mapping[str, Project]
) -> Lost:
    id_, have, cheaper = loser["project"], loser["supporters_have"], loser["cheaper"]
    by_votes = trace["comparison"] and trace["comparison"]["greedy_taken"]
    verdict = (step and step["verdict"] if by_votes else loser["verdict"]) or ""
    return Lost(
        project=projects[id_],
        votes=trace["votes"][id_],
        chosen_by=trace["chosen_by"][id_],
        verdict=verdict,
        left_cents=cents(step["left"]) if step else None,
        have_cents=None if have is None or by_votes else cents(have),
        more_voters=loser["more_voters"],
        cheaper_cents=None if cheaper is None else cheaper * 100,
    )


def _comparison(trace: Mapping[str, Any]) -> Comparison | None:
    told = trace["comparison"]
    return told and Comparison(told["prefer_shares"], told["prefer_greedy"], told["indifferent"])


def cents(amount: str) -> int:
    """Of an amount in euros as `core.count` writes it, fractions of a cent rounded half up."""
    return int((Fraction(amount) * 100 + Fraction(1, 2)).__floor__())


def _whole(written: str | None) -> int | None:
    return None if written is None else int(written)
