"""The part of a self-assessment about one measure."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from balss.core.paper import Block, Facts, Heading, Paragraph, Table, Text
from balss.core.paper import Items as ListOf
from balss.plan.models import BodyPart, IndicatorValue, ProgressReport
from balss.plan.queries.scope import Scope
from balss.plan.queries.self_assessment import MeasureAccount
from balss.plan.queries.status import DeadlineStanding, IndicatorStanding
from balss.plan.templatetags.plan import metric_name, target_words
from balss.plan.views.self_assessment.words import day_words, spoken, title_of, value_words, written


def measure_blocks(account: MeasureAccount, scope: Scope) -> Iterator[Block]:
    """Everything about the measure, below a heading of level 3."""
    measure = account.standing.measure
    yield Heading(3, _headed(f"{measure.key} ", title_of(measure)))
    yield Facts(_promise(account, scope))
    yield _statuses(account, scope)
    yield from _deadlines(account)
    yield from _indicators(account, scope)
    yield from _reports(account, scope)
    if account.assessment:
        yield Heading(4, Text(_("The independent assessment")))
        yield Paragraph(written(account.assessment.text, account.assessment.language))
    if account.gaps:
        yield Heading(4, Text(_("What the plan leaves unclear here")))
        yield ListOf([spoken(gap.text) for gap in account.gaps])


def _headed(start: str, text: Text) -> Text:
    return Text(start + text.words, text.language, text.url)


def _promise(account: MeasureAccount, scope: Scope) -> list[tuple[str, list[Text]]]:
    """The words of the plan and who carries them out."""
    nobody = [Text(_("The published text names nobody."))]
    results = [spoken(result.words) for result in account.results]
    return [
        (_("Result of the activity"), results or [Text(_("The published text names no result."))]),
        (_("Responsible"), _bodies(account, BodyPart.Part.RESPONSIBLE, scope) or nobody),
        (_("Co-responsible"), _bodies(account, BodyPart.Part.CO_RESPONSIBLE, scope) or nobody),
    ]


def _bodies(account: MeasureAccount, part: BodyPart.Part, scope: Scope) -> list[Text]:
    """Each once, by its name; in the words of the plan where nobody knows them, or where they limit its part."""
    found: dict[str, Text] = {}
    for body in account.bodies:
        if body.part == part:
            name = scope.name_of(body.institution_id)
            limit = f" ({body.scope})" if body.scope else ""
            text = Text(f"{name}{limit}") if name else Text(body.words, _plans_language(scope))
            found.setdefault(text.words, text)
    return list(found.values())


def _plans_language(scope: Scope) -> str:
    leading = scope.plan.languages[0] if scope.plan.languages else "lv"
    return "" if leading == get_language() else leading


def _statuses(account: MeasureAccount, scope: Scope) -> Table:
    """Three views, each for itself."""
    assessment = account.assessment
    official = [_official(report, scope) for report in account.official]
    return Table(
        caption=_("How far measure %(number)s is: three views") % {"number": account.standing.measure.key},
        head=[pgettext("column", "View"), _("Status"), _("As of")],
        rows=[
            *([Text(_("Official")), *cells] for cells in official or [[Text(_("nobody has reported")), Text("")]]),
            [Text(_("Computed")), Text(str(account.standing.status.label)), Text(day_words(scope.on))],
            [
                Text(_("Independent")),
                Text(assessment.get_completion_display() if assessment else _("not assessed")),
                Text(day_words(assessment.as_of_date) if assessment else ""),
            ],
        ],
        shares=(2, 6, 2),
    )


def _official(report: ProgressReport, scope: Scope) -> list[Text]:
    status = spoken(report.status.name) if report.status else Text("")
    words = f"{scope.name_of(report.institution_id)}: {status.words}"
    return [Text(words), Text(day_words(report.as_of_date))]


def _deadlines(account: MeasureAccount) -> Iterator[Block]:
    rows = [_deadline_row(each) for each in account.standing.deadlines]
    rows += [
        [
            Text(_("according to footnote %(number)s of the same plan") % {"number": gap.footnote_number}),
            Text(day_words(gap.due_date)),
            Text(""),
        ]
        for gap in account.standing.conflicts
    ]
    if rows:
        caption = _("Deadlines of measure %(number)s") % {"number": account.standing.measure.key}
        yield Table(caption, [_("Deadline"), _("Last day"), _("Computed status")], rows, (6, 2, 2))
    else:
        yield Facts([(_("Deadline"), [Text(_("The published text names no deadline."))])])


def _deadline_row(each: DeadlineStanding) -> list[Text]:
    words = spoken(each.deadline.name)
    limit = f" ({each.deadline.further_limit})" if each.deadline.further_limit else ""
    return [
        Text(words.words + limit, words.language),
        Text(day_words(each.deadline.due_date)),
        Text(str(each.status.label)),
    ]


def _indicators(account: MeasureAccount, scope: Scope) -> Iterator[Block]:
    """Each indicator with its targets, and below the table the values of the period."""
    if not account.standing.indicators:
        yield Facts([(_("Indicators"), [Text(_("The published text names no indicator."))])])
        return
    yield Table(
        _("Indicators of measure %(number)s") % {"number": account.standing.measure.key},
        [_("Indicator"), _("Target"), _("Reached")],
        [
            [spoken(each.indicator.name), Text(_targets(each)), Text(_reached(each))]
            for each in account.standing.indicators
        ],
        (6, 2, 2),
    )
    for each in account.standing.indicators:
        values = account.values.get(each.indicator.pk, [])
        if values:
            yield _values(account, each, values, scope)
        more = account.value_counts.get(each.indicator.pk, 0) - len(values)
        if more > 0:
            yield Paragraph(_more_values(account, scope, more), is_note=True)


def _targets(standing: IndicatorStanding) -> str:
    return "\n".join(target_words(each.target) for each in standing.targets) or _("no target is set")


def _reached(standing: IndicatorStanding) -> str:
    counted = [
        _("%(metric)s: %(number)s, counted from records") % {"metric": metric_name(each.metric), "number": each.number}
        for each in standing.counts
    ]
    if not standing.targets:
        reported = _("reported") if standing.values else _("nothing reported")
        return "\n".join([*counted, reported] if standing.values else counted or [reported])
    lines = counted
    for each in standing.targets:
        if each.reached is None:
            lines.append(_("nothing reported"))
        else:
            number = f"{each.reached.normalize():f}"
            lines.append(_("%(number)s, met") % {"number": number} if each.is_met else number)
    return "\n".join(lines)


def _values(account: MeasureAccount, standing: IndicatorStanding, values: list[IndicatorValue], scope: Scope) -> Table:
    words = {"number": account.standing.measure.key, "indicator": standing.indicator.name}
    return Table(
        _("Values of measure %(number)s: %(indicator)s") % words,
        [_("As of"), pgettext("column", "Value"), _("Reported by"), _("Evidence")],
        [
            [
                Text(day_words(value.as_of_date)),
                Text(value_words(value)),
                Text(scope.name_of(value.institution_id) or ""),
                _evidence(value),
            ]
            for value in values
        ],
        (2, 3, 3, 4),
    )


def _evidence(value: IndicatorValue) -> Text:
    """The address, else the public document, else that there is none."""
    if value.address:
        return Text(value.address, url=value.address)
    if value.document and value.document.is_public:
        return Text(value.document.name, url=settings.ORIGIN + value.document.get_absolute_url())
    return Text(value.source or _("without a document"))


def _more_values(account: MeasureAccount, scope: Scope, more: int) -> Text:
    words = _("%(count)s earlier values are in the data of the measure.") % {"count": more}
    path = reverse("plan:measure_json", args=[scope.plan.slug, account.standing.measure.key])
    return Text(words, url=settings.ORIGIN + path)


def _reports(account: MeasureAccount, scope: Scope) -> Iterator[Block]:
    yield Heading(4, Text(_("Reports of the responsible bodies")))
    if not account.reports:
        yield Paragraph(Text(_("Nobody reported about this period.")))
    for report in account.reports:
        name = scope.name_of(report.institution_id) or ""
        yield Facts([(f"{name}, {day_words(report.as_of_date)}", [written(report.text, report.language)])])
        if report.obstacles:
            yield Facts([(_("Obstacles"), [written(report.obstacles, report.language)])])
