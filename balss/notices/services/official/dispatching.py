"""Messages for official e-addresses: written instead of letters, handed to the gateways, asked after.

Any number of workers may hand over at once: a row is claimed by changing it where nobody holds a live claim. A worker
killed in between leaves the claim, and after it the same message goes again under its id, which gateways take once.
"""

import base64
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from balss.core.calendar import day_in_riga, due_date, rule_book
from balss.notices.models import Consent, Dispatch, DispatchState, Reason, Standing
from balss.notices.queries.official import taking
from balss.notices.services.composing import render
from balss.notices.services.official.connections import Connection, connections
from balss.notices.services.official.drivers import driver_of
from balss.notices.services.official.gateway import Driver, NotTaken, Outgoing, Reported, Taken
from balss.notices.services.official.returning import fail
from balss.notices.services.outbox import Message, send_all
from balss.places.models import Institution
from balss.places.queries import successor_on, working_calendar
from balss.shared.notice_kinds import notice_kinds

log = logging.getLogger(__name__)

BATCH = 200
CLAIM = timedelta(minutes=10)
FIRST_WAIT, LONGEST_WAIT, MOST_ATTEMPTS = (
    timedelta(minutes=1),
    timedelta(hours=12),
    11,
)  # as letters: two and a half days
ASKED_EVERY = timedelta(minutes=10)
ASKED_FOR = timedelta(days=30)  # after which a gateway that never answered is not asked again

Addressed = tuple[int | None, Message]  # a person, None for a guest, and the letter that they would get


@transaction.atomic
def divert(*, kind: str, letters: Sequence[Addressed], institution: Institution | None, now: datetime) -> list[Message]:
    """Write those letters as messages whose readers agreed to it; answers with the rest, which go by e-mail: all of
    them, where the kind is not for official e-addresses.

    From the institution or its successor; None: what people follow. With a `dedupe_key` a message is written once.
    """
    if not connections() or not notice_kinds[kind].is_official:
        return [message for _person, message in letters]
    sender = successor_on(institution, on=day_in_riga(now)) if institution else None
    consents = taking({person for person, _message in letters if person}, institution=sender)
    diverted, rest = [], []
    for person, message in letters:
        consent = consents.get(person) if person else None
        if consent and consent.institution.code in connections():
            diverted.append(_dispatch(kind, consent, message, now))
        else:
            rest.append(message)
    Dispatch.objects.bulk_create(diverted, batch_size=BATCH, ignore_conflicts=True)
    return rest


@transaction.atomic
def send_own(*, kind: str, letters: Sequence[Addressed], institution: Institution | None, now: datetime) -> None:
    """Tell people of their own matters with an institution: at the official e-address of who agreed to that, others by
    letter. Without an institution there is nobody who could send to an e-address."""
    by_mail = [message for _person, message in letters]
    if institution is not None:
        by_mail = divert(kind=kind, letters=letters, institution=institution, now=now)
    send_all(kind=kind, messages=by_mail, now=now)


def _dispatch(kind: str, consent: Consent, message: Message, now: datetime) -> Dispatch:
    words = message.words or render(notice_kinds[kind], message.language, message.context)
    words = words.filled(message.personal)
    return Dispatch(
        institution_id=consent.institution_id, consent=consent, kind=kind, language=message.language,
        subject=words.subject, text=words.text, email=message.to,
        leave_path=message.leave_path, dedupe_key=message.dedupe_key or "",
        created_at=now, next_try_at=now,
    )  # fmt: skip


def hand_over_due(*, now: datetime) -> int:
    """Give the gateways what is due, oldest first; answers how many they took. A gateway that does not answer is not
    asked again in this run: what waits for it would hold up all others."""
    taken, silent = 0, set()
    for dispatch, driver, connection in _claimed(DispatchState.WAITING, now):
        if connection.institution in silent:
            Dispatch.objects.filter(pk=dispatch.pk).update(claimed_until=None, next_try_at=now + FIRST_WAIT)
            continue
        try:
            reference = driver.hand_over(_outgoing(dispatch, connection, now))
        except NotTaken as refusal:
            _note_refusal(dispatch, refusal, now)
            if refusal.reason == Reason.UNREACHABLE:
                silent.add(connection.institution)
            continue
        taken += _note_taken(dispatch, reference, now)
    return taken


def ask_states(*, now: datetime) -> int:
    """Ask the gateways what became of what they took; answers how many are known now."""
    by_driver: dict[str, tuple[Driver, list[Dispatch]]] = {}
    for dispatch, driver, connection in _claimed(DispatchState.HANDED_OVER, now):
        by_driver.setdefault(connection.institution, (driver, []))[1].append(dispatch)
    known = 0
    for driver, dispatches in by_driver.values():
        try:
            states = driver.states([Taken(each.message_id, each.reference) for each in dispatches])
        except NotTaken as refusal:
            log.warning("A gateway did not say what became of messages: %s", refusal)
            states = {}
        known += _note_states(dispatches, states, now)
    return known


def _claimed(state: DispatchState, now: datetime) -> list[tuple[Dispatch, Driver, Connection]]:
    """Those due and unclaimed whose institution is connected and on, claimed for us."""
    connected = connections()
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    due = Dispatch.objects.filter(
        free, state=state, next_try_at__lte=now, institution__code__in=connected, institution__gateway__is_on=True
    )
    due = due.order_by("next_try_at", "id")
    rows = list(due.select_related("institution", "consent").prefetch_related("institution__names")[:BATCH])
    drivers = {code: driver_of(connected[code]) for code in {row.institution.code for row in rows}}
    mine = []
    for row in rows:
        if Dispatch.objects.filter(free, pk=row.pk, state=state).update(claimed_until=now + CLAIM):
            mine.append((row, drivers[row.institution.code], connected[row.institution.code]))
    return mine


def _outgoing(dispatch: Dispatch, connection: Connection, now: datetime) -> Outgoing:
    own = dispatch.institution
    return Outgoing(
        dispatch.message_id, own.e_address, str(own.name_on(day_in_riga(now)).lv), dispatch.subject, dispatch.text,
        dispatch.language, day_in_riga(now), address="" if dispatch.consent else own.e_address,
        sealed=base64.b64decode(dispatch.consent.sealed) if dispatch.consent else b"",
    )  # fmt: skip


def _note_taken(dispatch: Dispatch, reference: str, now: datetime) -> int:
    """Sent now; the law takes it as notified on the second working day after (Paziņošanas likums 9(1.1))."""
    rule = rule_book().rule_at("srv.eaddress", on=day_in_riga(now))
    notified = due_date(rule, day_in_riga(now), working_calendar()).date
    return Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.WAITING).update(
        state=DispatchState.HANDED_OVER, reference=reference, handed_at=now, notified_date=notified,
        attempts=dispatch.attempts + 1, claimed_until=None, next_try_at=now + ASKED_EVERY,
    )  # fmt: skip


@transaction.atomic
def _note_refusal(dispatch: Dispatch, refusal: NotTaken, now: datetime) -> None:
    row = Dispatch.objects.select_for_update().filter(pk=dispatch.pk).first()
    if row is None or row.state != DispatchState.WAITING:
        return
    log.warning("Dispatch %s was not taken at attempt %d: %s", row.pk, row.attempts + 1, refusal)
    wait = min(FIRST_WAIT * 4**row.attempts, LONGEST_WAIT)
    row.attempts, row.claimed_until, row.next_try_at = row.attempts + 1, None, now + wait
    if refusal.for_good or row.attempts >= MOST_ATTEMPTS:
        fail(row, refusal.reason, now)
    else:
        row.save()


@transaction.atomic
def _note_states(dispatches: list[Dispatch], states: dict[UUID, Reported], now: datetime) -> int:
    """What is known already does not change, however often it is said."""
    by_id = {each.message_id: each for each in dispatches}
    rows = Dispatch.objects.select_for_update().filter(pk__in=[each.pk for each in dispatches]).order_by("pk")
    waits: dict[bool, list[int]] = defaultdict(list)
    known = 0
    for row in rows.filter(state=DispatchState.HANDED_OVER):
        said = states.get(by_id[row.message_id].message_id)
        if said is None:
            waits[row.handed_at is not None and now - row.handed_at > ASKED_FOR].append(row.pk)
        elif said.state == DispatchState.DELIVERED:
            known += _note_delivered(row, now)
        else:
            known += 1
            fail(row, said.reason or Reason.REFUSED, now)
    for is_over, pks in waits.items():
        again = now + (timedelta(days=3650) if is_over else ASKED_EVERY)
        Dispatch.objects.filter(pk__in=pks).update(claimed_until=None, next_try_at=again)
    return known


def _note_delivered(row: Dispatch, now: datetime) -> int:
    row.state, row.finished_at, row.claimed_until = DispatchState.DELIVERED, now, None
    row.save()
    if row.consent_id:
        Consent.objects.filter(pk=row.consent_id, withdrawn_at=None).update(standing=Standing.ACTIVE)
    return 1
