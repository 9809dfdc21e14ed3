"""What an institution does with its gateway: switches it, tries again what failed, tests it."""

from datetime import datetime

from django.db import transaction

from balss.ledger.services import record
from balss.notices.models import Dispatch, DispatchState, Gateway
from balss.notices.queries.official import UNASKED
from balss.notices.services.composing import render
from balss.notices.services.official.connections import connections
from balss.places.models import Institution
from balss.shared.notice_kinds import notice_kinds
from balss.shared.permissions import Actor, require


class NotConnected(Exception):
    """Whoever runs the installation has not connected the institution, or its e-address is not known."""


@transaction.atomic
def switch(*, institution: Institution, is_on: bool, by: Actor, now: datetime) -> Gateway:
    """Send to official e-addresses from now on, or no more: what waits then waits. Raises NotAllowed, NotConnected."""
    require(by, "notices.run_gateway", institution, now)
    if is_on and not is_connected(institution):
        raise NotConnected
    values = {"is_on": is_on, "changed_at": now}
    gateway, created = Gateway.objects.select_for_update().get_or_create(institution=institution, defaults=values)
    if created or gateway.is_on != is_on:
        Gateway.objects.filter(pk=gateway.pk).update(**values)
        action = "notices.gateway_switched_on" if is_on else "notices.gateway_switched_off"
        record(action=action, subject=gateway, by=by, now=now, content={"institution": institution.code})
    return gateway


def is_connected(institution: Institution) -> bool:
    return bool(institution.e_address) and institution.code in connections()


@transaction.atomic
def retry(*, institution: Institution, by: Actor, now: datetime) -> int:
    """Try now, and not after the next pause, what the gateway did not take, and test messages that were given up; all
    else that was given up went by e-mail. Answers how many."""
    require(by, "notices.run_gateway", institution, now)
    own = Dispatch.objects.filter(institution=institution, claimed_until=None, erased_at=None)
    waiting = own.filter(state=DispatchState.WAITING, attempts__gt=0).update(next_try_at=now)
    return waiting + own.filter(state=DispatchState.FAILED, consent=None).update(
        state=DispatchState.WAITING, reason="", attempts=0, next_try_at=now, finished_at=None
    )


@transaction.atomic
def send_test(*, institution: Institution, by: Actor, now: datetime) -> Dispatch:
    """Send a message to the institution's own e-address. Raises NotAllowed, NotConnected."""
    require(by, "notices.run_gateway", institution, now)
    if not is_connected(institution) or not Gateway.objects.filter(institution=institution, is_on=True).exists():
        raise NotConnected
    words = render(notice_kinds[UNASKED], "lv", {})
    return Dispatch.objects.create(
        institution=institution, kind=UNASKED, language="lv", subject=words.subject, text=words.text, created_at=now,
        next_try_at=now,
    )  # fmt: skip
