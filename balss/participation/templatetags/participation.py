"""States of processes and opportunities as badges, and names of places."""

from datetime import date, datetime

from django import template
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from balss.design.templatetags.design import status
from balss.participation.models import Contribution, Decision, Opportunity, OutsideSource, Process, Response
from balss.participation.queries.facts import state_of
from balss.participation.queries.said import shown_name
from balss.places.models import Territory

register = template.Library()


@register.simple_tag
def opportunity_state(state: str) -> SafeString:
    """{% opportunity_state state %}: the badge of “open”, “coming”, “closed”, “withdrawn” or “draft”."""
    kinds = {"open": "due", "coming": "info", "closed": "none", "withdrawn": "unclear", "draft": "draft"}
    words = {
        "open": pgettext("opportunity", "open"),
        "coming": pgettext("opportunity", "coming"),
        "closed": pgettext("opportunity", "closed"),
        "withdrawn": pgettext("opportunity", "withdrawn"),
        "draft": pgettext("opportunity", "draft"),
    }
    return status(kinds[state], words[state])


@register.simple_tag
def desk_state(opportunity: Opportunity, now: datetime) -> str:
    """{% desk_state opportunity request.now as state %}: as `opportunity_state` takes it; a draft is “draft”."""
    return "draft" if opportunity.state == Opportunity.State.DRAFT else state_of(opportunity, now)


@register.simple_tag
def process_state(process: Process) -> SafeString:
    kinds = {"draft": "draft", "under_way": "due", "decided": "done", "stopped": "unclear"}
    return status(kinds[process.state], process.get_state_display())


@register.simple_tag
def source_state(source: OutsideSource) -> SafeString:
    """{% source_state source %}: a failure shows even where the source is active."""
    kinds = {"active": "overdue" if source.failure else "done", "paused": "overdue", "stopped": "none"}
    return status(kinds[source.state], source.get_state_display())


@register.simple_tag
def decision_progress(decision: Decision) -> SafeString:
    if decision.state != Decision.State.PUBLISHED:
        return status("draft" if decision.state == Decision.State.DRAFT else "unclear", decision.get_state_display())
    kinds = {"not_started": "none", "under_way": "due", "done": "done", "changed": "unclear"}
    return status(kinds[decision.progress], decision.get_progress_display())


@register.filter
def place_list(territories: "QuerySet[Territory]", day: date) -> str:
    """{{ process.territories.all|place_list:today }}: names of the day; prefetch `versions`."""
    return ", ".join(territory.version_on(day).name for territory in territories)


@register.filter
def who(contribution: Contribution) -> str:
    """The name or initials, as the author chose; empty where none was given."""
    return shown_name(contribution)


@register.simple_tag
def verdict(response: Response) -> SafeString:
    """{% verdict response %}: what became of it, as a badge."""
    kinds = {
        "accepted": "done",
        "partly": "substantial",
        "not_accepted": "none",
        "already": "info",
        "out_of_scope": "none",
    }
    return status(kinds[response.verdict], response.get_verdict_display().capitalize())
