"""Letters of this room, sent at once: the outbox of `notices` stands above us."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from balss.people.models import Invitation
from balss.people.services.personal_data import Erasure


def send_invitation_letter(*, invitation: Invitation, now: datetime) -> None:
    """In Latvian: whoever is invited has not told us another language yet. Raises OSError when it cannot be sent."""
    with translation.override(settings.LANGUAGE_CODE):
        words = {
            "invitation": invitation,
            "institution": invitation.institution.name_on(timezone.localdate(now)),
            "address": settings.ORIGIN + reverse("people:invitation", args=[invitation.key]),
        }
        _send("people/mail/invitation", words, invitation.email)


def send_erasure_letter(*, address: str, erasures: Sequence[Erasure]) -> None:
    """What was kept and why, to the address that we forget with it. Raises OSError when it cannot be sent."""
    _send("people/mail/erased", {"kept": [erasure for erasure in erasures if erasure.kept]}, address)


def _send(template: str, words: dict[str, object], address: str) -> None:
    subject = render_to_string(f"{template}_subject.txt", words).strip()
    send_mail(subject, render_to_string(f"{template}.txt", words), None, [address])
