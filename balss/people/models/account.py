"""An account is one way in: an e-mail address with its password or a linked provider, its sessions and sign-ins."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.people.models.person import Person


def new_public_id() -> str:
    return secrets.token_hex(10)


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """Who signs in. What they may do is not kept here but in their roles; Django's own permissions are not used.

    `public_id` is the opaque name that the ledger shows. A demonstration account (`is_demo`) cannot sign in to a
    production installation. An erased account keeps its row and public name, nothing else. Changed by
    `services.accounts` and allauth; holds personal data.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts")
    public_id = models.CharField(
        _("name in the public ledger"), max_length=20, unique=True, default=new_public_id, editable=False
    )
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="lv")
    is_active = models.BooleanField(pgettext_lazy("personal data", "open"), default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(pgettext_lazy("personal data", "opened"), auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="account_email_in_lower_case"),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(is_active=False), name="account_erased_is_not_active"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.person.name

    @property
    def may_sign_in(self) -> bool:
        return self.is_active and not (self.is_demo and settings.PRODUCTION)


class Session(AbstractBaseSession):
    """A browser's session, with the account signed in, so that erasing or locking an account ends its sessions.

    Written by `sign_in.sessions`; holds personal data until it expires.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, blank=True, related_name="sessions")
    expire_date = models.DateTimeField(_("valid until"), db_index=True)

    def __str__(self) -> str:
        return f"{self.session_key[:4]}…"


class SignIn(models.Model):
    """That an account was signed in to, when, and how: shown to its owner, kept 90 days, without any address.

    Written at each sign-in; holds personal data.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    signed_in_at = models.DateTimeField(pgettext_lazy("personal data", "when"))
    method = models.CharField(
        pgettext_lazy("personal data", "how"), max_length=60, help_text="password, or the identifier of the provider"
    )
    second_factor = models.BooleanField(_("with a second step"), default=False)

    class Meta:
        ordering = ["-signed_in_at", "-pk"]
        indexes = [models.Index(fields=["signed_in_at"])]

    def __str__(self) -> str:
        return f"{self.method} {self.signed_in_at:%Y-%m-%d %H:%M}"
