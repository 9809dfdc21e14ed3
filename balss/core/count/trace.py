"""A count as facts for machines: JSON that names projects by ids, and amounts as exact text (2372571.24, 100000/71).

rule, parameters         what was counted, and with which settings
voters, projects, budget
selected                 ids of the winners in the order of selection
total_cost
share, raises            what each voter had in the count that holds, and by how many units it was raised, or null
ties                     [{projects, first, decides, times}]: equal projects, which was put first by the tie order,
                         whether another one first would give other winners, in how many counts it was met
comparison               null, or {prefer_shares, prefer_greedy, indifferent, greedy_taken}, voters
remarks                  what does not fit together in the file
rounds                   [{stage, project, verdict, measure, left, cost, payment}], where payment is null or {price,
                         paid_in_full, gave_last, last_money}
losers                   [{project, more_voters, cheaper, verdict, supporters_have}]: so many more voters for it alone,
                         or so much cheaper, and it would have won; null where no such change would do
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from balss.core.count.amounts import Amount, simplest, written
from balss.core.count.declared import exact_settings
from balss.core.count.election import Election
from balss.core.count.near_misses import NearMiss
from balss.core.count.outcome import Comparison, Outcome, Purchase, Stage, Step, Tie, Verdict
from balss.core.count.rules import Rule


def outcome_fields(outcome: Outcome, *, with_rounds: bool) -> dict[str, Any]:
    election, compared = outcome.election, outcome.comparison
    fields = {
        "rule": outcome.rule.name,
        "parameters": parameters(outcome.rule),
        "voters": election.voters,
        "projects": len(election.projects),
        "budget": written(election.budget),
        "selected": [project.id for project in outcome.winners],
        "total_cost": written(outcome.total_cost),
        "share": None if outcome.share is None else written(outcome.share),
        "raises": outcome.raises if outcome.share is not None else None,
        "ties": [_tie_fields(tie, outcome) for tie in outcome.ties],
        "comparison": compared and {**vars(compared), "greedy_taken": compared.greedy_taken},
        "remarks": list(election.remarks),
    }
    return fields | ({"rounds": [_step_fields(step, outcome) for step in outcome.steps]} if with_rounds else {})


def parameters(rule: Rule) -> dict[str, Any]:
    """The settings that matter to the rule."""
    settings: dict[str, Any] = exact_settings(rule)
    if "comparison" in settings:
        settings["comparison"] = rule.comparison
    del settings["rule"]
    return settings


def loser_fields(misses: Sequence[NearMiss], outcome: Outcome) -> list[dict[str, Any]]:
    ids = [project.id for project in outcome.election.projects]
    return [
        {
            "project": ids[miss.project],
            "more_voters": miss.more_voters,
            "cheaper": miss.cheaper,
            "verdict": miss.verdict,
            "supporters_have": None if miss.supporters_have is None else written(miss.supporters_have),
        }
        for miss in misses
    ]


def outcome_from(fields: Mapping[str, Any], election: Election, rule: Rule) -> Outcome:
    """The outcome whose fields, with rounds, were kept. `election` needs its projects, and no ballots; ties are left
    out."""
    places = {project.id: place for place, project in enumerate(election.projects)}
    compared = fields["comparison"]
    return Outcome(
        election,
        rule,
        tuple(places[id_] for id_ in fields["selected"]),
        tuple(_step_from(each, places) for each in fields["rounds"]),
        share=None if fields["share"] is None else _amount(fields["share"]),
        raises=fields["raises"] or 0,
        comparison=compared
        and Comparison(compared["prefer_shares"], compared["prefer_greedy"], compared["indifferent"]),
    )


def _step_from(fields: Mapping[str, Any], places: Mapping[str, int]) -> Step:
    paid = fields["payment"]
    purchase = paid and Purchase(
        _amount(paid["price"]), paid["paid_in_full"], paid["gave_last"], _amount(paid["last_money"])
    )
    return Step(
        Stage(fields["stage"]), places[fields["project"]], Verdict(fields["verdict"]), _amount(fields["measure"]),
        _amount(fields["left"]), purchase,
    )  # fmt: skip


def _amount(text: str) -> Amount:
    """What `amounts.written` wrote, fractions included."""
    return simplest(Fraction(text))


def _tie_fields(tie: Tie, outcome: Outcome) -> dict[str, Any]:
    ids = [project.id for project in outcome.election.projects]
    return {"projects": [ids[place] for place in tie.projects], "first": ids[tie.first],
            "decides": tie.decides, "times": tie.times}  # fmt: skip


def _step_fields(step: Step, outcome: Outcome) -> dict[str, Any]:
    project, paid = outcome.election.projects[step.project], step.purchase
    return {
        "stage": step.stage,
        "project": project.id,
        "verdict": step.verdict,
        "measure": written(step.measure),
        "left": written(step.left),
        "cost": written(project.cost),
        "payment": paid and {
            "price": written(paid.price),
            "paid_in_full": paid.paid_in_full,
            "gave_last": paid.gave_last,
            "last_money": written(paid.last_money),
        },
    }  # fmt: skip
