"""Taking in what came back, and doing what it asks for where it can be believed.

A message is believed to be about a letter of ours only by the token of that letter: in the address that it was sent
to, or in the letter that it encloses. It can change something only for the address that this very letter went to.
Everything else is listed and changes nothing. The same message taken in twice counts once.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes

from django.db import transaction

from balss.core.mail.reports import LARGEST, Claim, Report, claim_of, read_report, status_in
from balss.notices.models import Notice, Outcome, PauseReason, Return
from balss.notices.services.pausing import pause, pause_when_often
from balss.notices.services.return_path import ascii_address, is_sendable, letters_named

EFFECTS = (Outcome.HARD, Outcome.SOFT, Outcome.COMPLAINT)
ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "To")  # where servers note whom the envelope named
_ADDRESS = re.compile(r"\S+@\S+")
HEAD = 65_536  # octets in which the head is looked for


@dataclass(frozen=True)
class Returned:
    """A message as it was taken in: at most `LARGEST` octets of it, the size and the hash of all."""

    start: bytes
    size: int
    digest: str
    envelope_to: str = ""

    @classmethod
    def whole(cls, raw: bytes, envelope_to: str = "") -> "Returned":
        return cls(raw[:LARGEST], len(raw), hashlib.sha256(raw).hexdigest(), envelope_to)


@transaction.atomic
def receive(message: Returned, *, now: datetime) -> Return:
    """Take in one message. Raises nothing for whatever it says."""
    known = Return.objects.filter(digest=message.digest).first()
    if known is not None:
        return known
    report = None if message.size > LARGEST else read_report(message.start)
    notice = _letter_of(message, report)
    outcome = _outcome(report, notice)
    taken, is_new = Return.objects.get_or_create(
        digest=message.digest,
        defaults={
            "received_at": now,
            "outcome": outcome,
            "notice": notice,
            "email": notice.to.lower() if notice and outcome in EFFECTS else "",
            "status": report.status if report else "",
            "said": _without_addresses(report.said) if report else "",
            "size": message.size,
        },
    )
    if is_new:
        _act_on(taken, now)
    return taken


def note_refusal(notice: Notice, answer: str, *, now: datetime) -> None:
    """The mail server refused the recipient for good while it was being spoken to: a bounce without a message.

    550, 551 and 553 (RFC 5321) speak of the mailbox, unless a status says more exactly what is meant.
    """
    status = status_in(answer) or ("5.1.1" if answer[:3] in ("550", "551", "553") else "5.0.0")
    claim = claim_of(status)
    outcome = Outcome.HARD if claim == Claim.HARD else Outcome.SOFT
    digest = hashlib.sha256(f"{notice.message_id} {notice.attempts}".encode()).hexdigest()
    values = {"received_at": now, "outcome": outcome, "notice": notice, "email": notice.to.lower(), "status": status}
    taken, is_new = Return.objects.get_or_create(
        digest=digest, defaults={**values, "said": _without_addresses(answer[:300]), "size": 0}
    )
    if is_new:
        _act_on(taken, now)


def _outcome(report: Report | None, notice: Notice | None) -> Outcome:
    if report is None:
        return Outcome.TOO_LARGE
    outcome = Outcome(report.claim.value)
    if outcome not in EFFECTS:
        return outcome
    if notice is None:
        return Outcome.UNKNOWN
    if report.addresses and not _names_of(notice) & report.addresses:
        return Outcome.OTHER_ADDRESS
    return outcome


def _names_of(notice: Notice) -> set[str]:
    """The address as it was given, and as servers knew it."""
    given = notice.to.lower()
    return {given, ascii_address(given).lower()} if is_sendable(given) else {given}


def _letter_of(message: Returned, report: Report | None) -> Notice | None:
    """The letter whose token it bears; None where it bears none or several, or the letter's address is erased."""
    head = message_from_bytes(message.start[:HEAD].partition(b"\r\n\r\n")[0].partition(b"\n\n")[0])
    places = [message.envelope_to, *(str(value) for name in ADDRESSED for value in head.get_all(name, []))]
    if report is not None:
        places.append(report.enclosed)
    named = {message_id for place in places for message_id in letters_named(place)}
    if len(named) != 1:
        return None
    return Notice.objects.filter(message_id=named.pop()).exclude(to="").first()


def _without_addresses(said: str) -> str:
    return _ADDRESS.sub("…", said.replace("\x00", ""))


def _act_on(taken: Return, now: datetime) -> None:
    if taken.outcome == Outcome.HARD:
        pause(taken.email, PauseReason.HARD, now=now)
    elif taken.outcome == Outcome.COMPLAINT:
        pause(taken.email, PauseReason.COMPLAINT, now=now)
    elif taken.outcome == Outcome.SOFT:
        pause_when_often(taken.email, now=now)
