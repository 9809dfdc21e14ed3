"""Writing letters into the outbox and delivering them.

`send` and `retry` are called by services, `deliver_due` by the worker and the tick.
"""

from balss.notices.services.delivery import Deliveries, deliver_due
from balss.notices.services.outbox import retry, send

__all__ = ["Deliveries", "deliver_due", "retry", "send"]
