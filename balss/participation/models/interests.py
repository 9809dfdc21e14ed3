"""Which places and topics a person wants to see first in the feed: what the person chose, and nothing else."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balss.people.models import Person
from balss.places.models import Territory, Topic


class Interest(models.Model):
    """One place or one topic that a person declared, on the own settings page.

    Nothing is learnt from what anybody reads, says or supports. Changed by `services.interests`; holds personal data:
    whose it is.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interests")
    territory = models.ForeignKey(
        Territory, verbose_name=_("place"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    chosen_at = models.DateTimeField(_("chosen"))

    class Meta:
        ordering = ["person_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(territory__isnull=False, topic=None) | Q(territory=None, topic__isnull=False),
                name="interest_is_a_place_or_a_topic",
            ),
            models.UniqueConstraint(
                fields=["person", "territory"], condition=Q(territory__isnull=False), name="interest_in_a_place_once"
            ),
            models.UniqueConstraint(
                fields=["person", "topic"], condition=Q(topic__isnull=False), name="interest_in_a_topic_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.territory_id or self.topic_id}"
