"""Discussions that this room hosts for things of other rooms."""

from balss.participation.models import Consultation
from balss.participation.models.opportunities import DISCUSSION


def discussion_of(origin: str, key: str) -> Consultation | None:
    """The discussion of a thing, with its opportunity; None where nobody opened one."""
    consultations = Consultation.objects.select_related("opportunity__institution")
    return consultations.filter(opportunity__origin=DISCUSSION + origin, opportunity__origin_key=key).first()
