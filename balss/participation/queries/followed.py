"""Processes, opportunities, decisions and what people said as things that can be followed: those that are public."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator

from balss.participation.models import Contribution, Decision, Opportunity, Process
from balss.participation.queries.found import FIRST_WORDS, key_of_contribution
from balss.shared.content_language import InLanguages
from balss.shared.followables import Followable
from balss.shared.markdown import plain_text

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


def contributions(keys: Collection[str]) -> Found:
    """Those that stand, called by how they begin; who said it is told by nobody."""
    rows = Contribution.objects.counted().filter(
        receipt__in=[key.rpartition("/")[2] for key in keys],
        consultation__opportunity__state=Opportunity.State.PUBLISHED,
    )
    found = {key_of_contribution(row): row for row in rows.select_related("consultation__opportunity")}
    return {key: Followable(beginning_of(row), thread_of(row)) for key, row in found.items() if key in keys}


def beginning_of(said: Contribution) -> dict[str, str]:
    return {said.language: f"“{Truncator(plain_text(said.text)).words(FIRST_WORDS)}”"}


def thread_of(said: Contribution) -> str:
    return reverse("participation:thread", args=[said.consultation.opportunity.public_id, said.receipt])


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
