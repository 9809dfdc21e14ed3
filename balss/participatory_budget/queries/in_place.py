"""Projects of participatory budgets in a place: what residents chose, with its money, and what is done."""

from datetime import datetime

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.design.numbers import money_words
from balss.participatory_budget.models import PlanningArea, Project
from balss.shared.place_records import Found, PlaceRecord, Whereabouts

STATE = Project.State


def chosen_in(place: Whereabouts, now: datetime, most: int) -> Found:
    """To be started, and under way; the latest results first."""
    rows = _of(Project.objects.filter(state__in=(STATE.CHOSEN, STATE.UNDER_WAY)), place)
    return _found(rows.order_by("-call__results_announced_at", "-pk"), most)


def done_in(place: Whereabouts, now: datetime, most: int) -> Found:
    return _found(_of(Project.objects.filter(state=STATE.DONE), place).order_by("-done_date", "-pk"), most)


def _of(projects: QuerySet[Project], place: Whereabouts) -> QuerySet[Project]:
    """By the territories of their planning area; an area without any is the whole municipality."""
    named = PlanningArea.territories.through.objects.all()
    areas = named.filter(territory__in=place.territories).values("planningarea")
    whole = Q(call__institution__in=place.governing) & ~Q(area__in=named.values("planningarea"))
    return projects.filter(Q(area__in=areas) | whole)


def _found(projects: QuerySet[Project], most: int) -> Found:
    rows = projects.select_related("call").prefetch_related("area__territories")
    spent = rows.annotate(spent_cents=Sum("expenses__cents", filter=Q(expenses__taken_back_at=None)))
    return Found(projects.count(), [_record(each, each.spent_cents) for each in spent[:most]])


def _record(project: Project, spent_cents: int | None) -> PlaceRecord:
    announced = project.call.results_announced_at
    spent = _("spent: %(money)s") % {"money": money_words(spent_cents)} if spent_cents else ""
    facts = (_("participatory budget"), money_words(project.cost_cents), spent, str(project.get_state_display()))
    return PlaceRecord(
        title=project.title,
        address=project.get_absolute_url(),
        language=project.language,
        day=project.done_date or (timezone.localdate(announced) if announced else None),
        facts=tuple(filter(None, facts)),
        territories=tuple(each.pk for each in project.area.territories.all()),
        institution=project.call.institution_id,
    )
