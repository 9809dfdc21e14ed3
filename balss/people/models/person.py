"""A person is not an account: one person may sign in in several ways and still has one voice."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PersonQuerySet(models.QuerySet["Person"]):
    def one_with(self, person: "Person") -> "PersonQuerySet":
        """The person and everyone merged into them: whose records are theirs."""
        return self.filter(Q(pk=person.pk) | Q(merged_into=person))


class Person(models.Model):
    """A human being, as far as we know one.

    A person found to be another one is *merged*: the row stays, so that what was recorded keeps its author, and points
    to the person who remains (never further: a merge re-points earlier ones). An erased person is an empty row.
    Changed by `services.persons`; holds personal data.
    """

    name = models.CharField(
        pgettext_lazy("personal data", "name"), max_length=150, blank=True, help_text=_("As you want others to see it.")
    )
    created_at = models.DateTimeField(_("known since"), auto_now_add=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    merged_at = models.DateTimeField(_("found to be one person on"), null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None, merged_at=None) | Q(merged_into__isnull=False, merged_at__isnull=False),
                name="person_merged_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="person_not_merged_into_self"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


class CodeHash(models.Model):
    """A keyed hash of one personal code of a person. The code itself is never kept.

    Somebody who exchanged an old code for one without a birth date has two. Made by `services.persons`; pseudonymous
    personal data, useless without the key in the settings.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="code_hashes")
    digest = models.CharField(pgettext_lazy("personal data", "hash"), max_length=64, unique=True)
    obtained_at = models.DateTimeField(pgettext_lazy("personal data", "obtained"))

    def __str__(self) -> str:
        return f"{self.digest[:6]}…"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def valid_at(self, now: datetime) -> "ClaimQuerySet":
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), obtained_at__lte=now)


class Claim(models.Model):
    """Something about a person that somebody else vouched for: what, who, how surely, since when and until when.

    One claim for each kind and source; a newer one from the same source takes its place. Written by
    `services.persons`; holds personal data.
    """

    class Kind(models.TextChoices):
        NAME = "name", pgettext_lazy("personal data", "name")
        BIRTH_DATE = "birth_date", _("date of birth")
        MUNICIPALITY = "municipality", _("declared municipality")

    class Level(models.TextChoices):
        """How surely the source knows the person: eIDAS levels of assurance, Regulation (EU) 910/2014, Art. 8."""

        LOW = "low", pgettext_lazy("personal data", "low")
        SUBSTANTIAL = "substantial", pgettext_lazy("personal data", "substantial")
        HIGH = "high", pgettext_lazy("personal data", "high")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(pgettext_lazy("personal data", "what"), max_length=20, choices=Kind.choices)
    value = models.CharField(pgettext_lazy("personal data", "value"), max_length=200)
    source = models.CharField(
        _("who vouches for it"), max_length=50, help_text="identifier of the sign-in provider, or of the register"
    )
    level = models.CharField(_("how surely"), max_length=11, choices=Level.choices)
    obtained_at = models.DateTimeField(pgettext_lazy("personal data", "obtained"))
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-obtained_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "source"], name="one_claim_per_kind_and_source"),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("obtained_at")), name="claim_expires_after_obtained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.source})"
