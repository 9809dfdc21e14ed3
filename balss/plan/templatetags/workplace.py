"""How the workplace writes states and measures; what it shares with the public pages is in `plan`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from balss.design.templatetags.design import status
from balss.plan.models import Assessment, Measure, OfficialStatus, ProgressReport
from balss.plan.models.words import Said
from balss.plan.queries.status import MeasureStanding
from balss.plan.templatetags.plan import completion, computed_status, in_own_language

register = template.Library()

State = ProgressReport.State
REPORT_STATES = {
    State.DRAFT: ("draft", pgettext_lazy("report", "draft")),
    State.SUBMITTED: ("info", pgettext_lazy("report", "sent, waits for a decision")),
    State.ACCEPTED: ("done", pgettext_lazy("report", "accepted")),
    State.RETURNED: ("unclear", pgettext_lazy("report", "returned")),
}
NOT_YET = gettext_lazy("not yet")


@register.simple_tag
def report_state(report: ProgressReport) -> SafeString:
    """{% report_state report %}: draft, sent, accepted or returned, as a badge."""
    kind, label = REPORT_STATES[State(report.state)]
    return status(kind, str(label))


@register.simple_tag
def official_status(reported: OfficialStatus | None) -> SafeString:
    """{% official_status task.official %}: what the institution itself says."""
    if reported is None:
        return status("none", str(NOT_YET))
    return status("done" if reported.is_final else "info", str(reported.name))


@register.simple_tag
def standing_status(standing: MeasureStanding | None) -> SafeString:
    """{% standing_status task.standing %}: what deadlines and values say."""
    if standing is None:
        return status("none", _("withdrawn from the plan"))
    return computed_status(standing.status)


@register.simple_tag
def independent_status(assessment: Assessment | None) -> SafeString:
    """{% independent_status task.assessment %}: what the independent reviewer says."""
    if assessment is None:
        return status("none", str(NOT_YET))
    return completion(assessment.completion)


@register.filter
def measure_label(measure: Measure, longest: int = 0) -> SafeString:
    """{{ measure|measure_label:70 }}: number and title, cut after so many letters; says so where the title is lost."""
    number = measure.number or measure.key
    if not measure.name:
        return format_html("{} {}", number, _("(the document has lost its title)"))
    title = Said(Truncator(measure.name).chars(longest), measure.name.language) if longest else measure.name
    return format_html("{} {}", number, in_own_language(title))


METRICS = {
    "channels": pgettext_lazy("metric", "channels"),
    "communication_activities": pgettext_lazy("metric", "communication activities"),
    "events": pgettext_lazy("metric", "events"),
    "examples": pgettext_lazy("metric", "examples"),
    "institutions_covered": pgettext_lazy("metric", "institutions covered"),
    "participants": pgettext_lazy("metric", "participants"),
    "policy_examples": pgettext_lazy("metric", "examples of policy"),
    "service_examples": pgettext_lazy("metric", "examples of services"),
    "target_groups": pgettext_lazy("metric", "target groups"),
}


@register.filter
def metric_words(metric: str) -> str:
    """{{ value.metric|metric_words }}: what is counted, where an indicator counts several things."""
    return str(METRICS.get(metric, metric.replace("_", " ")))


@register.filter
def lookup(names: dict[str, str], key: str) -> str:
    """{{ names|lookup:report.author }}: the value of a key, empty where there is none."""
    return names.get(key, "")
