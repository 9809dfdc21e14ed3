"""Files: the bytes once, and each file that somebody gave with those bytes."""

from uuid import uuid4

from django.db import models
from django.urls import reverse


class FileContent(models.Model):
    """Bytes in the store, named by their SHA-256; several files may have the same bytes.

    Its row is written before the bytes and in one transaction with them, so the row is also the lock between a
    store and the sweep that removes bytes nobody has. Holds no personal data (the bytes may).
    """

    sha256 = models.CharField(max_length=64, primary_key=True)  # lower-case hexadecimal
    size_bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["sha256"]
        constraints = [models.CheckConstraint(name="file_content_not_empty", condition=models.Q(size_bytes__gt=0))]

    def __str__(self) -> str:
        return self.sha256

    @property
    def key(self) -> str:
        """Where the bytes lie in the store."""
        return f"{self.sha256[:2]}/{self.sha256}"


class StoredFile(models.Model):
    """A file under the name its giver chose. Written by `shared.files`; who may read it is asked there too.

    A public file is everybody's. A restricted one is read by who may do the action of its guard (see
    `shared.files.guards`) to the object that the file hangs on; while it hangs on nothing, by its giver alone.
    Personal data: the name, the giver, and whatever the bytes say.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    content = models.ForeignKey(FileContent, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)  # told by the content, see `shared.files.types`
    is_public = models.BooleanField()
    guard = models.CharField(max_length=100, blank=True, default="")  # key on the board of file guards
    # Numbers and not foreign keys: accounts and institutions live in rooms above this one.
    account_id = models.BigIntegerField(null=True)  # the giver; None: the system, or erased
    institution_id = models.BigIntegerField(null=True)  # in whose name it was given, whose quota it uses
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["uploaded_at", "id"]
        indexes = [models.Index(fields=["institution_id"]), models.Index(fields=["account_id"])]
        constraints = [
            models.CheckConstraint(
                name="file_public_or_guarded_not_both", condition=~models.Q(is_public=True) | models.Q(guard="")
            ),
            models.CheckConstraint(name="file_has_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("shared:file", args=[self.public_id])
