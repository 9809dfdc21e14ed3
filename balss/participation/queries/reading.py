"""Processes and opportunities with all that their pages show; the number of queries does not depend on how much."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from balss.participation.models import (
    ChangeLink,
    Decision,
    Document,
    DocumentVersion,
    Opportunity,
    OutcomeReport,
    Process,
    Response,
)


def process_with_all(slug: str) -> QuerySet[Process]:
    return processes_with_all(Process.objects.filter(slug=slug))


def processes_with_all(found: QuerySet[Process]) -> QuerySet[Process]:
    return found.select_related("institution", "measure__plan").prefetch_related(
        "institution__names",
        "topics",
        "territories__versions",
        "audiences",
        "stages",
        Prefetch(
            "documents",
            Document.objects.prefetch_related(
                Prefetch("versions", DocumentVersion.objects.select_related("file__content"))
            ),
        ),
        Prefetch("opportunities", Opportunity.objects.exclude(state=Opportunity.State.DRAFT)),
    )


def opportunity_with_all(public_id: UUID) -> QuerySet[Opportunity]:
    return (
        Opportunity.objects.filter(public_id=public_id)
        .select_related(
            "institution", "process__institution", "consultation__public_discussion", "consultation__outcome_report"
        )
        .prefetch_related("institution__names", "topics", "territories__versions", "audiences", "extensions")
    )


def has_public_outcome(opportunity: Opportunity) -> bool:
    """Of a row of `opportunity_with_all`: no query."""
    report = getattr(getattr(opportunity, "consultation", None), "outcome_report", None)
    return report is not None and report.state == OutcomeReport.State.PUBLISHED


def changes_of(opportunity: Opportunity) -> list[ChangeLink]:
    """What changed because of what was said there: each thing once, in the order in which the answers named it."""
    answered = Q(response__consultation__opportunity=opportunity, response__state=Response.State.PUBLISHED)
    found = ChangeLink.objects.filter(answered).order_by("pk")
    return list({(each.target, each.target_id): each for each in found}.values())


def decision_with_all(slug: str) -> QuerySet[Decision]:
    return decisions_with_all(Decision.objects.filter(slug=slug))


def decisions_with_all(found: QuerySet[Decision]) -> QuerySet[Decision]:
    return found.select_related("institution", "process", "measure__plan", "document__content").prefetch_related(
        "institution__names", "audiences", "territories__versions", "tellings", "updates"
    )


def public_decisions() -> QuerySet[Decision]:
    """Published ones, the newest first, with what a list shows."""
    return Decision.objects.public().select_related("institution").prefetch_related("institution__names")
