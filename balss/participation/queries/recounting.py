"""What people said, counted again row by row: for `balss recount`, beside the figures that pages add up in queries."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from balss.ledger.queries import entries_about
from balss.participation.models import (
    Consultation,
    Contribution,
    OutcomeReport,
    Report,
    Response,
    Satisfaction,
    Support,
)
from balss.participation.queries.answering import counts_of
from balss.participation.queries.desk import desk_of
from balss.participation.queries.outcomes import figures_of
from balss.participation.queries.threads import everything_said, tally_of
from balss.shared.recounts import Difference, compared

Rows = list[dict[str, Any]]
COLUMNS = ("id", "state", "kind", "channel", "parent_id", "is_proposal", "published_at", "response_id",
           "response__state", "response__verdict", "response__theme", "person_id", "email", "organisation",
           "assigned_to")  # fmt: skip


def consultations() -> Iterator[Difference]:
    """The line above the threads, the lists of the workplace, the figures of the outcome, the support of each."""
    for consultation in Consultation.objects.select_related("opportunity"):
        where = f"opportunity {consultation.opportunity.public_id}"
        rows: Rows = list(Contribution.objects.filter(consultation=consultation).order_by("pk").values(*COLUMNS))
        yield from compared(where, asdict(tally_of(consultation)), _tally(rows))
        yield from compared(f"{where}, workplace", counts_of(consultation, mine=""), _lists(rows))
        figures = figures_of(consultation)
        figures.pop("people")  # small cells are left out of it, which `core.stats` has its own tests for
        yield from compared(f"{where}, outcome", figures, _figures(rows))
        yield from compared(f"{where}, support", _shown_support(consultation), _support(rows))


def desks() -> Iterator[Difference]:
    """What the desk of an institution says of its opportunities."""
    for consultation in Consultation.objects.select_related("opportunity__institution"):
        opportunity, institution = consultation.opportunity, consultation.opportunity.institution
        if institution is None or opportunity.state == opportunity.State.WITHDRAWN:
            continue
        listed = {each.pk: each for each in desk_of(institution, timezone.now()).opportunities}
        if (shown := listed.get(opportunity.pk)) is None:
            continue  # beyond the hundred that the desk shows
        rows: Rows = list(Contribution.objects.filter(consultation=consultation).values(*COLUMNS))
        tally = _tally(rows)
        says = {"asking": shown.asking, "answered": shown.answered, "to_read": shown.to_read}  # type: ignore[attr-defined]
        counted = {"asking": tally["asking"], "answered": tally["answered"], "to_read": _to_read(consultation, rows)}
        yield from compared(f"desk, opportunity {opportunity.public_id}", says, counted)


def outcome_reports() -> Iterator[Difference]:
    """Published figures are those of their day: what the ledger kept of them, and each list adds up to its sum."""
    reports = OutcomeReport.objects.exclude(state=OutcomeReport.State.DRAFT)
    for report in reports.select_related("consultation__opportunity"):
        where = f"outcome report of {report.consultation.opportunity.public_id}"
        published = entries_about(report).filter(action="participation.outcome_published").order_by("-pk").first()
        content = published.content_value if published else None
        if content is not None:
            yield from compared(where, report.figures, content["figures"])
        if report.figures:
            sums = {name: sum(report.figures[name].values()) for name in ("channels", "kinds", "verdicts", "themes")}
            said, asking = report.figures["contributions"], report.figures["asking"]
            counted = {"channels": said, "kinds": said, "verdicts": asking, "themes": asking}
            yield from compared(f"{where}, sums", sums, counted)


def _stands(row: dict[str, Any]) -> bool:
    return bool(row["state"] == Contribution.State.PUBLISHED)


def _asks(row: dict[str, Any]) -> bool:
    return _stands(row) and (row["parent_id"] is None or row["is_proposal"])


def _is_answered(row: dict[str, Any]) -> bool:
    return bool(row["response__state"] == Response.State.PUBLISHED)


def _tally(rows: Rows) -> dict[str, int]:
    return {
        "said": sum(_stands(row) for row in rows),
        "threads": sum(row["parent_id"] is None and row["published_at"] is not None for row in rows),
        "asking": sum(_asks(row) for row in rows),
        "answered": sum(_asks(row) and _is_answered(row) for row in rows),
    }


def _lists(rows: Rows) -> dict[str, int]:
    asking = [row for row in rows if _asks(row)]
    return {
        "unanswered": sum(row["response_id"] is None for row in asking),
        "mine": sum(not _is_answered(row) and not row["assigned_to"] for row in asking),  # of nobody
        "drafts": sum(row["response_id"] is not None and not _is_answered(row) for row in asking),
        "answered": sum(_is_answered(row) for row in asking),
        "all": len(asking),
    }


def _figures(rows: Rows) -> dict[str, Any]:
    said = [row for row in rows if _stands(row)]
    answered = [row for row in rows if _asks(row) and _is_answered(row)]
    keys = {row["id"] for row in said}
    satisfied = [each.is_answered for each in Satisfaction.objects.all() if each.contribution_id in keys]
    return {
        "contributions": len(said),
        "asking": sum(_asks(row) for row in rows),
        "participants": len({_who(row) for row in said}),
        "organisations": len({row["organisation"].strip().lower() for row in said if row["organisation"]}),
        "channels": dict(Counter(row["channel"] for row in said)),
        "kinds": dict(Counter(row["kind"] for row in said)),
        "verdicts": dict(Counter(row["response__verdict"] for row in answered)),
        "themes": dict(Counter(row["response__theme"] for row in answered)),
        "supports": sum(each.contribution_id in keys for each in Support.objects.all()),
        "satisfaction": {"yes": satisfied.count(True), "no": satisfied.count(False)},
    }


def _who(row: dict[str, Any]) -> tuple[str, Any]:
    if row["person_id"]:
        return "person", row["person_id"]
    return ("address", row["email"].lower()) if row["email"] else ("contribution", row["id"])


def _shown_support(consultation: Consultation) -> dict[str, int]:
    return {each.receipt: each.support_count for each in everything_said(consultation)}  # type: ignore[attr-defined]


def _support(rows: Rows) -> dict[str, int]:
    placed = [row["id"] for row in rows if row["published_at"] is not None]
    people: defaultdict[int, set[int]] = defaultdict(set)
    for each in Support.objects.filter(contribution__in=placed):
        people[each.contribution_id].add(each.person_id)
    receipts = dict(Contribution.objects.filter(pk__in=placed).values_list("pk", "receipt"))
    return {receipts[key]: len(people[key]) for key in placed}


def _to_read(consultation: Consultation, rows: Rows) -> int:
    reported = {
        report.contribution_id
        for report in Report.objects.filter(contribution__consultation=consultation)
        if report.state == Report.State.OPEN
    }
    contested = Contribution.objects.filter(consultation=consultation, removals__state="contested")
    held = [row for row in rows if row["state"] == Contribution.State.HELD]
    return len(held) + sum(_stands(row) and row["id"] in reported for row in rows) + len(contested)
