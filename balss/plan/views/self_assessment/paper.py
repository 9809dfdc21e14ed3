"""A self-assessment as a paper: the same blocks for the page, the PDF and the Word document."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from balss.core.paper import Block, Facts, Heading, Items, Paper, Paragraph, Table, Text
from balss.plan.models import Assessment, IndicatorValue
from balss.plan.queries.self_assessment import MeasureAccount, SelfAssessment
from balss.plan.queries.status import ComputedStatus
from balss.plan.views.self_assessment.measures import measure_blocks
from balss.plan.views.self_assessment.words import day_words, span_words, spoken, title_of, value_words


def paper_of(assessment: SelfAssessment, *, made_at: datetime) -> Paper:
    """In the language being read."""
    scope, span = assessment.scope, assessment.span
    title = _("Self-assessment report")
    return Paper(
        title=title,
        subtitle=f"{scope.plan.name}, {span_words(span).words}",
        language=get_language() or "lv",
        author=scope.name_of(scope.plan.coordinator_id) or settings.OPERATOR or "Balss",
        made_at=made_at,
        foot=f"{title}: {span_words(span).words}. Balss, {day_words(made_at)}",
        blocks=list(_blocks(assessment, made_at)),
    )


def _blocks(assessment: SelfAssessment, made_at: datetime) -> Iterator[Block]:
    yield Facts(_about(assessment, made_at))
    if not settings.PRODUCTION:
        yield Paragraph(Text(_("This is a demonstration: people and reports in it are invented.")))
    yield from _summary(assessment)
    yield from _overdue(assessment)
    yield from _measures(assessment)
    yield from _open_points(assessment)
    yield from _corrections(assessment)
    yield from _method(assessment)


def _about(assessment: SelfAssessment, made_at: datetime) -> list[tuple[str, list[Text]]]:
    scope, span = assessment.scope, assessment.span
    days = f"{day_words(span.start)} – {day_words(span.end)}"
    moment = date_format(timezone.localtime(made_at), "H:i")
    coordinator = scope.name_of(scope.plan.coordinator_id) or pgettext("coordinator", "not stated")
    facts = [
        (_("Plan"), [spoken(scope.plan.title, settings.ORIGIN + reverse("plan:plan", args=[scope.plan.slug]))]),
        (pgettext("reporting", "Period"), [span_words(span), Text(days)]),
        (_("Coordinated by"), [Text(coordinator)]),
        (_("Statuses as of"), [Text(day_words(span.until))]),
        (_("Made from the records on"), [Text(f"{day_words(made_at)} {moment}")]),
    ]
    if span.lasts:
        facts.append(
            (pgettext("head of a report", "Note"), [Text(_("The period is not over yet; this report will change."))])
        )
    return facts


def _summary(assessment: SelfAssessment) -> Iterator[Block]:
    yield Heading(1, Text(_("Summary")))
    count = len(assessment.measures)
    yield Paragraph(
        Text(
            ngettext("The plan has %(count)s measure.", "The plan has %(count)s measures.", count) % {"count": count}
            + " "
            + _("Their progress is told in three views, which stand side by side and are never merged into one.")
        )
    )
    yield Items([*_computed_counts(assessment), _official_count(assessment), _assessed_count(assessment)])
    yield Table(
        caption=_("All measures at a glance"),
        head=[_("No."), _("Measure"), _("Official"), _("Computed"), _("Independent")],
        rows=[_at_a_glance(account) for account in assessment.measures],
        shares=(2, 7, 4, 4, 4),
    )


def _computed_counts(assessment: SelfAssessment) -> Iterator[Text]:
    counts = Counter(account.standing.status for account in assessment.measures)
    for status in ComputedStatus:
        if counts[status]:
            yield Text(_("Computed: %(status)s: %(count)s") % {"status": status.label, "count": counts[status]})


def _official_count(assessment: SelfAssessment) -> Text:
    count = sum(bool(account.official) for account in assessment.measures)
    return Text(_("Official: measures that a body has reported on: %(count)s") % {"count": count})


def _assessed_count(assessment: SelfAssessment) -> Text:
    count = sum(account.assessment is not None for account in assessment.measures)
    return Text(_("Independent: measures that a reviewer has assessed: %(count)s") % {"count": count})


def _at_a_glance(account: MeasureAccount) -> list[Text]:
    measure = account.standing.measure
    statuses = Counter(str(report.status.name) for report in account.official if report.status)
    official = "\n".join(f"{name} ({count})" if count > 1 else name for name, count in statuses.items())
    completion = account.assessment and Assessment.Completion(account.assessment.completion).label
    return [
        Text(measure.key),
        title_of(measure),
        Text(official or _("nobody has reported")),
        Text(str(account.standing.status.label)),
        Text(str(completion or _("not assessed"))),
    ]


def _overdue(assessment: SelfAssessment) -> Iterator[Block]:
    yield Heading(1, Text(_("What is overdue")))
    if not assessment.overdue:
        yield Paragraph(Text(_("No deadline is overdue.")))
        return
    yield Table(
        caption=_("Overdue deadlines"),
        head=[_("No."), _("Measure"), _("Last day"), _("Days overdue")],
        rows=[
            [
                Text(account.standing.measure.key),
                title_of(account.standing.measure),
                Text(day_words(each.deadline.due_date) or str(each.deadline.name)),
                Text("" if each.days_left is None else str(-each.days_left)),
            ]
            for account, each in assessment.overdue
        ],
        shares=(2, 10, 3, 3),
    )


def _measures(assessment: SelfAssessment) -> Iterator[Block]:
    yield Heading(1, Text(_("Measures")))
    grouped = groupby(assessment.measures, key=lambda account: account.standing.measure.commitment)
    for commitment, accounts in grouped:
        title = spoken(commitment.name)
        yield Heading(2, Text(f"{commitment.number}. {title.words}", title.language))
        for account in accounts:
            yield from measure_blocks(account, assessment.scope)


def _open_points(assessment: SelfAssessment) -> Iterator[Block]:
    yield Heading(1, Text(_("What the plan leaves open")))
    yield Paragraph(Text(_("What the published text lost, left unfilled or contradicts: shown, and never filled in.")))
    of_measures = [(account.standing.measure.key, gap) for account in assessment.measures for gap in account.gaps]
    of_document = [(pgettext("place of an open point", "document"), gap) for gap in assessment.gaps]
    rows = [[Text(place), spoken(gap.text), Text(str(gap.line or ""))] for place, gap in [*of_measures, *of_document]]
    if rows:
        yield Table(_("Open points"), [_("Measure"), _("What is open"), _("Line of the document")], rows, (2, 9, 3))
    else:
        yield Paragraph(Text(_("Nothing was found.")))


def _corrections(assessment: SelfAssessment) -> Iterator[Block]:
    yield Heading(1, Text(_("Corrections")))
    if not assessment.corrections:
        yield Paragraph(Text(_("Nothing was corrected.")))
        return
    yield Paragraph(Text(_("A correction is a new entry; what it corrects stays in the data and in the ledger.")))
    told = sorted(_corrected(assessment), key=lambda each: each[:2], reverse=True)
    yield Table(
        caption=_("Corrections"),
        head=[pgettext("column", "Day"), _("Measure"), pgettext("column", "What"), pgettext("column", "How")],
        rows=[[Text(day_words(at)), Text(key), Text(what), Text(how)] for at, key, what, how in told],
        shares=(3, 2, 3, 8),
    )


def _corrected(assessment: SelfAssessment) -> Iterator[tuple[datetime, str, str, str]]:
    """When, of which measure ("": of the whole plan), what was corrected, and how."""
    found, scope = assessment.corrections, assessment.scope
    for report in found.reports:
        body = scope.name_of(report.institution_id) or ""
        yield (
            report.submitted_at or report.created_at,
            report.measure.key,
            pgettext("what was corrected", "report"),
            body,
        )
    for value in found.values:
        how = _value_correction(value)
        yield value.recorded_at, value.indicator.measure.key, pgettext("what was corrected", "value"), how
    for each in found.assessments:
        how = str(Assessment.Completion(each.completion).label)
        yield each.recorded_at, each.measure.key, pgettext("what was corrected", "assessment"), how
    for change in found.changes:
        what = _("edition %(number)s of the plan") % {"number": change.edition.number}
        how = f"{change.get_kind_display()}: {' → '.join(filter(None, [change.before, change.after]))}"
        yield change.edition.imported_at, change.measure_key, what, how


def _value_correction(value: IndicatorValue) -> str:
    """What stood before and what stands now."""
    before = value_words(value.supersedes) if value.supersedes else ""
    return " → ".join(filter(None, [before, value_words(value)]))


def _method(assessment: SelfAssessment) -> Iterator[Block]:
    data = settings.ORIGIN + reverse("plan:data", args=[assessment.scope.plan.slug])
    yield Heading(1, Text(_("How this report is made")))
    yield Paragraph(
        Text(
            _(
                "It is put together from the public records of Balss without anybody writing in it. Official is what"
                " the responsible bodies report, in their own words. Computed is what deadlines and public values tell;"
                " nobody can set it. Independent is what a reviewer finds who does not carry out the plan, on the"
                " scale of the Open Government Partnership."
            )
        )
    )
    yield Paragraph(Text(_("All records as data, to check every number here"), url=data))
