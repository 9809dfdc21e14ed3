"""A published count as data: all of it as JSON, and the steps of the count as rows of a table. Money in euros, exact
text as `core.count.trace` writes it."""

from collections.abc import Iterator
from typing import Any

from balss.participatory_budget.models import AreaCount, Call, Count

FORMAT = "balss-results/1"
STEPS = (
    "area", "step", "stage", "project", "verdict", "measure", "left", "cost", "price", "paid_in_full", "gave_last",
    "last_money",
)  # fmt: skip


def results_json(call: Call, count: Count, areas: list[AreaCount]) -> dict[str, Any]:
    ballot = call.ballot
    return {
        "format": FORMAT,
        "call": call.slug,
        "election": str(call.election_id),
        "ballot": {name: getattr(ballot, name) for name in ("form", "most_choices", "points", "most_unique_percent")},
        "voters": count.voters,
        "may_vote": count.may_vote,
        "days": count.days,
        "batches": count.batches,
        "head": count.head,
        "corrections": [
            {
                "date": each.created_at.date().isoformat(),
                "reason": each.reason,
                "decision": each.decision,
                "added": each.added,
                "removed": each.removed,
            }
            for each in call.corrections.all()
        ],
        "areas": [
            {
                "number": each.number,
                "name": each.area.name if each.area else "",
                "unique_ballots": each.unique,
                "ballots_published": each.shows_ballots,
                "count": each.trace,
            }
            for each in areas
        ],
    }


def step_rows(areas: list[AreaCount]) -> Iterator[dict[str, Any]]:
    for area in areas:
        for number, step in enumerate(area.trace["rounds"], start=1):
            paid = step["payment"] or {}
            yield {"area": area.number, "step": number} | {
                name: step.get(name, paid.get(name)) for name in STEPS if name not in ("area", "step")
            }
