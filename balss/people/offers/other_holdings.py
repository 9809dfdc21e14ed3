"""What the libraries under us hold about people: allauth's sign-ins, Django's own tables, the task queue."""

from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from balss.shared.personal_data import Holding, Retention, holdings

UNUSED = "not used: what may be done is decided by roles"

holdings.pin(
    Holding(
        EmailAddress,
        _("Your e-mail addresses"),
        rows=lambda subject: EmailAddress.objects.filter(user__in=subject.account_ids),
        exported=("email", "verified", "primary"),
        deletes_rows=True,
    ),
    Holding(
        EmailConfirmation,
        _("Confirmations of your e-mail addresses"),
        rows=lambda subject: EmailConfirmation.objects.filter(email_address__user__in=subject.account_ids),
        exported=("created", "sent"),
        deletes_rows=True,
        retention=Retention("created", timedelta(days=30), _("A link that confirms an e-mail address: %(days)d days")),
    ),
    Holding(
        SocialAccount,
        _("Linked sign-ins"),
        rows=lambda subject: SocialAccount.objects.filter(user__in=subject.account_ids),
        exported=("provider", "uid", "date_joined", "last_login", "extra_data"),
        deletes_rows=True,
    ),
    Holding(
        SocialToken,
        _("Tokens of linked sign-ins"),
        rows=lambda subject: SocialToken.objects.filter(account__user__in=subject.account_ids),
        exported=("expires_at",),
        deletes_rows=True,
    ),
    Holding(
        Authenticator,
        _("Second step of signing in"),
        rows=lambda subject: Authenticator.objects.filter(user__in=subject.account_ids),
        exported=("type", "created_at", "last_used_at"),
        deletes_rows=True,
    ),
    Holding.none(SocialApp, reason="providers of this installation; ours come from the environment"),
    Holding.none(Group, reason=UNUSED),
    Holding.none(Permission, reason=UNUSED),
    Holding.none(Group.permissions.through, reason=UNUSED),
    Holding.none(ContentType, reason="names of our tables"),
    Holding.none(
        DBTaskResult,
        reason="tasks are given keys of rows, never words about people",
        retention=Retention(
            "finished_at", timedelta(days=7), _("That a task in the background was done: %(days)d days")
        ),
    ),
)
