"""New and changed cases of good practice, as Atom (RFC 4287); the latest change first."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balss.core.atom import Entry, Feed, atom
from balss.library.forms import asked_for
from balss.library.models import PracticeCase
from balss.library.queries import find_cases, for_list
from balss.shared.feed_answers import feed_answer
from balss.shared.http import Request

MEDIA_TYPE = "application/atom+xml"
MOST = 60


@require_safe
def news(request: Request) -> HttpResponseBase:
    """Of all published cases, narrowed as the list is. One entry for each case, as it is now."""
    found = for_list(find_cases(asked_for(request.GET.dict(), today=timezone.localdate(request.now))))
    feed = Feed(
        id=f"tag:{urlsplit(settings.ORIGIN).hostname},2026-01-01:library/cases",
        title=_("Good practice: Balss"),
        language=get_language() or "lv",
        url=settings.ORIGIN + request.get_full_path(),
        page=settings.ORIGIN + reverse("library:cases"),
        author=settings.OPERATOR or "Balss",
        updated_at=request.now,
        entries=[_entry(case) for case in found.order_by("-updated_at", "-id")[:MOST]],
    )
    return feed_answer(request, atom(feed), MEDIA_TYPE, changed_at=feed.newest_at, file_name="laba-prakse.atom")


def _entry(case: PracticeCase) -> Entry:
    summary = case.words("summary")
    return Entry(
        id=f"tag:{urlsplit(settings.ORIGIN).hostname},2026-01-01:library/cases/{case.slug}",
        title=case.words("title").text,
        updated_at=case.updated_at,
        published_at=case.published_at or case.updated_at,
        url=settings.ORIGIN + case.get_absolute_url(),
        category=case.state,
        author=str(case.institution.name_on(timezone.localdate(case.updated_at))),
        summary=summary.text,
        language=summary.language,
    )
