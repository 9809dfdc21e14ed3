"""Letters: writing them into the outbox and delivering them; and telling people of what they follow.

`send`, `send_all` (many of one kind), `send_own` (an institution's word to people about their own matters, to the
official e-address of who agreed), `retry` and `happened` are called by services, `deliver_due` and `send_due` by the
worker and the tick.
"""

from balss.notices.services.delivery import Deliveries, deliver_due
from balss.notices.services.digests import send_due
from balss.notices.services.happenings import happened
from balss.notices.services.official.dispatching import divert, send_own
from balss.notices.services.outbox import Message, retry, send, send_all

__all__ = [
    "Deliveries",
    "Message",
    "deliver_due",
    "divert",
    "happened",
    "retry",
    "send",
    "send_all",
    "send_due",
    "send_own",
]
