"""Where allauth asks us: what a new account is, who may come in, what is kept of a provider's answer."""

import base64
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balss.people.models import Account, Person, SignIn
from balss.people.services import persons
from balss.people.sign_in.acting import standing_after_sign_in
from balss.people.sign_in.notices import SECURITY_NOTICES
from balss.people.sign_in.providers import PersonProvider
from balss.shared.http import Request
from balss.shared.shell import workplaces


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def new_user(self, request: Request) -> Account:
        return Account(language=get_language() or settings.LANGUAGE_CODE)

    def save_user(self, request: Request, user: Account, form: BaseForm, commit: bool = True) -> Account:
        with transaction.atomic():
            if user.person_id is None:
                user.person = Person.objects.create()
            saved: Account = super().save_user(request, user, form, commit)
        return saved

    def pre_login(self, request: Request, user: Account, **login: Any) -> HttpResponse | None:
        user.is_active = user.may_sign_in  # not saved: allauth asks only this attribute
        answer: HttpResponse | None = super().pre_login(request, user, **login)
        return answer

    def post_login(self, request: Request, user: Account, **login: Any) -> HttpResponse:
        ways = request.session.get("account_authentication_methods", [])
        SignIn.objects.create(
            account=user,
            signed_in_at=request.now,
            method=next((way.get("provider") for way in ways if way["method"] == "socialaccount"), "password"),
            second_factor=any(way["method"] == "mfa" for way in ways),
        )
        answer: HttpResponse = super().post_login(request, user, **login)
        return answer

    def get_login_redirect_url(self, request: Request) -> str:
        """Where one works, if the role that one acts in has such a page; else one's account. allauth asks only when no
        `next` says where to go."""
        role = standing_after_sign_in(request).role
        view = next((place.view for place in workplaces if role and role.role in place.roles), None)
        address: str = reverse(view) if view else super().get_login_redirect_url(request)
        return address

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """One short mail for whatever changed in how the account is signed in to."""
        what = SECURITY_NOTICES[template_prefix]
        self.send_mail("account/email/security_notice", email or user.email, {"what": what, "user": user})


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def get_provider(self, request: Request, provider: str, client_id: str | None = None) -> PersonProvider:
        return PersonProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def pre_social_login(self, request: Request, sociallogin: SocialLogin) -> None:
        """A sign-in known here, or being linked by somebody signed in: keep what the provider vouches for now."""
        linking = sociallogin.state.get("process") == "connect"
        account = sociallogin.user if sociallogin.is_existing else request.user if linking else None
        if not isinstance(account, Account) or (linking and account != request.user):
            return
        vouched = _take_vouched(sociallogin)
        try:
            account.person = persons.accept(
                person=account.person, vouched=vouched, now=request.now, same_sign_in=sociallogin.is_existing
            )
        except persons.CodeOfAnother:
            messages.error(request, _("This sign-in belongs to another person, so it was not linked."))
            raise ImmediateHttpResponse(redirect("socialaccount_connections")) from None

    def save_user(self, request: Request, sociallogin: SocialLogin, form: BaseForm | None = None) -> Account:
        with transaction.atomic():
            sociallogin.user.person = persons.person_for(vouched=_take_vouched(sociallogin), now=request.now)
            account: Account = super().save_user(request, sociallogin, form)
        return account


def _take_vouched(sociallogin: SocialLogin) -> persons.Vouched:
    """What the provider said, taken out of allauth's copy of it."""
    provider: PersonProvider = sociallogin.account.get_provider()
    vouched = provider.vouched(sociallogin.account.extra_data)
    sociallogin.account.extra_data = {}
    if sociallogin.account.pk:
        sociallogin.account.save(update_fields=["extra_data"])
    return vouched


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of authenticator apps are encrypted at rest, with a key made from SECRET_KEY and its predecessors."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [sha256(b"second factor:" + force_bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
