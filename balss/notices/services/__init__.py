"""Writing letters into the outbox and delivering them.

`send`, `send_all` (many of one kind) and `retry` are called by services, `deliver_due` by the worker and the tick.
"""

from balss.notices.services.delivery import Deliveries, deliver_due
from balss.notices.services.outbox import Message, retry, send, send_all

__all__ = ["Deliveries", "Message", "deliver_due", "retry", "send", "send_all"]
