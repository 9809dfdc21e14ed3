"""Leaving an institution's lists by the link of a letter, and its public news.

Opening a link changes nothing, because programs that check letters open links too: a button does.
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from balss.notices.models import News
from balss.notices.services import lists
from balss.shared.http import Request
from balss.shared.markdown import render_markdown


@csrf_exempt  # RFC 8058: the mail program posts, without any page of ours; the signed link is the right
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave_list(request: Request, link: str) -> HttpResponse:
    """Leave. Asking shows a button and changes nothing; posting twice is no harm."""
    held = lists.held_link_of(link)
    institution = held.contact.address_list.institution if held else None
    left = held is None
    if request.method == "POST" and held is not None:
        lists.leave(held=held, by=request.actor, now=request.now)
        left = True
    context = {"held": held, "institution": institution, "left": left, "today": timezone.localdate(request.now)}
    return render(request, "notices/leave_list.html", context)


@require_safe
def institution_news(request: Request, news_id: int) -> HttpResponse:
    """News that went to everybody who follows the institution."""
    public = News.objects.filter(state=News.State.SENT, to_followers=True)
    news = get_object_or_404(public.select_related("institution").prefetch_related("institution__names"), pk=news_id)
    language = news.language_for(get_language() or "lv")
    title, text = news.words_in(language)
    context = {
        "news": news,
        "title": title,
        "language": language,
        "html": render_markdown(text),
        "day": timezone.localdate(news.sent_at),
    }
    return render(request, "notices/institution_news.html", context)
