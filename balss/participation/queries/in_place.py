"""What of participation happens in a place: what one can take part in, what is being decided, what came of it."""

from datetime import date, datetime
from typing import TypeVar

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from balss.core.calendar.riga import day_in_riga
from balss.participation.models import Decision, Opportunity, OpportunityKind, OutcomeReport, Process
from balss.participation.queries.feed import for_list
from balss.shared.place_records import Found, PlaceRecord, Whereabouts

Row = TypeVar("Row", bound=Model)


def opportunities_in(place: Whereabouts, now: datetime, most: int) -> Found:
    """Open now, wherever they are kept: other rooms announce theirs in the same feed. Events stand among meetings."""
    found = _of(Opportunity.objects.open(now).listed(), Opportunity.territories.through, place).exclude(
        kind=OpportunityKind.EVENT
    )
    rows = for_list(found).order_by(F("closes_at").asc(nulls_last=True), "id").prefetch_related("territories")
    return Found(
        found.count(),
        [
            _record(
                each, day=each.last_date, until=each.last_date,
                facts=(str(each.get_kind_display()), str(each.words("question"))),
            )
            for each in rows[:most]
        ],
    )  # fmt: skip


def processes_in(place: Whereabouts, now: datetime, most: int) -> Found:
    """Under way."""
    found = _of(Process.objects.filter(state=Process.State.UNDER_WAY), Process.territories.through, place)
    rows = found.order_by("-published_at", "-id").prefetch_related("territories")
    return Found(
        found.count(),
        [
            _record(
                each, day=day_in_riga(each.published_at) if each.published_at else None,
                facts=(_("decided by: %(who)s") % {"who": each.decided_by},) if each.decided_by else (),
            )
            for each in rows[:most]
        ],
    )  # fmt: skip


def decisions_in(place: Whereabouts, now: datetime, most: int) -> Found:
    found = _of(Decision.objects.public(), Decision.territories.through, place)
    rows = found.order_by("-decided_date", "-id").prefetch_related("territories")
    return Found(
        found.count(),
        [_record(each, day=each.decided_date, facts=(str(each.get_progress_display()),)) for each in rows[:most]],
    )


def outcomes_in(place: Whereabouts, now: datetime, most: int) -> Found:
    """Published outcome reports: what participation changed."""
    about = _of(Opportunity.objects.public(), Opportunity.territories.through, place)
    found = OutcomeReport.objects.filter(
        state=OutcomeReport.State.PUBLISHED, consultation__opportunity__in=about.order_by().values("pk")
    )
    rows = found.order_by("-published_at", "consultation_id").select_related("consultation__opportunity")
    records = []
    for report in rows.prefetch_related("consultation__opportunity__territories")[:most]:
        opportunity = report.consultation.opportunity
        title = opportunity.words("title")
        records.append(
            PlaceRecord(
                title=title.text,
                address=reverse("participation:outcome", args=[opportunity.public_id]),
                language=title.language,
                day=day_in_riga(report.published_at) if report.published_at else None,
                facts=(_("what participation changed"),),
                territories=tuple(each.pk for each in opportunity.territories.all()),
                institution=opportunity.institution_id,
            )
        )
    return Found(found.count(), records)


def _of(rows: QuerySet[Row], through: type[Model], place: Whereabouts) -> QuerySet[Row]:
    """Those that name one of the territories; or none at all, and are of an institution that governs one."""
    named = through._default_manager.filter(**{f"{rows.model._meta.model_name}_id": OuterRef("pk")})
    here = Exists(named.filter(territory_id__in=place.territories))
    return rows.filter(Q(here) | ~Exists(named) & Q(institution__in=place.governing))


def _record(
    row: Opportunity | Process | Decision, *, day: date | None, facts: tuple[str, ...], until: date | None = None
) -> PlaceRecord:
    """Prefetch `territories`."""
    title = row.words("title")
    return PlaceRecord(
        title=title.text,
        address=row.get_absolute_url(),
        language=title.language,
        day=day,
        until=until,
        facts=tuple(filter(None, facts)),
        territories=tuple(each.pk for each in row.territories.all()),
        institution=row.institution_id,
    )
