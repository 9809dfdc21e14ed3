"""Who has which part in which measure."""

from django.utils.translation import gettext_lazy as _

from balss.plan.models import BodyPart
from balss.plan.queries.obligations import obligations_of
from balss.plan.queries.scope import Scope
from balss.plan.queries.tables.table import Field, Records, Row, Table, Type
from balss.plan.queries.tables.words import INSTITUTION, INSTITUTION_NAME, LINE, MEASURE


def _records(scope: Scope) -> Records:
    """An institution's own parts and those of its groups; else all."""
    if scope.institution is not None:
        found = obligations_of(scope.institution, plan=scope.plan, on=scope.on)
    else:
        found = scope.of_measures(BodyPart.objects.all())
    return found.select_related("measure", "indicator").order_by("measure__place", "measure_id", "place")


def _row(body: BodyPart, scope: Scope) -> Row:
    return {
        "measure": body.measure.key,
        "place": body.place,
        "part": body.part,
        "words": body.words,
        "institution": scope.code_of(body.institution_id),
        "institution_name": scope.name_of(body.institution_id),
        "scope": body.scope or None,
        "within": body.within or None,
        "indicator": body.indicator.serial if body.indicator else None,
        "line": body.line,
    }


BODIES = Table(
    name="bodies",
    title=_("Bodies"),
    meaning=_("One row for each body's part in a measure, as the plan names it."),
    key=("measure", "place"),
    fields=(
        MEASURE,
        Field("place", _("its place among the bodies of the measure"), Type.INTEGER, required=True),
        Field("part", _("responsible or co_responsible"), required=True),
        Field("words", _("the body in the words of the plan"), required=True),
        INSTITUTION,
        INSTITUTION_NAME,
        Field("scope", _("words of the plan that limit its part")),
        Field("within", _("words of the body in whose brackets this one stands")),
        Field("indicator", _("serial number of the indicator that it carries alone; empty: all"), Type.INTEGER),
        LINE,
    ),
    records=_records,
    row=_row,
)
