"""Importing a plan's document: the first time it makes the plan, later it applies what a corrected edition changes."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balss.core.plandoc.differences import Difference, Kind
from balss.core.plandoc.document import PlanDocument
from balss.core.plandoc.planfile import dump_plan
from balss.ledger.services import record
from balss.places.models import Institution
from balss.plan.models import (
    Change,
    Edition,
    Footnote,
    Gap,
    Measure,
    OfficialStatus,
    Plan,
    ReportingPeriod,
    authored_by,
)
from balss.plan.queries.documents import Preview, plan_of, preview
from balss.plan.services.evidence import recount, write_counting
from balss.plan.services.following import follow_plan
from balss.plan.services.promises import write_promises
from balss.shared.models import StoredFile
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused


class PlanChangedSince(Refused):
    """Another edition was imported between the preview and the decision; carries the number now in force."""

    def __init__(self, plan: Plan, number: int) -> None:
        super().__init__(plan.slug, number)
        self.number = number

    @property
    def message(self) -> str:
        return _(
            "Somebody imported edition %(number)s while you were looking. Nothing was applied: below is what this "
            "document changes in that edition. Read it again before you decide."
        ) % {"number": self.number}


@dataclass(frozen=True)
class Imported:
    """`edition` is the one now in force; `is_new` False when the document said nothing that it did not say already."""

    edition: Edition
    differences: list[Difference]
    is_new: bool


def import_edition(
    *,
    document: PlanDocument,
    content: bytes,
    file_name: str,
    by: Actor,
    now: datetime,
    source: StoredFile | None = None,
    after: int | None = None,
) -> Imported:
    """Apply a document to its plan, in one transaction with its ledger entry. The same document again changes nothing.

    `content` are the bytes that the document was read from, `source` the upload that they came in. `after` is the
    number of the edition with which somebody compared it before deciding (0: there was none). Raises NotAllowed,
    PlanChangedSince.
    """
    require(by, "plan.import_edition", plan_of(document), now)
    with transaction.atomic():
        plan = _locked_plan(document)
        seen = preview(document)
        if seen.is_known and seen.edition:
            return Imported(seen.edition, [], is_new=False)
        if after is not None and after != seen.number:
            raise PlanChangedSince(plan, seen.number)
        edition = Edition.objects.create(
            plan=plan,
            number=seen.number + 1,
            sha256=hashlib.sha256(content).hexdigest(),
            file_name=file_name[-150:],
            document=dump_plan(document),
            source=source,
            imported_at=now,
            **authored_by(by),
        )
        withdrawn_before = set(plan.measures.exclude(withdrawn_in=None).values_list("key", flat=True))
        measures = write_promises(plan, edition, document)
        _write_scheme(plan, document)
        _write_open_points(edition, document, measures)
        _write_changes(edition, seen, withdrawn_before)
        record(
            action="plan.edition_imported",
            subject=edition,
            by=by,
            now=now,
            content={
                "plan": plan.slug,
                "edition": edition.number,
                "sha256": edition.sha256,
                "measures": len(document.measures),
                "indicators": len(document.indicators),
                "deadlines": len(document.deadlines),
                "gaps": len(document.gaps),
                "changes": len(seen.differences),
            },
        )
        write_counting(plan)
        recount(now=now)
        follow_plan(plan)
    return Imported(edition, seen.differences, is_new=True)


def _locked_plan(document: PlanDocument) -> Plan:
    """The row of the plan, made or brought up to date, locked until the transaction ends."""
    coordinator = Institution.objects.filter(code=document.coordinator).first() if document.coordinator else None
    columns = {
        "slug": document.key,
        "title": document.title,
        "start_date": document.start_date,
        "end_date": document.end_date,
        "languages": list(document.languages),
        "coordinator": coordinator,
    }
    plan, _is_new = Plan.objects.select_for_update().update_or_create(
        country=document.country.upper(), number=document.number, defaults=columns
    )
    return plan


def _write_scheme(plan: Plan, document: PlanDocument) -> None:
    """The statuses and periods of the plan. What the document dropped stays for the reports that used it."""
    for place, status in enumerate(document.statuses, start=1):
        OfficialStatus.objects.update_or_create(
            plan=plan,
            code=status.code,
            defaults={"label": status.label, "place": place, "is_final": status.is_final, "is_offered": True},
        )
    plan.statuses.exclude(code__in=[status.code for status in document.statuses]).update(is_offered=False)
    for period in document.periods:
        ReportingPeriod.objects.update_or_create(
            plan=plan,
            code=period.code,
            defaults={"label": period.label, "start_date": period.start_date, "end_date": period.end_date},
        )


def _write_open_points(edition: Edition, document: PlanDocument, measures: dict[str, Measure]) -> None:
    by_number = {number: measure for number, measure in measures.items() if measure.withdrawn_in_id is None}
    Footnote.objects.bulk_create(
        Footnote(
            edition=edition,
            number=each.number,
            words=each.words,
            addresses=list(each.addresses),
            line=each.line,
            measure=by_number.get(each.measure),
        )
        for each in document.footnotes
    )
    Gap.objects.bulk_create(
        Gap(
            edition=edition,
            place=place,
            kind=gap.kind,
            measure=by_number.get(gap.measure),
            message=gap.message,
            line=gap.line,
            due_date=gap.due_date,
            footnote_number=gap.footnote,
        )
        for place, gap in enumerate(document.gaps, start=1)
    )


def _write_changes(edition: Edition, seen: Preview, withdrawn_before: set[str]) -> None:
    Change.objects.bulk_create(
        Change(
            edition=edition,
            place=place,
            kind=_kind(each, withdrawn_before),
            what=each.what,
            measure_key=each.measure,
            before=each.before,
            after=each.after,
        )
        for place, each in enumerate(seen.differences, start=1)
    )


def _kind(difference: Difference, withdrawn_before: set[str]) -> str:
    came_back = (
        difference.kind == Kind.ADDED and difference.what == "measure" and difference.measure in withdrawn_before
    )
    return Change.Kind.RETURNED if came_back else difference.kind.value
