"""New drafts and new versions, as Atom (RFC 4287); the newest first."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balss.core.atom import Entry, Feed, atom
from balss.drafts.forms import asked_for
from balss.drafts.models import Version
from balss.drafts.queries import find_drafts
from balss.shared.feed_answers import feed_answer
from balss.shared.http import Request

MEDIA_TYPE = "application/atom+xml"
MOST = 60


@require_safe
def news(request: Request) -> HttpResponseBase:
    """Of all published drafts, narrowed as the list is. One entry for each version."""
    wanted = find_drafts(asked_for(request.GET.dict(), today=timezone.localdate(request.now)))
    rows = Version.objects.filter(draft__in=wanted.order_by().values("pk")).order_by("-published_at", "-id")
    rows = rows.select_related("draft__institution").prefetch_related("draft__institution__names")
    feed = Feed(
        id=f"tag:{urlsplit(settings.ORIGIN).hostname},2026-01-01:drafts",
        title=_("Drafts of legal acts: Balss"),
        language=get_language() or "lv",
        url=settings.ORIGIN + request.get_full_path(),
        page=settings.ORIGIN + reverse("drafts:drafts"),
        author=settings.OPERATOR or "Balss",
        updated_at=request.now,
        entries=[_entry(version) for version in rows[:MOST]],
    )
    return feed_answer(
        request, atom(feed), MEDIA_TYPE, changed_at=feed.newest_at, file_name="tiesibu-aktu-projekti.atom"
    )


def _entry(version: Version) -> Entry:
    draft = version.draft
    title, summary = draft.words("title"), draft.words("summary")
    number = {"title": title.text, "number": version.number}
    return Entry(
        id=f"tag:{urlsplit(settings.ORIGIN).hostname},2026-01-01:drafts/{draft.slug}/{version.number}",
        title=_("%(title)s (version %(number)d)") % number,
        updated_at=version.published_at,
        published_at=version.published_at,
        url=settings.ORIGIN + version.get_absolute_url(),
        category=draft.kind,
        author=str(draft.institution.name_on(timezone.localdate(version.published_at))),
        summary=version.note or summary.text,
        language=draft.language,
    )
