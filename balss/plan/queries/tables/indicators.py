"""The indicators of measures and the numbers that they are to reach."""

from django.utils.translation import gettext_lazy as _

from balss.plan.models import Indicator, Target
from balss.plan.queries.scope import Scope
from balss.plan.queries.status import IndicatorStanding, TargetStanding
from balss.plan.queries.tables.table import Field, Records, Row, Table, Type
from balss.plan.queries.tables.words import INDICATOR, LANGUAGE, LINE, MEASURE, WITHDRAWN, listed, spoken


def _indicators(scope: Scope) -> Records:
    found = scope.of_measures(Indicator.objects.all()).select_related("measure", "deadline", "withdrawn_in")
    return found.order_by("measure__place", "measure_id", "place", "id")


def _indicator_row(indicator: Indicator, scope: Scope) -> Row:
    standing = _standing(indicator, scope)
    return {
        "measure": indicator.measure.key,
        "indicator": indicator.serial,
        **spoken("words", indicator.words),
        "kind": indicator.kind,
        "items": listed(indicator.items),
        "metrics": listed(indicator.metrics),
        "deadline": indicator.deadline.serial if indicator.deadline else None,
        "is_met": standing.is_met if standing else None,
        "withdrawn_in_edition": indicator.withdrawn_in.number if indicator.withdrawn_in else None,
        "line": indicator.line,
    }


def _standing(indicator: Indicator, scope: Scope) -> IndicatorStanding | None:
    measure = scope.standings.get(indicator.measure_id)
    own = (each for each in measure.indicators if each.indicator.pk == indicator.pk) if measure else iter(())
    return next(own, None)


def _targets(scope: Scope) -> Records:
    found = scope.of_measures(Target.objects.all(), "indicator__measure").select_related("indicator__measure")
    return found.order_by(
        "indicator__measure__place", "indicator__measure_id", "indicator__place", "indicator_id", "place"
    )


def _target_row(target: Target, scope: Scope) -> Row:
    standing = _target_standing(target, scope)
    return {
        "measure": target.indicator.measure.key,
        "indicator": target.indicator.serial,
        "target": target.place,
        "operator": target.operator,
        "value": target.value,
        "maximum": target.maximum,
        "unit": target.unit or None,
        "period": target.period or None,
        "scope": target.scope or None,
        "metric": target.metric or None,
        "is_implied": target.is_implied,
        "reached": standing.reached if standing else None,
        "reached_by_year": listed(_by_year(standing)) if standing else None,
        "is_met": standing.is_met if standing else None,
    }


def _target_standing(target: Target, scope: Scope) -> TargetStanding | None:
    indicator = _standing(target.indicator, scope)
    own = (each for each in indicator.targets if each.target.pk == target.pk) if indicator else iter(())
    return next(own, None)


def _by_year(standing: TargetStanding) -> list[str]:
    return [f"{year}: {reached.normalize():f}" for year, reached in standing.by_year.items() if reached is not None]


INDICATORS = Table(
    name="indicators",
    title=_("Indicators"),
    meaning=_("One row for each indicator of a measure."),
    key=("measure", "indicator"),
    fields=(
        MEASURE,
        INDICATOR,
        Field("words", _("the indicator in the words of the plan")),
        LANGUAGE,
        Field("kind", _("how it is measured: count, share, binary, output or list"), required=True),
        Field("items", _("parts of a list, in the words of the plan; separated by “; ”")),
        Field("metrics", _("what is counted for it, by our names; separated by “; ”")),
        Field("deadline", _("serial number of the deadline that stands beside it"), Type.INTEGER),
        Field(
            "is_met",
            _("whether the public values reach each target, or, where no target is set, whether there is a value"),
            Type.BOOLEAN,
        ),
        WITHDRAWN,
        LINE,
    ),
    records=_indicators,
    row=_indicator_row,
)

TARGETS = Table(
    name="targets",
    title=_("Targets"),
    meaning=_("One row for each number that an indicator is to reach. An indicator without a row has no target set."),
    key=("measure", "indicator", "target"),
    fields=(
        MEASURE,
        INDICATOR,
        Field("target", _("its place among the targets of the indicator"), Type.INTEGER, required=True),
        Field("operator", _("how the number is meant: >= at least, <= at most, = exactly, range"), required=True),
        Field("value", _("the number; of a range its lower end"), Type.NUMBER, required=True),
        Field("maximum", _("upper end of a range"), Type.NUMBER),
        Field("unit", _("what is counted; % is a share")),
        Field("period", _("year: to be reached in every calendar year of the plan; empty: once")),
        Field("scope", _("words of the plan that limit it")),
        Field("metric", _("which of the indicator's metrics is meant, where it has several")),
        Field("is_implied", _("true where the plan names the result and no number"), Type.BOOLEAN, required=True),
        Field("reached", _("what public values reach today; of a yearly target in the last year"), Type.NUMBER),
        Field("reached_by_year", _("of a yearly target what each year reached, as “year: number”")),
        Field("is_met", _("whether it is reached"), Type.BOOLEAN),
    ),
    records=_targets,
    row=_target_row,
)
