"""The list of opportunities of an institution for its own site: a page in a frame, without cookies and scripts."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.participation.forms.feed import count_in, sought_in
from balss.participation.queries.facts import state_of
from balss.participation.queries.feed import for_list, opportunities
from balss.places.models import Institution
from balss.shared.embedding import embeddable
from balss.shared.http import Request

SHOWN, MOST = 5, 20
LOOKS = {"gaiss": "light", "tumss": "dark"}  # else "auto", as the reader's machine has it


@embeddable
@require_safe
def embedded(request: Request, slug: str) -> HttpResponse:
    """The same for everybody: who asks is not looked at."""
    institution = get_object_or_404(Institution.objects.prefetch_related("names"), slug=slug)
    query = request.GET.dict() | {"iestade": slug}
    count = count_in(query, shown=SHOWN, most=MOST)
    found = list(for_list(opportunities(sought_in(query), request.now))[: count + 1])
    context = {
        "institution": institution,
        "rows": [(each, state_of(each, request.now)) for each in found[:count]],
        "has_more": len(found) > count,
        "look": LOOKS.get(query.get("izskats", ""), "auto"),
        "today": timezone.localdate(request.now),
    }
    return render(request, "participation/embedded.html", context)
