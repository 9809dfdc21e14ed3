"""Published drafts as CSV and JSON, narrowed as the list is, and the provisions of each; what the fields mean stands at
/tiesibu-aktu-projekti/dati/."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.core.tabular import csv_text, json_lines
from balss.drafts.forms import asked_for
from balss.drafts.models import Draft, DraftQuerySet, Wording, WordingQuerySet
from balss.drafts.queries import find_drafts, for_page
from balss.drafts.queries.facts import (
    FIELDS,
    PROVISION_FIELDS,
    facts_of,
    facts_of_provision,
    facts_of_versions,
    flat,
)
from balss.ledger.queries import committed_so_far
from balss.shared.downloads import CSV, JSON, OPEN, download
from balss.shared.http import Request

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@require_safe
def data(request: Request) -> HttpResponse:
    """Every download, and what its fields mean."""
    context = {"fields": FIELDS.items(), "provision_fields": PROVISION_FIELDS.items()}
    return render(request, "drafts/data.html", context)


@require_safe
def drafts_csv(request: Request) -> HttpResponseBase:
    return download(
        request,
        lambda: csv_text(list(FIELDS), (flat(facts_of(draft)) for draft in _found(request))),
        media_type=CSV,
        version=_version(request),
        name="tiesibu-aktu-projekti.csv",
        headers=OPEN,
    )


@require_safe
def drafts_json(request: Request) -> HttpResponseBase:
    return download(
        request,
        lambda: json_lines(_head(FIELDS), {"drafts": map(facts_of, _found(request))}),
        media_type=JSON,
        version=_version(request),
        headers=OPEN,
    )


@require_safe
def draft_json(request: Request, slug: str) -> HttpResponseBase:
    """One draft with its versions and the provisions of the newest."""
    draft = get_object_or_404(for_page(Draft.objects.public()), slug=slug)
    head = _head(FIELDS | {"provisions": dict(PROVISION_FIELDS)}) | {"draft": facts_of(draft)}
    return download(
        request,
        lambda: json_lines(
            head,
            {
                "versions": facts_of_versions(draft.versions.all()),
                "provisions": (facts_of_provision(draft, row) for row in _provisions(draft)),
            },
        ),
        media_type=JSON,
        version=_version(request),
        headers=OPEN,
    )


@require_safe
def draft_csv(request: Request, slug: str) -> HttpResponseBase:
    """The provisions of the newest version."""
    draft = get_object_or_404(Draft.objects.public(), slug=slug)
    return download(
        request,
        lambda: csv_text(list(PROVISION_FIELDS), (facts_of_provision(draft, row) for row in _provisions(draft))),
        media_type=CSV,
        version=_version(request),
        name=f"{draft.slug}.csv",
        headers=OPEN,
    )


def _provisions(draft: Draft) -> WordingQuerySet:
    return Wording.objects.filter(version__draft=draft).newest().select_related("provision")


def _head(fields: Mapping[str, object]) -> dict[str, object]:
    said = {
        name: str(meaning) if not isinstance(meaning, dict) else {key: str(each) for key, each in meaning.items()}
        for name, meaning in fields.items()
    }
    return {"about": settings.ORIGIN + reverse("drafts:data"), "licence": LICENCE, "fields": said}


def _found(request: Request) -> DraftQuerySet:
    return for_page(find_drafts(asked_for(request.GET.dict(), today=timezone.localdate(request.now))))


def _version(request: Request) -> tuple[object, ...]:
    """Every change of a public draft is a deed; of a process or opportunity that it names, too."""
    return committed_so_far()
