"""What is found by searching follows what the services of the room write, in their transactions."""

from collections.abc import Iterable

from balss.participation.models import Contribution, Decision, Opportunity, OutcomeReport, Process
from balss.participation.queries import found
from balss.search.services import index

AT_ONCE = 500


def follow_process(process: Process) -> None:
    index(found.PROCESS, [process.slug])


def follow_opportunity(opportunity: Opportunity) -> None:
    """With its outcome report, which is called as it is; what was said in it goes when it is withdrawn."""
    key = str(opportunity.public_id)
    index(found.OPPORTUNITY, [key])
    index(found.OUTCOME_REPORT, [key])
    if opportunity.state != Opportunity.State.WITHDRAWN:
        return
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
