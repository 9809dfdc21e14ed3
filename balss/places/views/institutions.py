"""The list of institutions, and the page of one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from balss.core.calendar import rule_book
from balss.places.forms import DirectoryForm, unit_name
from balss.places.models import Institution, InstitutionKind
from balss.places.queries import institutions_on, profile_of
from balss.shared.http import Request
from balss.shared.panels import institution_panels
from balss.shared.permissions import can


@require_safe
def directory(request: Request) -> HttpResponse:
    """Institutions by kind; `?q=` finds by any name, `?kind=` narrows to one kind."""
    day = timezone.localdate(request.now)
    form = DirectoryForm(request.GET)
    words, kind = (form.cleaned_data["q"], form.cleaned_data["kind"]) if form.is_valid() else ("", "")
    found = institutions_on(day, kind=kind, words=words)
    sections = [
        (label, [institution for institution in found if institution.kind == value])
        for value, label in InstitutionKind.choices
    ]
    context = {
        "day": day,
        "words": words,
        "kind": kind,
        "form": form,
        "sections": [(label, institutions) for label, institutions in sections if institutions],
        "count": len(found),
    }
    return render(request, "places/institutions.html", context)


@require_safe
def institution(request: Request, slug: str) -> HttpResponse:
    """What an institution is, was, and belongs to; and what other rooms say about it."""
    body = get_object_or_404(
        Institution.objects.select_related("parent", "territory").prefetch_related(
            "names", "aliases", "parent__names", "territory__versions__parent__versions"
        ),
        slug=slug,
    )
    day = timezone.localdate(request.now)
    panels = [(panel, panel.render(body, request)) for panel in institution_panels]
    feeds = [(panel.title, panel.feed(body, request)) for panel, html in panels if html is not None]
    profile = profile_of(body, on=day)
    language = request.LANGUAGE_CODE
    context = {
        "profile": profile,
        "institution": body,
        "day": day,
        "region": profile.area.parent.version_on(day) if profile.area and profile.area.parent else None,
        "settings": [
            (rule_book().rule(setting.rule_id), setting, unit_name(setting.unit, language))
            for setting in profile.settings
        ],
        "language": language,
        "panels": [
            (panel, mark_safe(html))  # noqa: S308  (each room renders its own template)
            for panel, html in panels
            if html is not None
        ],
        "feeds": [(title, url) for title, url in feeds if url],
        "may_change": can(request.actor, "places.change_institution", body, request.now),
        "exists": body.valid_to is None or body.valid_to >= day,
        "may_set": can(request.actor, "places.set_legal_parameter", body, request.now),
    }
    return render(request, "places/institution.html", context)
