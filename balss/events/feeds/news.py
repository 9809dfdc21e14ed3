"""What happens to events, as Atom (RFC 4287): announced, moved, cancelled, held; the latest change first."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balss.core.atom import Entry, Feed, atom
from balss.events.forms import asked_for
from balss.events.models import Event, State
from balss.events.queries import find_events, for_list
from balss.events.queries.spans import span_words
from balss.shared.feed_answers import feed_answer
from balss.shared.http import Request

MEDIA_TYPE = "application/atom+xml"
MOST = 60
WORDS = 80


@require_safe
def news(request: Request) -> HttpResponseBase:
    """Of all public events, narrowed as the list is. One entry for each event, as it is now."""
    found = for_list(
        find_events(asked_for(request.GET.dict(), today=timezone.localdate(request.now), when="all"), now=request.now)
    )
    entries = [_entry(event) for event in found.order_by("-updated_at", "-id")[:MOST]]
    feed = Feed(
        id=f"tag:{urlsplit(settings.ORIGIN).hostname},2026-01-01:events",
        title=_("Events: Balss"),
        language=get_language() or "lv",
        url=settings.ORIGIN + request.get_full_path(),
        page=settings.ORIGIN + reverse("events:events"),
        author=settings.OPERATOR or "Balss",
        updated_at=request.now,
        entries=entries,
    )
    return feed_answer(request, atom(feed), MEDIA_TYPE, changed_at=feed.newest_at, file_name="notikumi.atom")


def _entry(event: Event) -> Entry:
    title, summary = event.words("title"), event.words("summary")
    said = {
        State.MOVED: _("Moved: %(title)s"),
        State.CANCELLED: _("Cancelled: %(title)s"),
        State.HELD: _("Held: %(title)s"),
    }.get(State(event.state), "%(title)s") % {"title": title.text}
    what = {State.CANCELLED: event.cancel_reason, State.HELD: event.outcome}.get(State(event.state), summary.text)
    when = span_words(event.starts_at, event.ends_at)
    return Entry(
        id=f"tag:{urlsplit(settings.ORIGIN).hostname},2026-01-01:events/{event.slug}",
        title=said,
        updated_at=event.updated_at,
        published_at=event.published_at or event.updated_at,
        url=settings.ORIGIN + event.get_absolute_url(),
        category=event.state,
        author=str(event.institution.name_on(timezone.localdate(event.starts_at))),
        summary=f"{when}. {Truncator(what).words(WORDS)}",
        language=summary.language,
    )
