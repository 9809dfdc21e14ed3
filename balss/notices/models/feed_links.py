"""Secret addresses at which programs read what somebody follows."""

from django.db import models
from django.db.models import Q

from balss.notices.models.followers import Follower, Subscription


class FeedLink(models.Model):
    """One secret address, of everything that a follower follows or of one thing of it.

    Only the hash of the secret is kept (`digest`, SHA-256 in hex): whoever reads the table opens nothing. Made,
    replaced and ended by `services.feed_links`; goes with the subscription. Says of a person only that a program reads
    along.
    """

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="feed_links")
    subscription = models.OneToOneField(Subscription, null=True, on_delete=models.CASCADE, related_name="feed_link")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["follower"], condition=Q(subscription=None), name="feed_link_of_everything_once"
            )
        ]

    def __str__(self) -> str:
        return f"feed link {self.pk}"
