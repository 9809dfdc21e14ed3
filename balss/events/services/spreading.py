"""Where else an event is shown: in the one feed of opportunities, and in the search."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from balss.events.models import Event, Kind, State
from balss.participation.models import OpportunityKind
from balss.participation.services import Announcement, announce, retract
from balss.plan.services import recount
from balss.search.services import index
from balss.shared.permissions import Actor

ORIGIN = "events"
SEARCH_KIND = "events.event"


def spread(event: Event, *, by: Actor, now: datetime, was_held: bool = False) -> None:
    """Show what an event is now wherever it is shown; in the transaction of the change, after it is written.

    In the feed it opens when it begins, so that it stands among what is coming until then. What was cancelled is
    retracted with its reason; what was held stays, is over by the clock, and counts for the plan;
    `was_held` says that it did so until now.
    """
    index(SEARCH_KIND, [event.slug])
    if was_held or event.state in (State.HELD, State.CANCELLED):
        recount(now=now, room=ORIGIN)
    if event.state == State.CANCELLED:
        retract(origin=ORIGIN, key=event.slug, reason=event.cancel_reason, now=now, tells=False)
    elif event.is_announced:
        with translation.override("lv"):
            announce(_announcement(event), by=by, now=now, tells=False)  # `news` does, in words of its own


def _announcement(event: Event) -> Announcement:
    is_meeting = event.kind == Kind.PUBLIC_MEETING
    phone = event.contact_phone
    return Announcement(
        origin=ORIGIN,
        key=event.slug,
        kind=OpportunityKind.PUBLIC_MEETING if is_meeting else OpportunityKind.EVENT,
        institution=event.institution,
        title=event.title,
        summary=event.summary,
        address=event.get_absolute_url(),
        opens_at=event.starts_at,
        closes_at=event.ends_at,
        offline=_("Register by phone: %(phone)s.") % {"phone": phone} if phone else "",
        contact=", ".join(filter(None, [event.contact_email, phone])),
        process=event.process,
        language=event.language,
        translations=event.translations,
        topics=event.topics.all(),
        territories=[event.territory] if event.territory else [],
        audiences=event.audiences.all(),
    )
