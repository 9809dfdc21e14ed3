"""The staff of an institution, kept by its own administrator: who holds which role, invitations, deputies."""

from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balss.people.forms import DeputyForm, GrantForm, InvitationForm, end_of, start_of
from balss.people.models import Account, Invitation, RoleGrant
from balss.people.queries import staff_accounts, staff_of, staffed_institutions
from balss.people.services.invitations import InvitationClosed, invite, withdraw_invitation
from balss.people.services.roles import DeputyOutsideTheRole, RoleAlreadyHeld, appoint_deputy, end_role, grant_role
from balss.people.sign_in.acting import standing_of
from balss.places.models import Institution
from balss.shared.http import Request
from balss.shared.permissions import Role, can, require


@login_required
@require_safe
def institutions(request: Request) -> HttpResponse:
    """Whose staff one may manage: one's own institution's at once, for the administrator of Balss a list of all."""
    require(request.actor, "people.manage_staff", None, request.now)
    role = standing_of(request).role
    if role and role.institution:
        return redirect("people:staff", role.institution.slug)
    today = timezone.localdate(request.now)
    rows = [(body, body.name_on(today)) for body in staffed_institutions(request.now)]
    return render(request, "people/staffed_institutions.html", {"rows": rows})


@login_required
@require_safe
def staff(request: Request, slug: str) -> HttpResponse:
    institution = _institution(request, slug)
    roles_of: dict[Account, list[RoleGrant]] = {}
    for grant in staff_of(institution, request.now):
        roles_of.setdefault(grant.account, []).append(grant)
    context = {
        "institution": institution,
        "name": institution.name_on(timezone.localdate(request.now)),
        "people": list(roles_of.items()),
        "invitations": Invitation.objects.open(request.now).filter(institution=institution),
        "now": request.now,
    }
    return render(request, "people/staff.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def invite_staff(request: Request, slug: str) -> HttpResponse:
    institution = _institution(request, slug)
    form = InvitationForm(request.POST or None, roles=_roles_to_give(request, institution))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        ends_at = end_of(said["last_day"]) if said["last_day"] else None
        try:
            invite(
                email=said["email"], role=Role(said["role"]), institution=institution, ends_at=ends_at,
                scope=said["scope"], by=request.actor, now=request.now,
            )  # fmt: skip
        except OSError:
            messages.warning(request, _("The invitation is saved, but the letter could not be sent. Invite once more."))
        else:
            messages.success(request, _("The invitation is sent to %(email)s.") % {"email": said["email"]})
        return redirect("people:staff", slug)
    return _form_page(request, institution, form, _("Invite somebody"), _("Send the invitation"))


@login_required
@require_http_methods(["GET", "POST"])
def grant(request: Request, slug: str) -> HttpResponse:
    institution = _institution(request, slug)
    today = timezone.localdate(request.now)
    form = GrantForm(
        request.POST or None,
        roles=_roles_to_give(request, institution),
        staff=staff_accounts(institution, request.now),
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        first, last = said["first_day"], said["last_day"]
        try:
            grant_role(
                account=said["account"], role=Role(said["role"]), institution=institution, scope=said["scope"],
                starts_at=start_of(first) if first and first > today else request.now,
                ends_at=end_of(last) if last else None, by=request.actor, now=request.now,
            )  # fmt: skip
        except RoleAlreadyHeld:
            form.add_error("role", _("They hold this role for some of that time already."))
        else:
            messages.success(request, _("The role is given."))
            return redirect("people:staff", slug)
    return _form_page(request, institution, form, _("Give a role"), _("Give the role"))


@login_required
@require_http_methods(["GET", "POST"])
def deputy(request: Request, slug: str, pk: int) -> HttpResponse:
    institution = _institution(request, slug)
    held = get_object_or_404(RoleGrant.objects.not_over(request.now), institution=institution, pk=pk)
    today = timezone.localdate(request.now)
    others = staff_accounts(institution, request.now).exclude(pk=held.account_id)
    form = DeputyForm(request.POST or None, staff=others, today=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            appoint_deputy(
                grant=held, account=said["account"], starts_at=_from(said["first_day"], request.now, held),
                ends_at=end_of(said["last_day"]), by=request.actor, now=request.now,
            )  # fmt: skip
        except RoleAlreadyHeld:
            form.add_error("account", _("They hold this role for some of that time already."))
        except DeputyOutsideTheRole:
            form.add_error("last_day", _("The period must lie within the time for which the role is held."))
        else:
            messages.success(request, _("The deputy is appointed."))
            return redirect("people:staff", slug)
    title = _("Deputy for %(holder)s") % {"holder": held.holder}
    return _form_page(request, institution, form, title, _("Appoint the deputy"))


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, slug: str, pk: int) -> HttpResponse:
    institution = _institution(request, slug)
    held = get_object_or_404(RoleGrant.objects.not_over(request.now), institution=institution, pk=pk)
    if request.method == "POST":
        end_role(grant=held, by=request.actor, now=request.now)
        messages.success(request, _("The role is ended."))
        return redirect("people:staff", slug)
    title = _("End a role: %(role)s, %(holder)s") % {"role": held.get_role_display(), "holder": held.holder}
    return _form_page(request, institution, Form(), title, _("End the role"))


@login_required
@require_POST
def withdraw(request: Request, slug: str, pk: int) -> HttpResponse:
    institution = _institution(request, slug)
    invitation = get_object_or_404(Invitation, institution=institution, pk=pk)
    try:
        withdraw_invitation(invitation=invitation, by=request.actor, now=request.now)
    except InvitationClosed:
        messages.info(request, _("This invitation is no longer open."))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("people:staff", slug)


def _institution(request: Request, slug: str) -> Institution:
    """The institution, if its staff may be managed."""
    institution = get_object_or_404(Institution, slug=slug)
    require(request.actor, "people.manage_staff", institution, request.now)
    return institution


def _roles_to_give(request: Request, institution: Institution) -> list[Role]:
    """What an institution's roles are chosen from, the most common first."""
    roles = (Role.OFFICIAL, Role.HELPER, Role.INSTITUTION_ADMIN, Role.COORDINATOR, Role.REVIEWER)
    offers = [RoleGrant(role=role.value, institution=institution) for role in roles]
    return [Role(offer.role) for offer in offers if can(request.actor, "people.grant_role", offer, request.now)]


def _from(first: date, now: datetime, held: RoleGrant) -> datetime:
    """The start of a day, but not before now and not before the role itself begins."""
    return max(start_of(first), now, held.starts_at)


def _form_page(request: Request, institution: Institution, form: Form, title: str, button: str) -> HttpResponse:
    name = institution.name_on(timezone.localdate(request.now))
    context = {"institution": institution, "name": name, "form": form, "title": title, "button": button}
    return render(request, "people/staff_form.html", context)
