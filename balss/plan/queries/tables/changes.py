"""What each edition of a plan changed in the one before it."""

from django.utils.translation import gettext_lazy as _

from balss.plan.models import Change
from balss.plan.queries.scope import Scope
from balss.plan.queries.tables.table import Field, Records, Row, Table, Type


def _records(scope: Scope) -> Records:
    return scope.changes().select_related("edition").defer("edition__document").order_by("edition__number", "place")


def _row(change: Change, scope: Scope) -> Row:
    return {
        "edition": change.edition.number,
        "change": change.place,
        "imported_at": change.edition.imported_at,
        "kind": change.kind,
        "what": change.what,
        "measure": change.measure_key or None,
        "before": change.before or None,
        "after": change.after or None,
    }


CHANGES = Table(
    name="changes",
    title=_("Changes of the plan"),
    meaning=_("One row for each difference between an edition of the plan and the one before it."),
    key=("edition", "change"),
    fields=(
        Field("edition", _("number of the edition that changed it"), Type.INTEGER, required=True),
        Field("change", _("its place among the changes of the edition"), Type.INTEGER, required=True),
        Field("imported_at", _("when the edition was taken over"), Type.DATETIME, required=True),
        Field("kind", _("added, changed, withdrawn or returned"), required=True),
        Field("what", _("what changed: plan, commitment, measure, or a part of the measure"), required=True),
        Field("measure", _("key of the measure; empty for the plan and its commitments")),
        Field("before", _("what stood before, as text")),
        Field("after", _("what stands now, as text")),
    ),
    records=_records,
    row=_row,
)
