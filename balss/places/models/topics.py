"""About what: the policy fields (nozares, jomas) by which people find, follow and sort things."""

from typing import Self

from django.db import models
from django.utils.translation import get_language

from balss.places.models.institutions import Institution


class TopicQuerySet(models.QuerySet["Topic"]):
    """Policy fields."""

    def standing(self) -> Self:
        """Those that people choose from: without those that were merged into another."""
        return self.filter(merged_into=None)


class Topic(models.Model):
    """A field of policy in a short, two-level tree. The code never changes; no personal data.

    `lead` is the ministry or office that makes policy in the field, where one does. A field that was merged into
    another (`merged_into`) stays for what was recorded under it; what happens in the other concerns its followers too.
    """

    code = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subtopics")
    position = models.PositiveSmallIntegerField()
    name_lv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    lead = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="topics")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                name="places_topic_merged_into_another",
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("pk")),
            )
        ]

    def __str__(self) -> str:
        return self.name_lv if (get_language() or "lv") == "lv" else self.name_en
