"""The code with which an institution puts its list of opportunities on its own site, with a preview."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from balss.participation.forms.embedding import EmbedForm
from balss.participation.views.embedding import SHOWN
from balss.participation.views.workplace.own import own_institution
from balss.shared.embedding import previews
from balss.shared.http import Request

ROW_PIXELS, AROUND_PIXELS = 110, 130  # about so much room a row takes, and what stands around the rows
# No scripts and no forms in the frame; `allow-same-origin` lets it load its own style sheet, links open outside.
SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox"


@previews
@require_safe
def embed_code(request: Request) -> HttpResponse:
    institution = own_institution(request)
    today = timezone.localdate(request.now)
    form = EmbedForm(request.GET or None, institution=institution, on=today)
    parameters = form.parameters
    with override(form.language):
        title = _("Opportunities to take part")
        path = reverse("participation:embedded", args=[institution.slug])
        data = {name: reverse(f"participation:{name}") for name in ("feed_json", "feed_atom")}
    query = f"?{urlencode(parameters)}" if parameters else ""
    twin = "?" + urlencode({"iestade": institution.slug} | _for_data(parameters))
    context = {
        "institution": institution,
        "form": form,
        "preview": path + query,
        "title": title,
        "height": _height(parameters),
        "sandbox": SANDBOX,
        "code": _code(settings.ORIGIN + path + query, f"{title}: {institution.name_on(today)}", _height(parameters)),
        "json": settings.ORIGIN + data["feed_json"] + twin,
        "atom": settings.ORIGIN + data["feed_atom"] + twin,
    }
    return render(request, "participation/workplace/embed_code.html", context)


def _for_data(parameters: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in parameters.items() if name != "izskats"}


def _height(parameters: dict[str, str]) -> int:
    return int(parameters.get("skaits", SHOWN)) * ROW_PIXELS + AROUND_PIXELS


def _code(address: str, title: str, height: int) -> str:
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" style="border: 0" loading="lazy" sandbox="{}"></iframe>',
        address, title, height, SANDBOX,
    )  # fmt: skip
