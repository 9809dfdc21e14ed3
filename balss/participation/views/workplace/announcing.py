"""Materials of an opportunity: what goes on the institution's site, to the official gazette, to the press."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from balss.core.calendar.riga import day_in_riga
from balss.participation.forms.opportunities import NoticeSentForm
from balss.participation.models import Opportunity
from balss.participation.queries.legal import latest_official_notice
from balss.participation.queries.reading import opportunity_with_all
from balss.participation.services import change_opportunity
from balss.participation.views.material_texts import (
    Material,
    discussion_of,
    gazette_text,
    languages_of,
    press_text,
    short_texts,
    site_text,
)
from balss.participation.views.workplace.editing_processes import forms_only
from balss.shared.http import Request
from balss.shared.permissions import require
from balss.shared.refusals import Refused

FORMS = {"html": "text/html", "txt": "text/plain"}


@forms_only
def materials(request: Request, public_id: UUID) -> HttpResponse:
    """All of them in one language; of a draft the day can be noted on which the notice went to the gazette."""
    opportunity = _own(request, public_id)
    discussion = discussion_of(opportunity)
    form = NoticeSentForm(request.POST if request.method == "POST" else None, instance=discussion)
    may_note = discussion is not None and opportunity.state == Opportunity.State.DRAFT
    if request.method == "POST" and may_note and form.is_valid():
        return _note_sent(request, opportunity, form)
    offered = languages_of(opportunity)
    language = request.GET.get("valoda", "")
    language = language if language in offered else offered[0]
    opens_date = day_in_riga(opportunity.opens_at) if opportunity.opens_at else None
    with override(language):
        poster_url = reverse("participation:poster", args=[public_id])
    context: dict[str, Any] = {
        "opportunity": opportunity,
        "language": language,
        "tabs": [(name, f"?valoda={tag}", tag == language) for tag, name in _named(offered)],
        "site": site_text(opportunity, language, request.now),
        "press": press_text(opportunity, language, request.now),
        "gazette": gazette_text(opportunity, request.now),
        "shorts": short_texts(opportunity, language, request.now),
        "poster_url": poster_url,
        "discussion": discussion,
        "notice_due": latest_official_notice(opens_date).date if discussion and opens_date else None,
        "form": form if may_note else None,
        "today": timezone.localdate(request.now),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/workplace/materials.html", context, status=status)


@require_safe
def material(request: Request, public_id: UUID, name: str, form: str) -> HttpResponse:
    """One text as a file, in the language of the address."""
    opportunity = _own(request, public_id)
    language = request.GET.get("valoda", "")
    language = language if language in languages_of(opportunity) else languages_of(opportunity)[0]
    found = _text(opportunity, name, language, request)
    if found is None or form not in FORMS:
        raise Http404
    return HttpResponse(
        found.html if form == "html" else found.text + "\n",
        content_type=f"{FORMS[form]}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{opportunity.public_id}.{form}"'},
    )


def _text(opportunity: Opportunity, name: str, language: str, request: Request) -> Material | None:
    if name == "vestnesim":
        return gazette_text(opportunity, request.now)
    makers = {"lapai": site_text, "presei": press_text}
    return makers[name](opportunity, language, request.now) if name in makers else None


def _note_sent(request: Request, opportunity: Opportunity, form: NoticeSentForm) -> HttpResponse:
    try:
        change_opportunity(
            opportunity=opportunity, content={"notice_sent_date": form.cleaned_data["notice_sent_date"]},
            version=opportunity.version, by=request.actor, now=request.now,
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Saved."))
    return redirect("participation:materials", opportunity.public_id)


def _named(tags: list[str]) -> list[tuple[str, str]]:
    return [(tag, {"lv": "Latviski", "en": "English"}[tag]) for tag in tags]


def _own(request: Request, public_id: UUID) -> Opportunity:
    opportunity = get_object_or_404(opportunity_with_all(public_id))
    require(request.actor, "participation.manage_opportunity", opportunity, request.now)
    return opportunity
