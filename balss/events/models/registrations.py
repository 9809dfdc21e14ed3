"""Registrations: who wants to come, whether there is a place for them, and whether they came."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.events.models.events import Event
from balss.people.models import Account
from balss.places.models import Audience


class Standing(models.TextChoices):
    """unconfirmed (an address that nobody has confirmed yet, holds no place) → going or waiting → cancelled."""

    UNCONFIRMED = "unconfirmed", pgettext_lazy("registration", "not confirmed yet")
    GOING = "going", pgettext_lazy("registration", "has a place")
    WAITING = "waiting", pgettext_lazy("registration", "on the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")


class Channel(models.TextChoices):
    ACCOUNT = "account", pgettext_lazy("channel", "signed in")
    EMAIL = "email", pgettext_lazy("channel", "by e-mail address")
    PHONE = "phone", pgettext_lazy("channel", "by phone")
    PAPER = "paper", pgettext_lazy("channel", "on paper")
    DOOR = "door", pgettext_lazy("channel", "at the door")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def going(self) -> Self:
        return self.filter(standing=Standing.GOING)

    def waiting(self) -> Self:
        """In the order in which they move up."""
        return self.filter(standing=Standing.WAITING).order_by("queued_at", "id")

    def standing_ones(self) -> Self:
        """Those who have a place or wait for one."""
        return self.filter(standing__in=[Standing.GOING, Standing.WAITING])

    def needing_places(self, event: Event) -> Self:
        """Those of the event's registrations that the capacity counts."""
        return self.filter(event=event) if not event.has_site else self.filter(event=event, is_online=False)


class Registration(models.Model):
    """One person's registration for one event. Personal data from end to end, seen by the organiser and the person.

    Changed by `services.registering` and `services.desk`; erased some days after the event (see the room's holdings).
    `queued_at` is when it was confirmed, which is its place in the waiting list.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="registrations")
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="event_registrations"
    )
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    audience = models.ForeignKey(
        Audience, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    needs = models.TextField(_("what is needed to take part"), blank=True)
    is_online = models.BooleanField(_("takes part online"), default=False)
    language = models.CharField(_("language"), max_length=2, default="lv")
    channel = models.CharField(_("how it was made"), max_length=10, choices=Channel.choices)
    standing = models.CharField(_("state"), max_length=12, choices=Standing.choices)
    created_at = models.DateTimeField(_("made"))
    queued_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(pgettext_lazy("registration", "cancelled"), null=True, blank=True)
    came_at = models.DateTimeField(_("came"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["event_id", "queued_at", "id"]
        indexes = [models.Index(fields=["event", "standing", "queued_at"])]
        constraints = [
            models.UniqueConstraint(
                "event", Lower("email"),
                name="registration_once_per_address",
                condition=~Q(email="") & ~Q(standing="cancelled"),
            ),
            models.UniqueConstraint(
                name="registration_once_per_account",
                fields=["event", "account"],
                condition=Q(account__isnull=False) & ~Q(standing="cancelled"),
            ),
            models.CheckConstraint(name="registration_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="registration_queued_when_confirmed",
                condition=Q(standing="cancelled")
                | Q(standing="unconfirmed", queued_at=None)
                | Q(standing__in=["going", "waiting"], queued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="registration_cancelled_with_its_time",
                condition=Q(standing="cancelled", cancelled_at__isnull=False)
                | Q(~Q(standing="cancelled"), cancelled_at=None),
            ),
            models.CheckConstraint(
                name="registration_unconfirmed_has_address", condition=~Q(standing="unconfirmed") | ~Q(email="")
            ),
            models.CheckConstraint(
                name="registration_came_who_had_a_place", condition=Q(came_at=None) | Q(standing="going")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.event_id}: {self.standing}"
