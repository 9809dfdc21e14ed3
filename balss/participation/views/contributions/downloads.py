"""What was said and answered as CSV, JSON and Atom; the fields are in `queries.said.FIELDS`."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balss.core.atom import Entry, Feed, atom
from balss.core.tabular import csv_text, json_lines
from balss.participation.models import Contribution, Opportunity, Removal
from balss.participation.queries.said import FIELDS, answer_of, rows_of, shown_name
from balss.participation.queries.threads import everything_said
from balss.participation.queries.version import version_of
from balss.participation.views.contributions.reading import consultation_of
from balss.participation.views.opportunities import readable
from balss.shared.downloads import CSV, JSON, OPEN, download
from balss.shared.http import Request
from balss.shared.permissions import ANONYMOUS, can

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
AT_ONCE = 500
NEWEST = 60
WORDS = 80


@require_safe
def contributions_csv(request: Request, public_id: UUID) -> HttpResponseBase:
    found = readable(request, public_id)
    rows = ({**row, "changes": " ".join(row["changes"])} for row in _rows(found))
    return download(
        request,
        lambda: csv_text(list(FIELDS), rows),
        media_type=CSV,
        version=_version(found, request),
        name="viedokli.csv",
        headers=OPEN,
    )


@require_safe
def contributions_json(request: Request, public_id: UUID) -> HttpResponseBase:
    found = readable(request, public_id)
    head = {
        "about": settings.ORIGIN + found.get_absolute_url(),
        "licence": LICENCE,
        "fields": {name: str(meaning) for name, meaning in FIELDS.items()},
    }
    return download(
        request,
        lambda: json_lines(head, {"contributions": _rows(found)}),
        media_type=JSON,
        version=_version(found, request),
        headers=OPEN,
    )


@require_safe
def contributions_atom(request: Request, public_id: UUID) -> HttpResponseBase:
    """What was said last, as it stands now."""
    found = readable(request, public_id)
    return download(
        request,
        lambda: [atom(_feed(found, request))],
        media_type="application/atom+xml; charset=utf-8",
        version=_version(found, request),
        name="viedokli.atom",
        inline=True,
        headers=OPEN,
    )


def _version(found: Opportunity, request: Request) -> tuple[object, ...] | None:
    """None for what not everybody may read yet."""
    is_everybodys = can(ANONYMOUS, "participation.view_opportunity", found, request.now)
    return version_of(found) if is_everybodys else None


def _feed(found: Opportunity, request: Request) -> Feed:
    newest = everything_said(consultation_of(found)).filter(state=Contribution.State.PUBLISHED)
    newest = newest.order_by("-published_at", "-id")[:NEWEST]
    return Feed(
        id=_tag(f"opportunity/{found.public_id}"),
        title=_("What people say: %(title)s") % {"title": found.title},
        language=get_language() or "lv",
        url=settings.ORIGIN + request.get_full_path(),
        page=settings.ORIGIN + found.get_absolute_url(),
        author=settings.OPERATOR or "Balss",
        updated_at=found.updated_at,
        entries=[_entry(found, said) for said in newest],
    )


def _entry(found: Opportunity, said: Contribution) -> Entry:
    who = said.organisation or shown_name(said) or _("a participant")
    answer = answer_of(said)
    return Entry(
        id=_tag(f"contribution/{said.receipt}"),
        title=f"{said.get_kind_display().capitalize()}: {who}",
        updated_at=max(filter(None, (said.updated_at, answer.published_at if answer else None))),
        published_at=said.published_at or said.updated_at,
        url=settings.ORIGIN + reverse("participation:thread", args=[found.public_id, said.receipt]),
        category=answer.verdict if answer else said.kind,
        author=who,
        summary=Truncator(said.text).words(WORDS),
        language=said.language,
    )


def _tag(what: str) -> str:
    return f"tag:{urlsplit(settings.ORIGIN).hostname},2026-01-01:{what}"


def _rows(found: Opportunity) -> Iterator[dict[str, Any]]:
    """In steps, so that many contributions need no memory."""
    removals = Prefetch("removals", Removal.objects.exclude(state=Removal.State.REVERSED), to_attr="removals_in_force")
    said = everything_said(consultation_of(found)).prefetch_related(removals, "response__changes")
    yield from rows_of(said.iterator(chunk_size=AT_ONCE))
