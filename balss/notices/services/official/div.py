"""Gateway to DIV UnifiedService, the state's own system of official e-addresses. EXPERIMENTAL.

Its schema and its codes of faults are not public. What is here follows what public clients send, and was tried
against a server of our own (`tests/notices/official/div_server.py`) that checks both signatures; not against the
service itself. The worker opens the sealed code in memory for the one request.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from lxml import etree

from balss.notices.models import DispatchState, Reason
from balss.notices.services.official import soap
from balss.notices.services.official.div_envelope import sealed_envelope
from balss.notices.services.official.exchange import Line
from balss.notices.services.official.gateway import NotTaken, Outgoing, Reported, Taken
from balss.notices.services.official.sealing import NotOpened, unsealed
from balss.notices.services.official.xmldsig import Seal, root

UUI = "http://vraa.gov.lv/xmlschemas/div/uui/2011/11"
ACTIONS = "http://vraa.gov.lv/div/uui/2011/11/UnifiedServiceInterface/"
TO_A_PERSON = "_DEFAULT@"  # and the personal code: law on official e-addresses, Art. 6, point 6
KNOWN_ALREADY = "DuplicateMessage"
ADDRESS_FAULTS = {"UnknownAddress": Reason.UNKNOWN_ADDRESS, "ClosedAddress": Reason.CLOSED_ADDRESS}
OUR_SIGNATURES = {"InvalidSignature", "InvalidSecurity"}  # what whoever runs the installation can mend: tried again


@dataclass(frozen=True)
class Keys:
    """Files: the institution's seal (certificate and key), and what opens sealed codes."""

    signing: str
    certificate: str
    opening: str


class Div:
    def __init__(self, line: Line, keys: Keys, clock: Callable[[], datetime] = timezone.now) -> None:
        self.line, self.keys, self.clock = line, keys, clock

    def hand_over(self, message: Outgoing) -> str:
        """The service's id of the message; of one that it has already, where it says it, that one."""
        seal = self._seal()
        envelope = sealed_envelope(message, address=self._address(message), seal=seal, now=self.clock())
        body = root(UUI, "SendMessageInput")
        body.append(envelope)
        said = self._ask("SendMessage", body, message.message_id, seal)
        if isinstance(said, soap.Fault):
            if said.subcode == KNOWN_ALREADY:
                return said.text[:200]
            raise _refusal(said)
        return str(said.findtext(f".//{{{UUI}}}MessageId") or "")[:200]

    def states(self, taken: Collection[Taken]) -> dict[UUID, Reported]:
        """Delivered once the service confirms when it received the message into the account."""
        seal, found = self._seal(), {}
        for each in taken:
            body = root(UUI, "GetMessageServerConfirmationInput")
            etree.SubElement(body, f"{{{UUI}}}MessageId").text = each.reference
            said = self._ask("GetMessageServerConfirmation", body, each.message_id, seal)
            if isinstance(said, soap.Fault):
                if said.subcode in ADDRESS_FAULTS:
                    found[each.message_id] = Reported(DispatchState.FAILED, ADDRESS_FAULTS[said.subcode])
            elif any(etree.QName(part).localname == "ServerReceivedTime" and part.text for part in said.iter()):
                found[each.message_id] = Reported(DispatchState.DELIVERED)
        return found

    def _ask(self, operation: str, body: Any, about: UUID, seal: Seal) -> Any:
        content = soap.request(
            body, action=ACTIONS + operation, to=self.line.place, about=about, seal=seal, now=self.clock()
        )
        answer = self.line.ask("POST", body=content, headers={"Content-Type": soap.CONTENT_TYPE})
        try:
            return soap.answer(answer.body)
        except ValueError as error:
            raise NotTaken(f"DIV answered {answer.status} without SOAP") from error

    def _seal(self) -> Seal:
        try:
            return Seal.read(Path(self.keys.signing).read_bytes())
        except (OSError, ValueError) as error:
            raise NotTaken("the seal of the institution cannot be read", reason=Reason.REFUSED) from error

    def _address(self, message: Outgoing) -> str:
        if message.address:
            return message.address
        try:
            certificate, key = (Path(file).read_bytes() for file in (self.keys.certificate, self.keys.opening))
            return TO_A_PERSON + unsealed(message.sealed, certificate=certificate, key=key)
        except (OSError, NotOpened) as error:
            raise NotTaken("the sealed address cannot be opened", reason=Reason.REFUSED) from error


def _refusal(fault: soap.Fault) -> NotTaken:
    if reason := ADDRESS_FAULTS.get(fault.subcode):
        return NotTaken("DIV knows no such active address", reason=reason, for_good=True)
    if fault.subcode in OUR_SIGNATURES or not fault.is_ours:
        return NotTaken(f"DIV answered {fault.subcode or 'with a fault'}", reason=Reason.REFUSED)
    return NotTaken(f"DIV refused: {fault.subcode}", reason=Reason.REFUSED, for_good=True)
