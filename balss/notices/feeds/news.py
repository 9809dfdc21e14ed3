"""News as Atom: one entry for each thing that happened, the newest first."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balss.core.atom import Entry, Feed, atom
from balss.notices.queries.found import found_of
from balss.notices.queries.recent import recent
from balss.notices.queries.window import Item
from balss.shared.feed_answers import feed_answer, whole
from balss.shared.followables import Followable, Thing
from balss.shared.http import Request

LATEST = 60
NEWS_FOR = timedelta(days=90)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def atom_answer(
    request: Request, things: Collection[Thing], title: str, *, page: str, says_why: bool = False
) -> HttpResponseBase:
    """The latest news of the things; where it is said why, only who follows them shall read it."""
    items = recent(things, since=request.now - NEWS_FOR, most=LATEST)
    names = found_of({thing for item in items for thing in item.why}) if says_why else {}
    address = settings.ORIGIN + request.get_full_path()
    feed = Feed(
        id=address,
        title=_("%(names)s: Balss") % {"names": title or _("What I follow")},
        language=get_language() or "lv",
        url=address,
        page=settings.ORIGIN + page,
        author=settings.OPERATOR or "Balss",
        updated_at=NEVER,
        entries=[_entry(item, names) for item in items],
    )
    return feed_answer(request, atom(feed), "application/atom+xml", changed_at=feed.newest_at, file_name="jaunumi.atom")


def _entry(item: Item, names: dict[Thing, Followable]) -> Entry:
    happening, language = item.happening, get_language() or "lv"
    why = ", ".join(names[thing].name(language) for thing in item.why if thing in names)
    last_day = date_format(happening.until, "DATE_FORMAT") if happening.until else ""
    said = [
        f"{item.kind}.",
        _("Last day: %(day)s.") % {"day": last_day} if last_day else "",
        _("You follow: %(names)s") % {"names": why} if why else "",
    ]
    return Entry(
        id=f"tag:{urlsplit(settings.ORIGIN).hostname},2026-01-01:happenings/{happening.pk}",
        title=item.title(language),
        updated_at=happening.created_at,
        published_at=happening.created_at,
        url=whole(item.address(language)),
        category=item.kind,
        author=settings.OPERATOR or "Balss",
        summary=" ".join(filter(None, said)),
        language=language,
    )
