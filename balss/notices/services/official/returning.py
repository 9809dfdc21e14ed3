"""What does not reach an official e-address goes by e-mail, and says why."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from balss.notices.models import Consent, Dispatch, DispatchState, Reason, Standing
from balss.notices.services.composing import Words
from balss.notices.services.outbox import Message, send_all

INACTIVE = {Reason.UNKNOWN_ADDRESS, Reason.CLOSED_ADDRESS}


def send_by_mail(consent: Consent, now: datetime) -> None:
    """Everything that waits for an address which was withdrawn."""
    waiting = Dispatch.objects.select_for_update().filter(consent=consent, state=DispatchState.WAITING)
    for dispatch in waiting.filter(claimed_until=None):
        fail(dispatch, Reason.WITHDRAWN, now)


def fail(dispatch: Dispatch, reason: Reason, now: datetime) -> None:
    """Give a message up; its words go by e-mail where there is an address, and no more to an e-address that is not
    active. In the caller's transaction, which has locked the row."""
    dispatch.state, dispatch.reason, dispatch.finished_at = DispatchState.FAILED, reason, now
    dispatch.claimed_until = None
    dispatch.save()
    if reason in INACTIVE and dispatch.consent_id:
        Consent.objects.filter(pk=dispatch.consent_id).update(standing=Standing.INACTIVE)
    if dispatch.email and dispatch.consent_id and dispatch.erased_at is None:
        words = _by_mail(dispatch, reason)
        letter = Message(dispatch.email, dispatch.language, words=words, leave_path=dispatch.leave_path)
        send_all(kind=dispatch.kind, messages=[letter], now=now)


def _by_mail(dispatch: Dispatch, reason: Reason) -> Words:
    with translation.override(dispatch.language):
        if reason == Reason.WITHDRAWN:
            why = _("You no longer want this at your official e-address, so it comes by e-mail.")
        elif reason in INACTIVE:
            why = _(
                "This was for your official e-address, which is not active. So it comes by e-mail, and what follows "
                "too, until you confirm the e-address again."
            )
        else:
            why = _("This was for your official e-address, and could not be sent there. So it comes by e-mail.")
    return Words(dispatch.subject, f"{why}\n\n{dispatch.text}")
