"""What an institution itself decided where the law leaves a number open."""

from django.db import models
from django.db.models import Q

from balss.places.models.institutions import Institution
from balss.places.models.periods import Period, PeriodQuerySet


class InstitutionSettingQuerySet(PeriodQuerySet["InstitutionSetting"]):
    def standing(self) -> "InstitutionSettingQuerySet":
        """Settings that no correction has replaced."""
        return self.filter(superseded_at__isnull=True)


class InstitutionSetting(Period):
    """The number of one open rule of law for one institution, for a time, with the decision that set it.

    For instance how many residents' signatures a municipality's statutes ask for a public discussion (`rule_id`
    mun.pubdisc.initiators, `value` 150, `unit` signatures). Set by the institution's administrator through
    `set_legal_parameter`; a value set again for the same time stays as superseded. `set_by` is the actor's opaque
    public name.
    """

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="settings")
    rule_id = models.CharField(max_length=100)
    value = models.PositiveIntegerField()
    unit = models.CharField(max_length=40)
    source = models.TextField()
    source_url = models.URLField(blank=True, max_length=500)
    set_by = models.CharField(max_length=100)
    set_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = InstitutionSettingQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["rule_id", "-valid_from", "-set_at", "id"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="places_institutionsetting_is_whole",
                condition=Q(valid_from__isnull=False, value__gte=1) & ~Q(source="") & ~Q(unit=""),
            ),
            models.UniqueConstraint(
                fields=["institution", "rule_id", "valid_from"],
                condition=Q(superseded_at__isnull=True),
                name="places_institutionsetting_one_per_start",
            ),
            models.UniqueConstraint(
                fields=["institution", "rule_id"],
                condition=Q(superseded_at__isnull=True, valid_to__isnull=True),
                name="places_institutionsetting_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} = {self.value} {self.unit}"
