"""Addresses that have left an institution's lists, so that no file brings them back."""

from django.db import models

from balss.notices.models.news import News
from balss.places.models import Institution


class LeftAddress(models.Model):
    """That an address has left the lists of an institution, which may never take it again.

    Only a keyed hash, from which nobody can read the address. `news` is that whose letter it left by.
    """

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    news = models.ForeignKey(News, null=True, on_delete=models.SET_NULL, related_name="left")
    left_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "digest"], name="left_address_once")]

    def __str__(self) -> str:
        return f"left address {self.pk}"
