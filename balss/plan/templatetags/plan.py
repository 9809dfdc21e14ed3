"""How a plan's own notions look on a page. `{% load plan %}`"""

from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop, ngettext, npgettext, pgettext
from django.utils.translation import gettext as _

from balss.core.plandoc.document import Words
from balss.design.numbers import decimal_words
from balss.design.templatetags.design import status as badge
from balss.plan.models import Assessment, Change, Measure, Plan, Target
from balss.plan.models.words import Said, said
from balss.plan.queries import ComputedStatus

register = template.Library()

ASSESSMENT_BADGE = {
    Assessment.Completion.NO_EVIDENCE: "unclear",
    Assessment.Completion.NOT_STARTED: "none",
    Assessment.Completion.LIMITED: "limited",
    Assessment.Completion.SUBSTANTIAL: "substantial",
    Assessment.Completion.COMPLETE: "done",
}


@register.filter
def in_own_language(words: Said | Words) -> SafeString:
    """{{ measure.name|in_own_language }}: the words, marked with their language where it is not the page's."""
    if isinstance(words, dict):
        words = said(words)
    if not words or words.language == get_language():
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', words.language, words)


@register.filter
def measure_title(measure: Measure) -> SafeString:
    """{{ measure|measure_title }}: its name, or that the published text has lost it."""
    if name := measure.name:
        return in_own_language(name)
    return format_html("<em>{}</em>", _("The title is lost in the published text"))


@register.simple_tag
def measure_url(plan: Plan, measure: Measure) -> str:
    """{% measure_url plan measure %}: the address of its page in the language being read."""
    return _measure_url(plan.slug, measure.key, get_language() or "lv", get_script_prefix())


@lru_cache(maxsize=2000)
def _measure_url(slug: str, key: str, language: str, prefix: str) -> str:
    """Found once: a page of a plan names each of its measures twice."""
    return reverse("plan:measure", args=[slug, key])


@register.simple_tag
def computed_status(status: str) -> SafeString:
    """{% computed_status standing.status %}: a badge."""
    return _computed_badge(ComputedStatus(status), get_language() or "lv")


@cache
def _computed_badge(status: ComputedStatus, language: str) -> SafeString:
    """Drawn once in each language: a page of a plan shows dozens of them."""
    return badge(status.value, str(status.label))


@register.filter
def measures_words(status: ComputedStatus, number: int) -> str:
    """{{ status|measures_words:3 }}: the status as it is said of so many measures."""
    if status is ComputedStatus.OVERDUE:
        return npgettext("so many measures are", "overdue", "overdue", number)
    if status is ComputedStatus.DUE:
        return npgettext("so many measures are", "due", "due", number)
    if status is ComputedStatus.UNCLEAR:
        return npgettext("so many measures are", "unclear", "unclear", number)
    if status is ComputedStatus.CONTINUOUS:
        return npgettext("so many measures are", "continuous", "continuous", number)
    return npgettext("so many measures are", "done", "done", number)


@register.simple_tag
def completion(level: str) -> SafeString:
    """{% completion assessment.completion %}: a badge on the scale of the OGP."""
    found = Assessment.Completion(level)
    return badge(ASSESSMENT_BADGE[found], str(found.label))


@register.filter
def until(deadline: date, today: date) -> str:
    """{{ deadline.due_date|until:today }}: how far a day is, in plain words."""
    days = (deadline - today).days
    if days < 0:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", -days) % {"count": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}


@register.filter
def target_words(target: Target) -> str:
    """{{ target|target_words }}: “at least 2 a year”, as the number stands in the plan; never a share of anything."""
    value = decimal_words(target.value)
    if target.operator == "range":
        value = f"{value}–{decimal_words(target.maximum or target.value)}"
    words = {
        ">=": pgettext("target", "at least %(value)s"),
        "<=": pgettext("target", "at most %(value)s"),
        "=": "%(value)s",
        "range": "%(value)s",
    }[target.operator] % {"value": value}
    return _("%(number)s a year") % {"number": words} if target.period == "year" else words


@register.filter
def plain_number(number: Decimal | None) -> str:
    return "" if number is None else decimal_words(number)


COLUMNS = {
    "number": gettext_noop("No."),
    "title": gettext_noop("Measure"),
    "results": gettext_noop("Result of the activity"),
    "indicators": gettext_noop("Indicators"),
    "responsible": gettext_noop("Responsible bodies"),
    "co_responsible": gettext_noop("Co-responsible bodies"),
    "deadline": gettext_noop("Deadline"),
}


@register.filter
def column_name(column: str) -> str:
    """{{ cell.column|column_name }}: the head of a column of the published table."""
    return _(COLUMNS[column]) if column in COLUMNS else column


PARTS = {
    "title": gettext_noop("title"),
    "start_date": gettext_noop("first day"),
    "end_date": gettext_noop("last day"),
    "coordinator": gettext_noop("coordinator"),
    "statuses": gettext_noop("statuses"),
    "periods": gettext_noop("reporting periods"),
    "commitment": gettext_noop("commitment"),
    "measure": gettext_noop("measure"),
    "results": gettext_noop("results"),
    "indicator": gettext_noop("indicator"),
    "deadline": gettext_noop("deadline"),
    "responsible": gettext_noop("responsible bodies"),
    "co_responsible": gettext_noop("co-responsible bodies"),
    "footnote": gettext_noop("footnote"),
}


@register.filter
def part_of_plan(what: str) -> str:
    """{{ change.what|part_of_plan }}: the part of a plan in which two editions differ."""
    return _(PARTS[what]) if what in PARTS else what


@register.filter
def kind_of_change(kind: str) -> str:
    """{{ difference.kind|kind_of_change }}: added, changed or withdrawn."""
    return str(Change.Kind(kind).label)


METRICS = {
    "events": gettext_noop("Events held"),
    "participants": gettext_noop("Participants"),
    "meetings_with_media": gettext_noop("Meetings with media"),
    "conferences": gettext_noop("Conferences"),
    "cocreation_initiatives": gettext_noop("Co-creation initiatives"),
    "webinars": gettext_noop("Webinars"),
    "communication_activities": gettext_noop("Communication activities"),
    "budget_calls": gettext_noop("Participatory budgets announced"),
    "budget_projects": gettext_noop("Projects chosen by residents"),
    "budget_voters": gettext_noop("People who voted on participatory budgets"),
    "good_practice_exchange": gettext_noop("Exchanges of good practice"),
    "decisions_communicated": gettext_noop("Decisions told to those affected"),
    "training_seminars": gettext_noop("Training seminars"),
    "institutions_covered": gettext_noop("Institutions covered"),
    "foreign_lecturer": gettext_noop("Foreign lecturers"),
    "reuse_events": gettext_noop("Events on the re-use of data"),
    "training_events": gettext_noop("Training events"),
    "good_practice_afternoons": gettext_noop("Good practice afternoons"),
    "policy_examples": gettext_noop("Policy examples"),
    "service_examples": gettext_noop("Public service examples"),
    "public_outcome_reports": gettext_noop("Published outcome reports"),
    "notification_solutions": gettext_noop("Institutions that send to official e-addresses"),
    "participation_days": gettext_noop("Participation days"),
    "activities": gettext_noop("Activities"),
    "young_participants": gettext_noop("Young participants"),
    "deliberations": gettext_noop("Deliberations"),
    "youth_dialogues": gettext_noop("Youth Dialogue processes"),
    "youth_tests": gettext_noop("Youth Tests"),
}


@register.filter
def metric_name(metric: str) -> str:
    """{{ count.metric|metric_name }}: what is counted, in words; the name itself where we have none."""
    return _(METRICS[metric]) if metric in METRICS else metric


@register.filter
def iso_day(text: str) -> date:
    """{{ record.date|iso_day }}: the day that a kept record names."""
    return date.fromisoformat(text)


@register.filter
def local(path: str) -> str:
    """{{ record.url|local }}: the address of a page of ours, in the language being read."""
    return f"/en{path}" if path.startswith("/") and get_language() == "en" else path
