"""The page where one says something: signed in or as a guest, whole or as a draft; nothing typed is ever lost.

A form whose session ended meanwhile, that came too late or too often, or that the rules refuse, is shown again with
all its words and why it was not taken. Therefore the view looks itself at whether the form is ours.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from balss.participation.forms.refused import tell
from balss.participation.forms.saying import SayForm, initial_of, opened
from balss.participation.models import Consultation, Contribution
from balss.participation.services.contributions import contribute, discard_draft, save_draft
from balss.participation.services.refusals import ChangedMeanwhile
from balss.participation.views.contributions.reading import consultation_of
from balss.participation.views.opportunities import readable
from balss.people.models import Person
from balss.shared.files import FileRefused, StoreUnavailable, store
from balss.shared.http import Request
from balss.shared.own_forms import is_from_our_page
from balss.shared.permissions import NotAllowed, can
from balss.shared.rate_limits import TooManyTries, address_of, count_try
from balss.shared.refusals import Refused

ATTACHMENT = "participation.attachment"
RECEIPT_SALT = "receipt of a contribution"
TIMES, PER = 30, timedelta(hours=1)  # from one address: a library or a school sits behind one

forms_only = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt  # looked at in `_why_not`, which keeps what was typed
@never_cache
@forms_only
def say(request: Request, public_id: UUID) -> HttpResponse:
    consultation = consultation_of(readable(request, public_id))
    parent = _parent(request, consultation)
    if request.method == "POST":
        return _receive(request, consultation, parent)
    if not can(request.actor, "participation.contribute", consultation, request.now):
        if consultation.opportunity.is_open(request.now):
            raise NotAllowed(request.actor, "participation.contribute", consultation)
        return _show(request, consultation, parent, None)
    draft = _draft_of(request, consultation, parent)
    person = Person.objects.filter(pk=request.actor.person_id or 0).first()
    first = initial_of(draft) if draft else {"name": person.name if person else ""}
    keys: dict[str, Any] = {"submission_key": draft.submission_key if draft else uuid4(), "opened": opened(request.now)}
    if draft:
        keys["version"] = draft.version
    return _show(request, consultation, parent, _form(request, consultation, parent, initial=first | keys), draft=draft)


def _receive(request: Request, consultation: Consultation, parent: Contribution | None) -> HttpResponse:
    draft = _draft_with(request.POST.get("submission_key", ""), request)
    kept = initial_of(draft) | {"version": draft.version} if draft else {}
    form = _form(request, consultation, parent, data=request.POST, files=request.FILES, initial=kept)
    by_itself = "X-Autosave" in request.headers
    if refusal := _why_not(request, consultation):
        if by_itself:
            return JsonResponse({"saved": False, "message": refusal})
        return _refused(request, consultation, parent, form, refusal, 403)
    if by_itself or "draft" in request.POST:
        return _keep(request, consultation, parent, form, by_itself=by_itself)
    if "discard" in request.POST:
        return _discard(request, consultation, parent)
    if not form.is_valid():
        return _show(request, consultation, parent, form, status=422)
    try:
        count_try("participation.say", address_of(request), times=TIMES, per=PER, now=request.now)
        said = _send(request, consultation, parent, form)
    except TooManyTries as too_many:
        words = _(
            "Too much was sent from this place in a short time. Your words are still here: try again in %(count)d "
            "minutes."
        )
        return _refused(request, consultation, parent, form, words % {"count": too_many.minutes}, 429)
    except FileRefused as refused:
        return _refused(request, consultation, parent, form, refused.message, 422)
    except StoreUnavailable as unavailable:
        return _refused(request, consultation, parent, form, unavailable.message, 503)
    except Refused as refused:
        return _refused(request, consultation, parent, form, refused, 409)
    return redirect("participation:receipt", signing.Signer(salt=RECEIPT_SALT).sign_object(said.pk))


@transaction.atomic
def _send(request: Request, consultation: Consultation, parent: Contribution | None, form: SayForm) -> Contribution:
    """Files are kept together with what they belong to, or not at all."""
    key = form.cleaned_data["submission_key"]
    known = Contribution.objects.filter(submission_key=key).exclude(state=Contribution.State.DRAFT).exists()
    uploads = [] if known else form.cleaned_data.get("attachments") or []
    files = [
        store(upload, by=request.actor, now=request.now, name=upload.name or "", public=False, guard=ATTACHMENT)
        for upload in uploads
    ]
    return contribute(
        consultation=consultation, submission_key=key, said=form.said, speaker=form.speaker, parent=parent,
        attachments=files, signs=form.signs(request.now), draft_version=form.cleaned_data.get("version") or 0,
        by=request.actor, now=request.now,
    )  # fmt: skip


def _keep(
    request: Request, consultation: Consultation, parent: Contribution | None, form: SayForm, *, by_itself: bool
) -> HttpResponse:
    form.is_valid()
    key = form.cleaned_data.get("submission_key")
    try:
        if key is None:
            raise Http404
        draft = save_draft(
            consultation=consultation, submission_key=key, said=form.said, speaker=form.speaker, parent=parent,
            version=form.cleaned_data.get("version") or 0, by=request.actor, now=request.now,
        )  # fmt: skip
    except NotAllowed:
        words = _("A draft is kept for those who are signed in. Your words are still here: send them, or sign in.")
        if by_itself:
            return JsonResponse({"saved": False, "message": words})
        return _refused(request, consultation, parent, form, words, 403)
    except ChangedMeanwhile as refused:
        if by_itself:
            words = _("You have other words in this draft in another tab. Press “Keep as a draft” to see both.")
            return JsonResponse({"saved": False, "message": words})
        return _refused(request, consultation, parent, form, refused, 409)
    except Refused as refused:
        if by_itself:
            return JsonResponse({"saved": False, "message": refused.message})
        return _refused(request, consultation, parent, form, refused, 409)
    if by_itself:
        answer = {"saved": True, "message": _("Saved as a draft, which only you see."), "version": draft.version}
        return JsonResponse(answer)
    messages.success(request, _("Saved as a draft, which only you see."))
    return redirect(_address(consultation, parent))


def _discard(request: Request, consultation: Consultation, parent: Contribution | None) -> HttpResponse:
    draft = _draft_of(request, consultation, parent)
    if draft is not None:
        discard_draft(draft=draft, by=request.actor, now=request.now)
        messages.success(request, _("The draft is gone."))
    return redirect(_address(consultation, parent))


@require_safe
@never_cache
def receipt(request: Request, token: str) -> HttpResponse:
    """The number, and what happens next; says nothing of the words, for the address may be passed on."""
    try:
        pk = signing.Signer(salt=RECEIPT_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    said = get_object_or_404(Contribution.objects.select_related("consultation__opportunity__institution"), pk=pk)
    context = {
        "said": said,
        "opportunity": said.consultation.opportunity,
        "is_own": said.person_id is not None and said.person_id == request.actor.person_id,
        "today": timezone.localdate(request.now),
    }
    return render(request, "participation/contributions/receipt.html", context)


def _why_not(request: Request, consultation: Consultation) -> str:
    """Why what was sent cannot be taken now, in words; empty when it can."""
    if not is_from_our_page(request):
        return _("Your session was renewed while the page was open. Your words are still here: send them once more.")
    if request.actor.is_signed_in or consultation.takes_guests:
        return ""
    return _(
        "You are no longer signed in, and nothing was sent. Your words are still here: sign in in a new tab, come back "
        "to this one and send them again."
    )


def _parent(request: HttpRequest, consultation: Consultation) -> Contribution | None:
    number = request.GET.get("atbilde", "")
    if not number:
        return None
    return get_object_or_404(Contribution.objects.counted(), consultation=consultation, receipt=number)


def _draft_of(request: Request, consultation: Consultation, parent: Contribution | None) -> Contribution | None:
    if request.actor.person_id is None:
        return None
    drafts = Contribution.objects.filter(
        consultation=consultation, person=request.actor.person_id, parent=parent, state=Contribution.State.DRAFT
    )
    return drafts.order_by("-updated_at", "-id").first()


def _draft_with(key: str, request: Request) -> Contribution | None:
    """The own draft that the form which arrives was begun from, as it is by now."""
    try:
        drafts = Contribution.objects.filter(submission_key=UUID(key), state=Contribution.State.DRAFT)
    except ValueError:
        return None
    return drafts.filter(person=request.actor.person_id).first() if request.actor.person_id else None


def _form(request: Request, consultation: Consultation, parent: Contribution | None, **more: Any) -> SayForm:
    return SayForm(
        consultation=consultation,
        is_reply=parent is not None,
        is_signed_in=request.actor.is_signed_in,
        on=timezone.localdate(request.now),
        **more,
    )


def _address(consultation: Consultation, parent: Contribution | None) -> str:
    address = reverse("participation:say", args=[consultation.opportunity.public_id])
    return f"{address}?atbilde={parent.receipt}" if parent else address


def _refused(
    request: Request, consultation: Consultation, parent: Contribution | None, form: SayForm, why: Refused | str,
    status: int,
) -> HttpResponse:  # fmt: skip
    form.is_valid()
    if isinstance(why, str):
        form.add_error(None, why)
    else:
        tell(form, why)
    return _show(request, consultation, parent, form, status=status)


def _show(
    request: Request, consultation: Consultation, parent: Contribution | None, form: SayForm | None, *,
    status: int = 200, draft: Contribution | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "opportunity": consultation.opportunity,
        "consultation": consultation,
        "parent": parent,
        "form": form,
        "draft": draft,
        "today": timezone.localdate(request.now),
    }
    return render(request, "participation/contributions/say.html", context, status=status)
