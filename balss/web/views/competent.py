"""“Who is competent?”: a question in own words, and whose task it is."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from balss.core.calendar import rule_book
from balss.places.models import Institution
from balss.shared.http import Request
from balss.web.forms import QuestionForm
from balss.web.queries.competent import Answer, answer_to

EXAMPLES = (
    _("who clears the snow in our street"),
    _("where to apply for a place in a nursery"),
    _("the shop does not give the money back"),
)


@require_safe
def competent(request: Request) -> HttpResponse:
    """`?q=` is the question, `?kur=` the place in own words."""
    today = timezone.localdate(request.now)
    form = QuestionForm(request.GET or None, on=today)
    answer = _answer(request, form)
    forward = rule_book().rule_at("subm.forward", on=today)
    context = {
        "form": form,
        "asked": form.cleaned_data["q"] if answer else "",
        "answer": answer,
        "today": today,
        "examples": () if answer else EXAMPLES,
        "chancellery": Institution.objects.filter(code="VK").first() if answer and not answer.rows else None,
        "forward": forward,
        "forward_article": forward.article_name(get_language() or "lv"),
    }
    return render(request, "web/competent.html", context, status=422 if form.is_bound and not answer else 200)


@require_safe
def competent_json(request: Request) -> JsonResponse:
    answer = _answer(request, QuestionForm(request.GET, on=timezone.localdate(request.now)))
    rows = answer.rows if answer else []
    content = {
        "place": answer.competents.place.territory.slug if answer and answer.competents.place else "",
        "competent": [
            {
                "institution": each.institution.code if each.institution else "",
                "local": each.institution is None,
                "tasks": [{"name": task.lv, "basis": task.basis} for task in each.competences],
                "open": [str(opportunity.public_id) for opportunity in found],
            }
            for each, found in rows
        ],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, status=200 if answer else 422)


def _answer(request: Request, form: QuestionForm) -> Answer | None:
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    return answer_to(asked["q"], where=asked["kur"], actor=request.actor, now=request.now)
