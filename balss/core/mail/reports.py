"""What a message that came back says: a report of a mail server (RFC 3464), a complaint (RFC 5965), or neither.

A *report* has parts for machines: blocks of fields, one for each recipient. Everything in it was written by somebody
else, so this says only what it claims; which letter it belongs to has to be known from elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from enum import StrEnum

LARGEST = 1_000_000  # octets that are read; servers cut what they send back
MOST_PARTS = 40  # words of the message that could begin a part: beyond, it was made to wear readers out
SAID = 300  # letters of a server's words that are kept

_PARTS = re.compile(rb"boundary|message/", re.IGNORECASE)
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)")
_COMPLAINTS = {"abuse", "fraud", "virus", "opt-out"}
_OUR_ADDRESS = {"7", "8"}  # RFC 3463 X.1.7 and X.1.8 speak of the sender's address


class Claim(StrEnum):
    HARD = "hard"  # the address does not exist (any more)
    SOFT = "soft"  # this letter did not arrive, another may
    DELAYED = "delayed"
    DELIVERED = "delivered"
    COMPLAINT = "complaint"
    AUTOMATIC = "automatic"  # an answer that nobody wrote: away, received
    NO_REPORT = "no_report"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Report:
    """`addresses`: those it speaks of, in small letters; none where it names none. `enclosed`: the text in which the
    letter that it speaks of may be named. `status` as in RFC 3463, or "".
    """

    claim: Claim
    status: str = ""
    addresses: frozenset[str] = frozenset()
    said: str = ""
    enclosed: str = ""


def read_report(raw: bytes) -> Report:
    """Never raises; of several recipients the gravest claim counts, with all addresses."""
    if len(raw) > LARGEST or len(_PARTS.findall(raw)) > MOST_PARTS:
        return Report(Claim.UNREADABLE)
    message = message_from_bytes(raw)
    kind = str(message.get_param("report-type") or "").lower()
    if message.get_content_type() == "multipart/report" and message.is_multipart():
        parts = list(message.walk())[1:]
        if kind == "feedback-report":
            return _complaint(parts)
        if kind == "delivery-status":
            return _delivery(parts)
    answered = str(message.get("Auto-Submitted", "no")).lower().startswith("auto")
    automatic = answered or any(
        name in message for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress")
    )
    return Report(Claim.AUTOMATIC if automatic else Claim.NO_REPORT)


def claim_of(status: str, action: str = "failed") -> Claim:
    """What a status means for the address. Only that it does not exist is hard: everything else may pass, a full
    mailbox and a server that dislikes our words too."""
    if action in ("delivered", "relayed", "expanded"):
        return Claim.DELIVERED
    if action == "delayed":
        return Claim.DELAYED
    found = _STATUS.search(status)
    if action != "failed" or not found or found[1] == "2":  # failed and taken at once: it does not know what it says
        return Claim.UNREADABLE
    severity, subject, detail = found.groups()
    gone = (subject == "1" and detail not in _OUR_ADDRESS) or (subject, detail) == ("2", "1")
    return Claim.HARD if severity == "5" and gone else Claim.SOFT


def status_in(words: str) -> str:
    """The status that stands in a server's answer, or ""."""
    found = _STATUS.search(words)
    return found[0] if found else ""


_GRAVEST = [Claim.HARD, Claim.SOFT, Claim.DELAYED, Claim.DELIVERED, Claim.UNREADABLE]


def _delivery(parts: list[Message]) -> Report:
    found = []
    for fields in _blocks(parts, "message/delivery-status"):
        if "Action" in fields or "Status" in fields:
            action, status = _field(fields, "Action").lower(), _field(fields, "Status")
            addresses = {_address(fields, name) for name in ("Final-Recipient", "Original-Recipient")} - {""}
            found.append((claim_of(status, action), status_in(status), addresses, _field(fields, "Diagnostic-Code")))
    if not found:
        return Report(Claim.UNREADABLE)
    claim, status, _addresses, said = min(found, key=lambda each: _GRAVEST.index(each[0]))
    every = frozenset[str]().union(*(addresses for _claim, _status, addresses, _said in found))
    return Report(claim, status, every, said[:SAID], _enclosed(parts))


def _complaint(parts: list[Message]) -> Report:
    blocks = list(_blocks(parts, "message/feedback-report"))
    kinds = {_field(fields, "Feedback-Type").lower() for fields in blocks}
    if not kinds & _COMPLAINTS:
        return Report(Claim.NO_REPORT if kinds else Claim.UNREADABLE)
    envelope = " ".join(_field(fields, "Original-Mail-From") for fields in blocks)
    addresses = frozenset(_bare(_field(fields, "Original-Rcpt-To")) for fields in blocks) - {""}
    return Report(Claim.COMPLAINT, addresses=addresses, enclosed=f"{envelope}\n{_enclosed(parts)}")


def _blocks(parts: list[Message], content_type: str) -> Iterator[Message]:
    """The blocks of fields of the machine's part, which the parser gives as messages without a body."""
    for part in parts:
        if part.get_content_type() == content_type and part.is_multipart():
            yield from (each for each in part.get_payload() if isinstance(each, Message))


def _enclosed(parts: list[Message]) -> str:
    """The heads of what is enclosed."""
    heads = []
    for part in parts:
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            heads += [f"{name}: {value}" for name, value in part.get_payload(0).items()]  # type: ignore[union-attr]
        elif part.get_content_type() == "text/rfc822-headers":
            heads.append(str(part.get_payload()))
    return "\n".join(heads)


def _field(fields: Message, name: str) -> str:
    return " ".join(str(fields.get(name, "")).split())


def _address(fields: Message, name: str) -> str:
    return _bare(_field(fields, name).partition(";")[2])


def _bare(address: str) -> str:
    return address.strip().strip("<>").lower()
