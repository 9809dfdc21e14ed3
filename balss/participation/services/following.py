"""What is found by searching follows what the services of the room write, in their transactions."""

from collections.abc import Iterable

from balss.participation.models import Contribution, Decision, Opportunity, OutcomeReport, Process
from balss.participation.queries import found
from balss.search.services import index

AT_ONCE = 500


def follow_process(process: Process) -> None:
    index(found.PROCESS, [process.slug])


def follow_opportunity(opportunity: Opportunity, *, with_all: bool = False) -> None:
    """`with_all`: what was said in it too, and its outcome report, which are found by its title and go when it is
    withdrawn."""
    key = str(opportunity.public_id)
    index(found.OPPORTUNITY, [key])
    if not with_all:
        return
    index(found.OUTCOME_REPORT, [key])
    said = Contribution.objects.counted().filter(consultation__opportunity=opportunity)
    keys = [f"{key}/{receipt}" for receipt in said.order_by("pk").values_list("receipt", flat=True)]
    for start in range(0, len(keys), AT_ONCE):
        index(found.CONTRIBUTION, keys[start : start + AT_ONCE])


def follow_contributions(contributions: Iterable[Contribution]) -> None:
    """They were published, changed, held, taken back or removed. Needs the opportunity of each."""
    index(found.CONTRIBUTION, map(found.key_of_contribution, contributions))


def follow_report(report: OutcomeReport) -> None:
    index(found.OUTCOME_REPORT, [str(report.consultation.opportunity.public_id)])


def follow_decision(decision: Decision) -> None:
    index(found.DECISION, [decision.slug])
