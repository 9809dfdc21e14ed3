"""The deadlines of measures, what the plan says at its foot, and what it leaves open or contradicts."""

from django.utils.translation import gettext_lazy as _

from balss.plan.models import Deadline, Footnote, Gap
from balss.plan.queries.scope import Scope
from balss.plan.queries.status import DeadlineStanding
from balss.plan.queries.tables.table import Field, Records, Row, Table, Type
from balss.plan.queries.tables.words import LANGUAGE, LINE, MEASURE, WITHDRAWN, spoken


def _deadlines(scope: Scope) -> Records:
    found = scope.of_measures(Deadline.objects.all()).select_related("measure", "withdrawn_in")
    return found.order_by("measure__place", "measure_id", "place", "id")


def _deadline_row(deadline: Deadline, scope: Scope) -> Row:
    standing = _standing(deadline, scope)
    return {
        "measure": deadline.measure.key,
        "deadline": deadline.serial,
        **spoken("words", deadline.words),
        "kind": deadline.kind,
        "due_date": deadline.due_date,
        "applies_to": deadline.applies_to or None,
        "computed_status": standing.status.value if standing else None,
        "days_left": standing.days_left if standing else None,
        "withdrawn_in_edition": deadline.withdrawn_in.number if deadline.withdrawn_in else None,
        "line": deadline.line,
    }


def _standing(deadline: Deadline, scope: Scope) -> DeadlineStanding | None:
    measure = scope.standings.get(deadline.measure_id)
    own = (each for each in measure.deadlines if each.deadline.pk == deadline.pk) if measure else iter(())
    return next(own, None)


def _gaps(scope: Scope) -> Records:
    """Of the edition in force; those of the whole document only where the whole plan is asked for."""
    found = Gap.objects.filter(edition__in=scope.plan.editions.in_force())
    if scope.measure_ids is not None:
        found = found.filter(measure__in=scope.measure_ids)
    return found.select_related("measure").order_by("place", "id")


def _gap_row(gap: Gap, scope: Scope) -> Row:
    return {
        "gap": gap.place,
        "measure": gap.measure.key if gap.measure else None,
        "kind": gap.kind,
        **spoken("message", gap.message),
        "line": gap.line,
        "due_date": gap.due_date,
        "footnote": gap.footnote_number,
    }


def _footnotes(scope: Scope) -> Records:
    """Of the edition in force; those that no measure refers to only where the whole plan is asked for."""
    found = Footnote.objects.filter(edition__in=scope.plan.editions.in_force())
    if scope.measure_ids is not None:
        found = found.filter(measure__in=scope.measure_ids)
    return found.select_related("measure").order_by("number", "id")


def _footnote_row(footnote: Footnote, scope: Scope) -> Row:
    return {
        "footnote": footnote.number,
        "measure": footnote.measure.key if footnote.measure else None,
        **spoken("words", footnote.words),
        "addresses": " ".join(footnote.addresses) or None,
        "line": footnote.line,
    }


DEADLINES = Table(
    name="deadlines",
    title=_("Deadlines"),
    meaning=_("One row for each deadline of a measure. A date stands only where the plan's words make it certain."),
    key=("measure", "deadline"),
    fields=(
        MEASURE,
        Field("deadline", _("serial number of the deadline within its measure"), Type.INTEGER, required=True),
        Field("words", _("the deadline in the words of the plan")),
        LANGUAGE,
        Field("kind", _("quarter, date, continuous, or text: in words only"), required=True),
        Field("due_date", _("the last day; empty where there is none or it is not certain"), Type.DATE),
        Field("applies_to", _("words of the plan that limit it to a part of the measure")),
        Field("computed_status", _("what public values tell today: overdue, due, unclear, continuous or done")),
        Field("days_left", _("days from today to the last day; negative when overdue"), Type.INTEGER),
        WITHDRAWN,
        LINE,
    ),
    records=_deadlines,
    row=_deadline_row,
)

GAPS = Table(
    name="gaps",
    title=_("What the plan leaves open"),
    meaning=_("What the published text lost, left unfilled or contradicts; reported here and never filled in."),
    key=("gap",),
    fields=(
        Field("gap", _("its place in the edition in force"), Type.INTEGER, required=True),
        Field("measure", _("key of the measure; empty for the whole document")),
        Field("kind", _("kind of gap, a name that never changes its meaning"), required=True),
        Field("message", _("what is lost or open")),
        LANGUAGE,
        LINE,
        Field("due_date", _("the other date where a footnote contradicts the table"), Type.DATE),
        Field("footnote", _("number of that footnote"), Type.INTEGER),
    ),
    records=_gaps,
    row=_gap_row,
)

FOOTNOTES = Table(
    name="footnotes",
    title=_("Footnotes"),
    meaning=_("What the plan says at its foot, with the addresses named there, in the edition in force."),
    key=("footnote",),
    fields=(
        Field("footnote", _("number of the footnote"), Type.INTEGER, required=True),
        Field("measure", _("key of the measure whose row refers to it; empty elsewhere in the document")),
        Field("words", _("the footnote in the words of the plan")),
        LANGUAGE,
        Field("addresses", _("web addresses in it, separated by spaces")),
        LINE,
    ),
    records=_footnotes,
    row=_footnote_row,
)
