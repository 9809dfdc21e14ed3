"""Phases of calls and states of ideas and projects as badges; a ballot in words."""

import json
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from balss.core.alphabet import latvian_order
from balss.core.calendar import Rule
from balss.design.numbers import money_words
from balss.design.templatetags.design import status
from balss.participatory_budget.models import (
    SHARE_MONEY,
    Ballot,
    BallotForm,
    Idea,
    Phase,
    PlanningArea,
    Project,
    ProposedChange,
)
from balss.participatory_budget.queries.duties import Duty
from balss.participatory_budget.queries.geometry import middle_of

register = template.Library()

PHASES = {
    Phase.DRAFT: "draft",
    Phase.COMING: "info",
    Phase.IDEAS: "due",
    Phase.VETTING: "info",
    Phase.VOTING: "due",
    Phase.COUNTING: "info",
    Phase.CARRYING_OUT: "done",
    Phase.CANCELLED: "unclear",
}
IDEAS = {
    "draft": "draft", "submitted": "due", "accepted": "done", "rejected": "none", "merged": "info", "withdrawn": "none",
}  # fmt: skip
PROJECTS = {
    "listed": "info", "not_chosen": "none", "chosen": "due", "under_way": "substantial", "done": "done",
    "stopped": "unclear", "withdrawn": "none",
}  # fmt: skip


@register.simple_tag
def phase_badge(phase: Phase) -> SafeString:
    """{% phase_badge phase %}"""
    return status(PHASES[phase], str(phase.label).capitalize())


@register.simple_tag
def idea_state(idea: Idea) -> SafeString:
    return status(IDEAS[idea.state], idea.get_state_display().capitalize())


@register.simple_tag
def project_state(project: Project) -> SafeString:
    return status(PROJECTS[project.state], project.get_state_display().capitalize())


@register.filter
def choice_words(ballot: Ballot) -> str:
    """What a voter does, in one sentence."""
    most = ballot.most_choices
    if ballot.form == BallotForm.CHOOSE_ONE:
        return _("Everybody chooses one project.")
    if ballot.form == BallotForm.KNAPSACK:
        return _("Everybody chooses as many projects as the money is enough for.")
    if ballot.form == BallotForm.POINTS:
        return ngettext(
            "Everybody gives away %(count)d point.", "Everybody gives away %(count)d points.", ballot.points or 0
        ) % {"count": ballot.points}
    if most is None and ballot.form == BallotForm.APPROVAL:
        return _("Everybody chooses as many projects as they like.")
    if ballot.form == BallotForm.APPROVAL:
        return ngettext(
            "Everybody chooses up to %(count)d project.", "Everybody chooses up to %(count)d projects.", most or 0
        ) % {"count": most}
    if most is None:
        return _("Everybody puts projects in order, the best first.")
    return ngettext(
        "Everybody puts up to %(count)d project in order, the best first.",
        "Everybody puts up to %(count)d projects in order, the best first.",
        most,
    ) % {"count": most}


@register.filter
def winners_words(ballot: Ballot) -> str:
    """How many can win, where there is a limit."""
    if ballot.most_winners is None:
        return ""
    return ngettext(
        "In each planning area %(count)d project wins.",
        "In each planning area at most %(count)d projects win.",
        ballot.most_winners,
    ) % {"count": ballot.most_winners}


@register.filter
def shares_words(ballot: Ballot) -> list[str]:
    """The settings of Equal Shares, a sentence each; none for other rules."""
    if ballot.rule not in SHARE_MONEY:
        return []
    words = [
        _("What a winner counts for to who chose it: %(worth)s.") % {"worth": ballot.get_utility_display()},
        _("Money that is left: %(leftover)s.") % {"leftover": ballot.get_completion_display()},
    ]
    if ballot.comparison:
        words.append(_("If more voters find more of what they chose among the winners by most votes, those win."))
    return words


@register.filter
def places_words(area: PlanningArea) -> str:
    """{{ area|places_words }}: its towns and parishes, by the names that they had last; prefetch their versions."""
    names = [
        max(each.versions.all(), key=lambda version: version.valid_from or date.min).name
        for each in area.territories.all()
    ]
    return ", ".join(sorted(names, key=latvian_order))


@register.simple_tag
def duty_words(duty: Duty) -> SafeString:
    """{% duty_words duty %}: what has to be done next in a round, as the letter about it says."""
    facts = vars(duty) | {"title": duty.call.title, "task": duty.task.value, "is_late": duty.is_late}
    return render_to_string("participatory_budget/_duty.txt", facts)


@register.filter
def ties_words(ballot: Ballot) -> str:
    """Who goes first where votes are equal, in the order in which it is asked."""
    words = {
        "cost": _("the cheaper project"),
        "expensive": _("the project that costs more"),
        "votes": _("the one that more people chose"),
        "score": _("the one with more points"),
        "number": _("the one whose number comes first"),
        "id": _("the one whose number, read as text, comes first"),
        "file": _("the one that stands first on the list"),
    }
    return ", ".join(words.get(each, _("a lot that anyone can repeat")) for each in ballot.tie_order.split(","))


@register.filter
def article(rule: Rule) -> str:
    """{{ due.rule|article }}: the law and its article."""
    return rule.article_name(get_language() or "lv")


@register.filter
def site(address: str) -> str:
    """{{ ballot.elsewhere_address|site }}: the name by which people know a site."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def map_url(geometry: dict[str, Any] | None) -> str:
    """A page of OpenStreetMap with the place marked; nothing without a geometry. Nothing of it is loaded here."""
    if not geometry:
        return ""
    longitude, latitude = middle_of(geometry)
    return (
        f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=17/{latitude:.5f}/{longitude:.5f}"
    )


@register.inclusion_tag("participatory_budget/_place_map.html", takes_context=True)
def place_map(context: Context, field: BoundField) -> dict[str, Any]:
    """{% place_map field %}: below the field of the place, a map to point at it; `around` in the context is the box
    that the map shows first."""
    words = {
        "point": _("Place: %(place)s"),
        "area": _("Area with %(number)s corners"),
        "shape": _("Drawn from the field above"),
        "area_how": _("Mark the corners of the area one after another, at least three."),
        "corners_missing": _("Corners marked: %(number)s. An area needs at least three."),
        "cleared": _("The place is cleared."),
        "locating": _("Asking your device …"),
        "located": _("Place: %(place)s, within about %(metres)s m"),
        "not_located": _("Your device did not tell where it is. Point at the place on the map."),
    }
    return {"field": field, "around": json.dumps(context.get("around")), "words": words}


@register.filter
def differences(change: ProposedChange) -> list[tuple[str, str, str]]:
    """{% for label, now, then in change|differences %}: what would change in words."""
    rows = []
    for name in ProposedChange.COLUMNS:
        if name in change.content:
            label = str(Idea._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            now, then = getattr(change.idea, name), change.content[name]
            if name == "cost_cents":
                now, then = money_words(now), money_words(then)
            rows.append((label, now, then))
    return rows
