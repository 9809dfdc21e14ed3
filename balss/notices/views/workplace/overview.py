"""Lists and news of the own institution, and that colleagues wait, said to who signs in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balss.notices.queries.lists import left_count, lists_of
from balss.notices.queries.news import news_of, waiting_for
from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import NotAllowed, Role, require

MOST_NEWS = 50


def own_institution(request: Request, action: str) -> Institution:
    """In whose name the visitor works. Raises NotAllowed for everybody else."""
    grant = request.actor.grant
    own = Institution.objects.prefetch_related("names").filter(pk=grant.institution_id or 0 if grant else 0).first()
    if own is None:
        raise NotAllowed(request.actor, action)
    require(request.actor, action, own, request.now)
    return own


@never_cache
@require_safe
def overview(request: Request) -> HttpResponse:
    own = own_institution(request, "notices.write_news")
    context = {
        "institution": own,
        "today": timezone.localdate(request.now),
        "lists": lists_of(own),
        "left": left_count(own),
        "news": news_of(own)[:MOST_NEWS],
    }
    return render(request, "notices/workplace/overview.html", context)


def account_note(request: Request) -> SafeString | None:
    """The way to the workplace, and how much of colleagues' news waits; for officials."""
    grant = request.actor.grant
    if grant is None or not request.actor.holds(Role.OFFICIAL) or grant.institution_id is None:
        return None
    if grant.scope not in ("", "notices"):
        return None
    waiting = waiting_for(request.actor, grant.institution_id)
    return render_to_string("notices/workplace/_note.html", {"waiting": waiting}, request=request)
