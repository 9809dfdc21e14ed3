"""Who wants to be told of what, how often, and up to where each has been told."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.people.models import Account


class Rhythm(models.TextChoices):
    IMMEDIATELY = "immediately", pgettext_lazy("how often", "At once")
    DAILY = "daily", pgettext_lazy("how often", "Once a day")
    WEEKLY = "weekly", pgettext_lazy("how often", "Once a week")
    DEADLINES = "deadlines", pgettext_lazy("how often", "Only when a deadline is near")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


def new_secret() -> str:
    return secrets.token_hex(16)


class Follower(models.Model):
    """One address that is told things: of an account, or only an e-mail address. Personal data from end to end.

    `position` is how far in the sequence of happenings the follower was told, `deadlines_told` up to which last day of
    taking part: they move in the transaction that writes the letter. `secret` is in every link that opens the own page;
    a new one makes the earlier links worthless. There is no row for an address before its owner has confirmed it.
    """

    account = models.OneToOneField(Account, null=True, on_delete=models.CASCADE, related_name="follower")
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="lv")
    rhythm = models.CharField(_("how often"), max_length=12, choices=Rhythm, default=Rhythm.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday, default=Weekday.MONDAY)
    secret = models.CharField(max_length=32, default=new_secret, unique=True)
    created_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    position = models.PositiveBigIntegerField(default=0)
    deadlines_told = models.DateField(null=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="follower_address_once"),
            models.CheckConstraint(
                name="follower_account_or_address",
                condition=(Q(account=None) & ~Q(email="")) | (Q(account__isnull=False) & Q(email="")),
            ),
            models.CheckConstraint(name="follower_rhythm_known", condition=Q(rhythm__in=Rhythm.values)),
            models.CheckConstraint(name="follower_weekday_known", condition=Q(weekday__in=Weekday.values)),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(paused_at=None), name="follower_due"),
        ]

    def __str__(self) -> str:
        return f"follower {self.pk}"

    @property
    def address(self) -> str:
        """Where letters go; for an account, its address of today."""
        return self.account.email if self.account else self.email


class StoppedFollowing(models.Model):
    """What an account followed until it stopped everything, kept for a week so that one press brings it back.

    Made and used up by `services.own`; `jobs` of personal data erase what nobody took back. `kept` has the wishes, the
    places in the sequence and the things. For an address without an account nothing is kept. Personal data.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="stopped_following")
    secret = models.CharField(max_length=32, default=new_secret, unique=True)  # in the link of the page that says so
    kept = models.JSONField()
    stopped_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"stopped {self.pk}"


class Subscription(models.Model):
    """That somebody follows one thing; `kind` and `key` name it on the board of followables.

    What happened up to the position `since` is not told.
    """

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="subscriptions")
    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    since = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["follower", "kind", "key"], name="subscription_once")]
        indexes = [models.Index(fields=["kind", "key"], name="subscription_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Pointer(models.Model):
    """How far in the sequence those who want to be told at once have been served, all of them."""

    name = models.CharField(max_length=40, unique=True)
    position = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.position}"
