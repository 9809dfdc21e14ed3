"""Following on the page of an institution."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import can


def institution_panel(institution: Institution, request: Request) -> str | None:
    context = {
        "institution": institution,
        "sees_gateway": can(request.actor, "notices.see_gateway", institution, request.now),
    }
    return render_to_string("notices/institution_panel.html", context, request=request)


def institution_feed(institution: Institution, request: Request) -> str:
    return f"{reverse('notices:public_atom')}?{urlencode({'ko': f'places.institution:{institution.slug}'})}"
