"""Who wrote something in an office: the opaque public name of the account, never the person."""

from django.db import models

from balss.shared.permissions import Actor


class ByOffice(models.Model):
    """Written by an account in its office at the institution that the record names, or by the system."""

    author = models.CharField(max_length=20)  # people.Account.public_id, or "system"
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        abstract = True


def written_by(actor: Actor) -> dict[str, str]:
    return {"author": actor.public_id}
