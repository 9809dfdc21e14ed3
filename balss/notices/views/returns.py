"""What came back, for those who run the installation: what it was taken for, and that most of it changed nothing."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balss.notices.queries.returns import latest_returns, return_figures
from balss.shared.http import Request
from balss.shared.permissions import require

PAGE_LENGTH = 50


@require_safe
@never_cache
def returns(request: Request) -> HttpResponse:
    require(request.actor, "notices.see_outbox", None, request.now)
    counted = return_figures(request.now)
    context = {
        "heading": _("What came back"),
        "figures": [
            (counted.undelivered, _("not delivered in 30 days")),
            (counted.complaints, _("complaints in 30 days")),
            (counted.paused, _("addresses paused now")),
        ],
        "list_caption": _("Messages that came back"),
        "page": Paginator(latest_returns(), PAGE_LENGTH).get_page(request.GET.get("page")),
    }
    return render(request, "notices/returns.html", context)
