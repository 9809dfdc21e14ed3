"""News of the own institution: written, looked at as a letter, approved by a second person, counted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balss.notices.forms.workplace import NewsForm
from balss.notices.models import News
from balss.notices.queries.news import reached_by
from balss.notices.services import news as services
from balss.notices.services.news.preview import preview_of
from balss.notices.views.workplace.overview import own_institution
from balss.shared.http import Request
from balss.shared.permissions import can, require
from balss.shared.refusals import Refused

WRITE, APPROVE = "notices.write_news", "notices.approve_news"
forms_only = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@forms_only
def new_news(request: Request) -> HttpResponse:
    own = own_institution(request, WRITE)
    form = NewsForm(request.POST or None, institution=own)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_news(institution=own, draft=form.draft(), by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("notices:news", made.pk)
    return _form(request, form, None)


@never_cache
@forms_only
def change_news(request: Request, news_id: int) -> HttpResponse:
    held = _own_news(request, news_id)
    opened = {"version": held.version}
    form = NewsForm(request.POST or None, institution=held.institution, instance=held, initial=opened)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            services.change_news(news=held, draft=form.draft(), version=version, by=request.actor, now=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("notices:news", held.pk)
    return _form(request, form, held)


@never_cache
@require_safe
def news_page(request: Request, news_id: int) -> HttpResponse:
    """The letter as it will be, whom it reaches, and what can be done now."""
    held = _own_news(request, news_id)
    context = {
        "news": held,
        "preview": preview_of(held, request.now),
        "may_approve": can(request.actor, APPROVE, held, request.now),
        "reached": reached_by(held) if held.state == News.State.SENT else None,
    }
    return render(request, "notices/workplace/news.html", context)


@require_POST
def news_deed(request: Request, news_id: int) -> HttpResponse:
    """What is pressed on the page of news."""
    held, do = _own_news(request, news_id), request.POST.get("do", "")
    try:
        if do == "discard":
            services.discard_news(news=held, by=request.actor, now=request.now)
            messages.success(request, _("The draft is forgotten."))
            return redirect("notices:workplace")
        if do == "approve":
            version = request.POST.get("version", "")
            read = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
            services.approve_news(news=held, version=read, by=request.actor, now=request.now)
            messages.success(request, _("Approved. Until it leaves it can be taken back."))
        elif do == "propose":
            services.propose_news(news=held, by=request.actor, now=request.now)
            messages.success(request, _("A colleague has to read and approve it now."))
        elif do == "take_back":
            services.take_news_back(news=held, by=request.actor, now=request.now)
            messages.success(request, _("It is a draft again, and does not leave."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("notices:news", held.pk)


def _form(request: Request, form: NewsForm, held: News | None) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "notices/workplace/change_news.html", {"form": form, "news": held}, status=status)


def _own_news(request: Request, news_id: int) -> News:
    found = get_object_or_404(News.objects.select_related("institution"), pk=news_id)
    require(request.actor, WRITE, found, request.now)
    return found
