"""Who wrote something, in which office: the opaque public name of the account, never the person."""

from django.db import models

from balss.places.models import Institution
from balss.shared.permissions import Actor


class Authored(models.Model):
    """Written by an account acting in one role for one institution (None: for no institution, or the system)."""

    author = models.CharField(max_length=20)  # people.Account.public_id, or "system"
    author_role = models.CharField(max_length=20, blank=True)
    author_institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


def authored_by(actor: Actor) -> dict[str, object]:
    """The three columns for this actor."""
    return {
        "author": actor.public_id,
        "author_role": actor.grant.role.value if actor.grant else "",
        "author_institution_id": actor.grant.institution_id if actor.grant else None,
    }
