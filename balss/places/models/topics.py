"""About what: the policy fields (nozares, jomas) by which people find, follow and sort things."""

from django.db import models
from django.utils.translation import get_language

from balss.places.models.institutions import Institution


class Topic(models.Model):
    """A field of policy in a short, two-level tree. The code never changes; no personal data.

    `lead` is the ministry or office that makes policy in the field, where one does.
    """

    code = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subtopics")
    position = models.PositiveSmallIntegerField()
    name_lv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    lead = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="topics")

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name_lv if (get_language() or "lv") == "lv" else self.name_en
