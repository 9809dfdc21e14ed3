"""Processes and opportunities with all that their pages show; the number of queries does not depend on how much."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from balss.participation.models import Document, DocumentVersion, Opportunity, Process


def process_with_all(slug: str) -> QuerySet[Process]:
    return (
        Process.objects.filter(slug=slug)
        .select_related("institution", "measure__plan")
        .prefetch_related(
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
    )


def opportunity_with_all(public_id: UUID) -> QuerySet[Opportunity]:
    return (
        Opportunity.objects.filter(public_id=public_id)
        .select_related("institution", "process__institution", "consultation__public_discussion")
        .prefetch_related("institution__names", "topics", "territories__versions", "audiences", "extensions")
    )
