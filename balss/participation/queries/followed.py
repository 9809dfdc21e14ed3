"""Processes, opportunities and decisions as things that can be followed: those that are public."""

from collections.abc import Collection, Mapping
from uuid import UUID

from balss.participation.models import Decision, Opportunity, Process
from balss.shared.content_language import InLanguages
from balss.shared.followables import Followable

Found = Mapping[str, Followable]


def processes(slugs: Collection[str]) -> Found:
    rows = Process.objects.public().filter(slug__in=slugs)
    return {row.slug: Followable(titles(row), row.get_absolute_url()) for row in rows}


def opportunities(public_ids: Collection[str]) -> Found:
    """Withdrawn ones too: that they were withdrawn is news."""
    rows = Opportunity.objects.exclude(state=Opportunity.State.DRAFT).filter(public_id__in=_uuids(public_ids))
    return {str(row.public_id): Followable(titles(row), row.get_absolute_url()) for row in rows}


def decisions(slugs: Collection[str]) -> Found:
    rows = Decision.objects.public().filter(slug__in=slugs)
    return {row.slug: Followable(titles(row), row.get_absolute_url()) for row in rows}


def titles(row: InLanguages) -> dict[str, str]:
    """The title by language."""
    title: str = getattr(row, "title", "")
    return {row.language: title} | {
        language: words["title"] for language, words in row.translations.items() if words.get("title")
    }


def _uuids(texts: Collection[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
