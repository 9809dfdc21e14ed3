"""Roles: what an account is entrusted with, at which institution, from when until when, and on whose behalf."""

import secrets
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.people.models.account import Account
from balss.places.models import Institution
from balss.shared.permissions import Grant, Role

ROLE_NAMES: dict[Role, Promise] = {
    Role.ADMINISTRATOR: _("administrator of Balss"),
    Role.COORDINATOR: _("coordinator of the plan"),
    Role.INSTITUTION_ADMIN: _("administrator of an institution"),
    Role.OFFICIAL: pgettext_lazy("role", "official"),
    Role.HELPER: _("helper of residents"),
    Role.REVIEWER: _("independent reviewer"),
}
AT_AN_INSTITUTION = (Role.OFFICIAL, Role.INSTITUTION_ADMIN, Role.HELPER)
ROLE_CHOICES = [(role.value, name) for role, name in ROLE_NAMES.items()]


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, now: datetime) -> "RoleGrantQuerySet":
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)

    def not_over(self, now: datetime) -> "RoleGrantQuerySet":
        """In force, or still to come."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now))


class RoleGrant(models.Model):
    """That an account holds a role, from `starts_at` until just before `ends_at`.

    An official's may be limited to one `scope` of the board `shared.permissions.scopes`: then it counts only for the
    actions of that room. It belongs to the account and not to the person: whoever also signs in privately acts as an
    official only from the account that was given the role. A deputy's grant names the grant it stands in for, has its
    scope, and always ends. A grant is never deleted and only its end ever changes (`services.roles`). `holder` keeps
    the name of its day, because who held public power is archived longer than an account lives; holds personal data.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=ROLE_CHOICES)
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="role_grants",
        verbose_name=_("institution"),
    )
    scope = models.CharField(_("scope"), max_length=60, blank=True)
    starts_at = models.DateTimeField(pgettext_lazy("personal data", "from"))
    ends_at = models.DateTimeField(pgettext_lazy("personal data", "until"), null=True, blank=True)
    deputises_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="deputies")
    holder = models.CharField(pgettext_lazy("personal data", "holder"), max_length=420, blank=True)
    granted_by = models.CharField(_("given by"), max_length=20, help_text="public name of the account, or “system”")
    granted_at = models.DateTimeField(pgettext_lazy("personal data", "given"))
    ended_by = models.CharField(_("ended by"), max_length=20, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["institution_id", "role", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="role_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[role.value for role in AT_AN_INSTITUTION]) | Q(institution__isnull=False),
                name="role_at_an_institution_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.ADMINISTRATOR.value) | Q(institution=None),
                name="role_of_administrator_is_everywhere",
            ),
            models.CheckConstraint(
                condition=Q(scope="") | Q(role=Role.OFFICIAL.value), name="role_limited_is_an_officials"
            ),
            models.CheckConstraint(
                condition=Q(deputises_for=None) | Q(ends_at__isnull=False), name="role_of_a_deputy_ends"
            ),
            models.UniqueConstraint(
                "account", "role", Coalesce("institution", 0), "scope",
                condition=Q(ends_at=None), name="role_granted_once_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.institution or '*'})"

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds for at least a moment."""
        return timezone.localdate(self.ends_at - timedelta(microseconds=1)) if self.ends_at else None

    @property
    def as_grant(self) -> Grant:
        return Grant(Role(self.role), self.institution_id, self.scope)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


def new_invitation_key() -> str:
    return secrets.token_urlsafe(16)


class Invitation(models.Model):
    """An offer of a role, sent to an e-mail address: open, then accepted, withdrawn, or expired after two weeks.

    Only an account that has verified this very address can accept it, so the link alone gives nothing away. Written by
    `services.invitations`; holds personal data.
    """

    key = models.CharField(max_length=22, unique=True, default=new_invitation_key, editable=False)
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=ROLE_CHOICES)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("institution")
    )
    scope = models.CharField(_("scope"), max_length=60, blank=True)
    ends_at = models.DateTimeField(pgettext_lazy("personal data", "until"), null=True, blank=True)
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="invitations_sent")
    created_at = models.DateTimeField(pgettext_lazy("personal data", "sent"))
    expires_at = models.DateTimeField(_("open until"))
    accepted_at = models.DateTimeField(pgettext_lazy("personal data", "accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(pgettext_lazy("personal data", "withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_accepted_or_withdrawn"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_lower"),
            models.UniqueConstraint(
                fields=["email", "role", "institution"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_for_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.institution})"
