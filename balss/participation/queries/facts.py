"""Processes and opportunities as facts: what data, API and feeds tell of them, in one shape."""

from datetime import datetime
from typing import Any

from balss.core.calendar.riga import day_in_riga
from balss.participation.models import Decision, Opportunity, OutcomeReport, Process
from balss.places.models import Territory


def place_names(territories: Any, now: datetime) -> list[str]:
    """Names of the day, in the order given; prefetch `versions`."""
    return [territory.version_on(day_in_riga(now)).name for territory in territories]


def _places(territories: Any, now: datetime) -> list[dict[str, str]]:
    def fact(territory: Territory) -> dict[str, str]:
        return {"id": territory.slug, "name": territory.version_on(day_in_riga(now)).name}

    return [fact(territory) for territory in territories]


def state_of(opportunity: Opportunity, now: datetime) -> str:
    """“open”, “coming”, “closed” or “withdrawn”: where it stands by the clock."""
    if opportunity.state == Opportunity.State.WITHDRAWN:
        return "withdrawn"
    if opportunity.is_over(now):
        return "closed"
    return "open" if opportunity.is_begun(now) else "coming"


def opportunity_facts(opportunity: Opportunity, now: datetime) -> dict[str, Any]:
    """What everybody may know of a published opportunity; nothing about who takes part."""
    return {
        "id": str(opportunity.public_id),
        "kind": opportunity.kind,
        "state": state_of(opportunity, now),
        "title": opportunity.title,
        "question": opportunity.question,
        "summary": opportunity.summary,
        "language": opportunity.language,
        "institution": opportunity.institution.code if opportunity.institution else "",
        "organiser": opportunity.organiser,
        "elsewhere": opportunity.is_elsewhere,
        "opens_at": opportunity.opens_at,
        "closes_at": opportunity.closes_at,
        "answers_by": opportunity.answers_by_date,
        "topics": [topic.code for topic in opportunity.topics.all()],
        "places": _places(opportunity.territories.all(), now),
        "audiences": [audience.code for audience in opportunity.audiences.all()],
        "address": opportunity.get_absolute_url(),
    }


def process_facts(process: Process, now: datetime) -> dict[str, Any]:
    return {
        "id": process.slug,
        "institution": process.institution.code,
        "state": process.state,
        "language": process.language,
        "title": process.title,
        "summary": process.summary,
        "decided_by": process.decided_by,
        "legal_ground": process.legal_ground,
        "can_change": process.can_change,
        "cannot_change": process.cannot_change,
        "affected": process.affected,
        "measure": f"{process.measure.plan.slug}/{process.measure.key}" if process.measure else "",
        "topics": [topic.code for topic in process.topics.all()],
        "places": _places(process.territories.all(), now),
        "audiences": [audience.code for audience in process.audiences.all()],
        "stages": [
            {"title": stage.title, "text": stage.text, "from": stage.start_date, "until": stage.end_date}
            for stage in process.stages.all()
        ],
        "documents": [
            {
                "kind": document.kind,
                "title": document.title,
                "versions": [
                    {
                        "number": version.number,
                        "address": version.file.get_absolute_url() if version.file else version.address,
                        "changes": version.changes,
                        "added_at": version.created_at,
                    }
                    for version in document.versions.all()
                ],
            }
            for document in process.documents.all()
        ],
        "opportunities": [
            {"id": str(each.public_id), "kind": each.kind, "title": each.title, "state": state_of(each, now)}
            for each in process.opportunities.all()
        ],
    }


def decision_facts(decision: Decision, now: datetime) -> dict[str, Any]:
    return {
        "id": decision.slug,
        "institution": decision.institution.code,
        "state": decision.state,
        "language": decision.language,
        "title": decision.title,
        "text": decision.text,
        "affected": decision.affected,
        "decided_by": decision.decided_by,
        "decided_on": decision.decided_date,
        "in_force_from": decision.in_force_date,
        "how_to_contest": decision.how_to_contest,
        "document": decision.document.get_absolute_url() if decision.document else decision.address,
        "process": decision.process.slug if decision.process else "",
        "measure": f"{decision.measure.plan.slug}/{decision.measure.key}" if decision.measure else "",
        "audiences": [audience.code for audience in decision.audiences.all()],
        "places": _places(decision.territories.all(), now),
        "progress": decision.progress,
        "told": [
            {"channel": each.channel, "on": each.told_date, "address": each.address, "note": each.note}
            for each in decision.tellings.all()
        ],
        "updates": [
            {"as_of": each.as_of_date, "progress": each.progress, "text": each.text} for each in decision.updates.all()
        ],
        "address": decision.get_absolute_url(),
    }


def outcome_facts(report: OutcomeReport, opportunity: Opportunity, now: datetime) -> dict[str, Any]:
    """A public report; its figures are those of the day on which it was published, small groups left out."""
    return {
        "opportunity": opportunity_facts(opportunity, now),
        "state": report.state,
        **report_words(report),
        "withdrawn_reason": report.withdrawn_reason,
        "figures": report.figures,
    }


def report_words(report: OutcomeReport) -> dict[str, Any]:
    """What a report says, and when."""
    return {
        "language": report.language,
        "published_at": report.published_at,
        "approved_on": report.approved_date,
        "introduction": report.introduction,
        "said": report.said,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "next_steps": report.next_steps,
    }
