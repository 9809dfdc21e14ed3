"""Cases of an institution on its own page."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from balss.library.queries import Wanted, find_cases, for_list
from balss.places.models import Institution
from balss.shared.http import Request

SHOWN = 5


def institution_panel(body: Institution, request: Request) -> str | None:
    """The newest of its cases; None where it has published none."""
    found = list(for_list(find_cases(Wanted(institution=body)))[:SHOWN])
    if not found:
        return None
    context = {"cases": found, "body": body, "today": timezone.localdate(request.now)}
    return render_to_string("library/institution_panel.html", context, request)


def institution_feed(body: Institution, request: Request) -> str:
    return f"{reverse('library:cases_atom')}?iestade={body.slug}"
