"""Rows as the schemas say them: the facts that pages give as data, with whole addresses of Latvian pages, so that an
answer is the same whatever language is asked for."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import override

from balss.participation.models import Contribution, Decision, Opportunity, OutcomeReport, Process, Removal
from balss.participation.queries.facts import decision_facts, opportunity_facts, process_facts, report_words
from balss.participation.queries.said import rows_of


@override("lv")
def opportunities(found: list[Opportunity], now: datetime) -> list[dict[str, Any]]:
    return [_opportunity(each, now) for each in found]


def _opportunity(each: Opportunity, now: datetime) -> dict[str, Any]:
    facts = opportunity_facts(each, now)
    return {
        **facts,
        "url": _page(facts["address"]),
        "translations": each.translations,
        "process": each.process.slug if each.process and each.process.is_public else "",
        "published_at": each.published_at,
        "updated_at": each.updated_at,
    }


@override("lv")
def processes(found: list[Process], now: datetime) -> list[dict[str, Any]]:
    return [_process(each, now) for each in found]


def _process(each: Process, now: datetime) -> dict[str, Any]:
    facts = process_facts(each, now)
    for stage in facts["stages"]:
        stage["start_date"], stage["end_date"] = stage.pop("from"), stage.pop("until")
    for document in facts["documents"]:
        for version in document["versions"]:
            version["url"] = _page(version.pop("address"))
    return {
        **facts,
        "url": _page(each.get_absolute_url()),
        "translations": each.translations,
        "example": each.example,
        "method": each.method,
        "published_at": each.published_at,
        "ended_at": each.ended_at,
        "stop_reason": each.stop_reason,
    }


def with_removals(said: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """With what `contributions` tells; three queries more for a page."""
    removals = Prefetch("removals", Removal.objects.exclude(state=Removal.State.REVERSED), to_attr="removals_in_force")
    return said.prefetch_related(removals, "response__changes").select_related("consultation__opportunity")


@override("lv")
def contributions(found: list[Contribution], now: datetime) -> list[dict[str, Any]]:
    """What a reply replies to may stand in an earlier part of the list: one query for those."""
    above = {key for each in found for key in (each.parent_id, each.root_id) if key}
    receipts = dict(Contribution.objects.filter(pk__in=above).values_list("pk", "receipt"))
    rows = rows_of(found, receipts=receipts)
    return [{**row, "url": _thread(each, row["thread"])} for each, row in zip(found, rows, strict=True)]


def _thread(said: Contribution, root: str) -> str:
    opportunity = said.consultation.opportunity
    return _page(f"{reverse('participation:thread', args=[opportunity.public_id, root])}#{said.receipt}")


@override("lv")
def outcome_reports(found: list[OutcomeReport], now: datetime) -> list[dict[str, Any]]:
    return [_outcome(each) for each in found]


def _outcome(report: OutcomeReport) -> dict[str, Any]:
    subject = report.consultation.opportunity
    return {
        "opportunity": str(subject.public_id),
        "url": _page(reverse("participation:outcome", args=[subject.public_id])),
        "title": subject.title,
        "institution": subject.institution.code if subject.institution else "",
        "translations": report.translations,
        **report_words(report),
        "figures": report.figures,
    }


@override("lv")
def decisions(found: list[Decision], now: datetime) -> list[dict[str, Any]]:
    return [_decision(each, now) for each in found]


def _decision(each: Decision, now: datetime) -> dict[str, Any]:
    facts = decision_facts(each, now)
    return {
        **facts,
        "url": _page(facts["address"]),
        "document": _page(facts["document"]),
        "process": facts["process"] if each.process and each.process.is_public else "",
        "translations": each.translations,
        "published_at": each.published_at,
    }


def _page(address: str) -> str:
    """The whole address of a page of ours; others are whole already."""
    return settings.ORIGIN + address if address.startswith("/") else address
