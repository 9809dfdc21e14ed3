"""Materials: what was shown, recorded and written down at an event."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from balss.events.models.events import Event
from balss.shared.models import StoredFile


class MaterialKind(models.TextChoices):
    PRESENTATION = "presentation", pgettext_lazy("material", "presentation")
    RECORDING = "recording", pgettext_lazy("material", "recording")
    MINUTES = "minutes", pgettext_lazy("material", "minutes")
    OTHER = "other", pgettext_lazy("material", "other material")


class Material(models.Model):
    """One file or address, seen by whoever may see the event. Holds no personal data but what the file says."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="materials")
    kind = models.CharField(max_length=15, choices=MaterialKind.choices)
    title = models.CharField(max_length=200)
    file = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="event_material"
    )
    address = models.URLField(max_length=500, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["event_id", "added_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="material_is_file_or_address",
                condition=Q(file__isnull=True) ^ Q(address=""),
            ),
            models.CheckConstraint(name="material_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return self.file.get_absolute_url() if self.file else self.address
