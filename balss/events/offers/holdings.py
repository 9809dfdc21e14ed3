"""What this room holds about people: registrations, and the names of speakers in public programmes."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balss.events.models import (
    Attendance,
    Event,
    Material,
    MediaPresence,
    Move,
    ProgrammeItem,
    Registration,
    Speaker,
)
from balss.shared.personal_data import Holding, Retention, holdings

holdings.pin(
    Holding(
        Registration,
        title=_("Your registrations for events"),
        rows=lambda subject: Registration.objects.filter(
            Q(account__in=subject.account_ids) | Q(email__in=subject.emails)
        ).select_related("event", "audience"),
        exported=(
            "event", "name", "email", "phone", "organisation", "audience", "needs", "is_online", "language", "channel",
            "standing", "created_at", "queued_at", "cancelled_at", "came_at",
        ),
        deletes_rows=True,
        retention=Retention(
            "event__ends_at",
            timedelta(days=settings.EVENT_REGISTRATION_DAYS),
            _("A registration for an event: %(days)d days after the event"),
        ),
    ),
    Holding.none(
        Speaker,
        reason="who speaks in public, with the office that they speak for, as the organiser's programme names them",
    ),
    Holding.none(Event, reason="a public event of an institution; contacts are the office's"),
    *(
        Holding.none(model, reason="part of a public event, about no person")
        for model in (Attendance, Material, MediaPresence, Move, ProgrammeItem)
    ),
)  # fmt: skip
