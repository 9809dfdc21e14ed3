"""Events are followed, and these are their news."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.events.queries.followed import events
from balss.events.services.news import EVENT
from balss.shared.followables import FollowKind, HappeningKind, followables, happening_kinds

followables.pin(FollowKind(EVENT, pgettext_lazy("things followed", "Events"), events, order=60))
happening_kinds.pin(
    HappeningKind("events.event_published", _("New event")),
    HappeningKind("events.event_moved", _("Event moved")),
    HappeningKind("events.event_cancelled", _("Event cancelled")),
    HappeningKind("events.event_held", _("What came of an event")),
)
