"""Who: every body that can be responsible for something, alone or as a group.

One table for ministries and for “all ministries” alike, so that whoever is named in a plan, a decision or a
consultation is one foreign key away.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from balss.places.models.keys import KeyField
from balss.places.models.periods import EARLIEST_FIRST, Period, PeriodQuerySet, in_force, one_current_per
from balss.places.models.territories import Territory


class InstitutionKind(models.TextChoices):
    PARLIAMENT = "parliament", _("parliament")
    CABINET = "cabinet", _("government")
    CENTRAL_INSTITUTION = "central_institution", _("central government institution")
    MINISTRY = "ministry", _("ministry")
    SUBORDINATE_INSTITUTION = "subordinate_institution", _("subordinate institution")
    INDEPENDENT_INSTITUTION = "independent_institution", _("independent institution")
    STATE_COMPANY = "state_company", _("state company")
    MUNICIPALITY = "municipality", pgettext_lazy("institution", "municipality")
    PLANNING_REGION = "planning_region", pgettext_lazy("institution", "planning region")
    UNIVERSITY = "university", _("university")
    MEDIUM = "medium", _("public medium or publisher")
    ASSOCIATION = "association", _("association or foundation")
    COUNCIL = "council", _("advisory council")
    WORKING_GROUP = "working_group", _("working group")
    INTERNATIONAL = "international", _("international organisation")
    GROUP = "group", _("group of institutions")
    NETWORK = "network", _("network")


GROUP_KINDS = (InstitutionKind.GROUP, InstitutionKind.NETWORK)


class InstitutionQuerySet(PeriodQuerySet["Institution"]):
    """Institutions that exist on a day: `.on(day)`."""

    def groups(self) -> "InstitutionQuerySet":
        return self.filter(kind__in=GROUP_KINDS)

    def bodies(self) -> "InstitutionQuerySet":
        """Institutions in their own right: everything but groups and networks."""
        return self.exclude(kind__in=GROUP_KINDS)


class Institution(Period):
    """A body with a code that never changes, while its name, parent and existence have dates.

    Comes from the data file and from `places import-service-points`' networks; merged, renamed and closed by services.
    `end_basis` is the act that closed it without anybody taking over; that of a merger stands in its `Succession`.
    Contact details are the office's, never a person's; holds no personal data. Show its name with
    `{{ body|name_on:day }}` after `prefetch_related("…__names")`.
    """

    code = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=InstitutionKind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subordinates")
    territory = models.OneToOneField(
        Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="institution"
    )
    website = models.URLField(blank=True)
    email = models.EmailField(blank=True)
    e_address = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    end_basis = models.TextField(blank=True)
    source = models.TextField(blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("places:institution", args=[self.slug])

    @property
    def e_address_link(self) -> str:
        """Where somebody signed in at latvija.gov.lv writes to it; "" while its address is not known.

        An institution's address is its number in the Register of Enterprises (Oficiālās elektroniskās adreses likums
        6. pants 1.); the form of the link is what VARAM asked institutions to put on their sites.
        """
        number = self.e_address.rpartition("@")[2]
        return f"https://latvija.gov.lv/lv/Eaddress/write?address=_default@{number}" if number else ""

    @property
    def is_group(self) -> bool:
        return self.kind in GROUP_KINDS

    def name_on(self, day: dt.date) -> "InstitutionName":
        """The name on the day; after the end the last one, before our records the first one."""
        name = in_force(self.names.all(), day)
        if name is None:
            raise InstitutionName.DoesNotExist(self.code)
        return name


class InstitutionNameQuerySet(PeriodQuerySet["InstitutionName"]):
    """Names borne on a day: `.on(day)`."""


class InstitutionName(Period):
    """An official name, in Latvian and, where there is one, in English, for the time it was borne."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="names")
    lv = models.CharField(max_length=300)
    en = models.CharField(max_length=300, blank=True)
    key = KeyField(of="lv")
    basis = models.TextField(blank=True)

    objects = InstitutionNameQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["institution_id", EARLIEST_FIRST, "id"]
        constraints = [*Period.Meta.constraints, *one_current_per("institution", name="places_institutionname")]

    def __str__(self) -> str:
        """In the language being read; Latvian where there is no translation."""
        return self.en if self.en and (get_language() or "lv") != "lv" else self.lv


class Alias(models.Model):
    """Another way in which documents write an institution: an abbreviation, a short or an inflected form.

    One text may be two bodies' alias (an abbreviation passed on); `queries.find_body` then asks which existed.
    """

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=300)
    key = KeyField(of="text")

    class Meta:
        ordering = ["key", "institution_id"]
        constraints = [models.UniqueConstraint(fields=["institution", "key"], name="places_alias_once")]

    def __str__(self) -> str:
        return self.text


class MembershipQuerySet(PeriodQuerySet["Membership"]):
    """Memberships on a day: `.on(day)`."""


class Membership(Period):
    """Who belongs to a group: one institution by name, or by rule every institution of a kind.

    A group without memberships is open: nobody keeps a list of its members (“regional media”).
    """

    group = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships_in"
    )
    member_kind = models.CharField(max_length=30, choices=InstitutionKind.choices, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["group_id", "member_kind", "member_id", EARLIEST_FIRST, "id"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="places_membership_by_name_or_by_rule",
                condition=Q(member__isnull=True) ^ Q(member_kind=""),
            ),
            models.UniqueConstraint(
                fields=["group", "member"], condition=Q(valid_to__isnull=True), name="places_membership_member_once"
            ),
            models.UniqueConstraint(
                fields=["group", "member_kind"],
                condition=Q(valid_to__isnull=True) & ~Q(member_kind=""),
                name="places_membership_kind_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} ∋ {self.member_kind or self.member_id}"


class Succession(models.Model):
    """One institution took over from another on a day, by a law or decision.

    Without `scope` it took over everything: obligations, rights, followers (Valsts pārvaldes iekārtas likums 15(4);
    for municipalities the transitional rules of the law on territories). With `scope` only what is named there.
    """

    predecessor = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="inheritances")
    effective_date = models.DateField()
    scope = models.CharField(max_length=300, blank=True)
    basis = models.TextField()

    class Meta:
        ordering = ["effective_date", "id"]
        constraints = [
            models.CheckConstraint(name="places_succession_not_itself", condition=~Q(predecessor=F("successor"))),
            models.UniqueConstraint(
                fields=["predecessor"], condition=Q(scope=""), name="places_succession_one_full_heir"
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "effective_date", "scope"], name="places_succession_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} {self.effective_date}"
