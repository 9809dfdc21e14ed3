"""Messages and their states as JSON, for document systems: in a folder or over HTTP."""

import base64
import json
from typing import Any

from balss.notices.models import DispatchState, Reason
from balss.notices.services.official.gateway import Outgoing, Reported

FORMAT = "balss-official-message/1"
SAID_BY_GATEWAYS = {Reason.UNKNOWN_ADDRESS, Reason.CLOSED_ADDRESS, Reason.REFUSED}


def as_json(message: Outgoing) -> bytes:
    """One envelope. `to` holds either `sealed`, base64 of CMS EnvelopedData with the personal code, or `address`."""
    to = {"sealed": base64.b64encode(message.sealed).decode()} if message.sealed else {"address": message.address}
    envelope = {
        "format": FORMAT,
        "message_id": str(message.message_id),
        "from": {"address": message.sender, "name": message.sender_name},
        "to": to,
        "date": message.date.isoformat(),
        "language": message.language,
        "subject": message.subject,
        "text": message.text,
    }
    return json.dumps(envelope, ensure_ascii=False, indent=1).encode()


def reported(said: Any) -> Reported | None:
    """What a document system says of a message; None for nothing final, or nothing that we understand."""
    if not isinstance(said, dict):
        return None
    if said.get("state") == DispatchState.DELIVERED:
        return Reported(DispatchState.DELIVERED)
    if said.get("state") == DispatchState.FAILED:
        return Reported(DispatchState.FAILED, reason_of(said))
    return None


def reason_of(said: Any) -> Reason:
    """The reason that a document system gives, REFUSED where it gives none that we know."""
    reason = said.get("reason") if isinstance(said, dict) else None
    return Reason(reason) if reason in SAID_BY_GATEWAYS else Reason.REFUSED
