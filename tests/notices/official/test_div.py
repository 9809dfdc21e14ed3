"""DIV UnifiedService, experimental: against a server process that checks both signatures and answers faults."""

import base64
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from lxml import etree

from balss.core.personal_code import read_personal_code
from balss.notices.models import DispatchState, Reason
from balss.notices.services.official import div
from balss.notices.services.official.div import Div, Keys
from balss.notices.services.official.exchange import Line
from balss.notices.services.official.gateway import NotTaken, Outgoing, Reported, Taken
from balss.notices.services.official.sealing import seal
from tests.installation import ROOT, free_port, wait_for_port
from tests.notices.official.certificates import Authority
from tests.notices.official.conftest import CODE, OTHER_CODE


@dataclass(frozen=True)
class Server:
    folder: Path
    line: Line
    keys: Keys

    @property
    def gateway(self) -> Div:
        return Div(self.line, self.keys)

    def faults(self, name: str) -> None:
        (self.folder / "fault").write_text(name)

    def taken(self) -> list[Path]:
        return list(self.folder.glob("*.xml"))


@pytest.fixture(scope="module")
def process(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("div"), free_port()
    own, own_seal = authority.issue_both("DIV"), authority.issue_both("seal of the ministry")
    words = [str(port), str(folder), str(own), str(authority.file), str(own_seal)]
    running = subprocess.Popen([sys.executable, "-m", "tests.notices.official.div_server", *words], cwd=ROOT)
    wait_for_port(port)
    client = authority.issue_both("client of the ministry")
    certificate, opening = authority.issue("opening")
    line = Line(f"https://127.0.0.1:{port}/UnifiedService.svc", str(client), str(authority.file), seconds=2)
    yield Server(folder, line, Keys(str(own_seal), str(certificate), str(opening)))
    running.terminate()
    running.wait(10)


@pytest.fixture
def server(process: Server) -> Server:
    for file in process.folder.iterdir():
        file.unlink()
    return process


def message(server: Server, *, address: str = "", code: str = CODE.digits) -> Outgoing:
    certificate = Path(server.keys.certificate).read_bytes()
    sealed = b"" if address else base64.b64decode(seal(read_personal_code(code), certificate))
    return Outgoing(
        uuid4(), "_DEFAULT@90000000001", "Ministrija & dēli", "Atbilde <1>", "Vairāk koku.\n\nPaldies!", "lv",
        date(2026, 11, 27), address=address, sealed=sealed,
    )  # fmt: skip


def test_both_signatures_hold_and_the_words_arrive(server: Server) -> None:
    sent = message(server)
    assert server.gateway.hand_over(sent) == f"DIV-{sent.message_id}"
    (file,) = server.taken()
    root = etree.fromstring(file.read_bytes())
    found = {etree.QName(each).localname: each.text for each in root.iter() if each.text and each.text.strip()}
    assert found["Description"] == "Vairāk koku.\n\nPaldies!"
    assert found["RecipientE-Address"] == f"_DEFAULT@{CODE.digits}"
    assert found["SenderRefNumber"] == str(sent.message_id)


def test_an_institution_is_reached_by_its_own_address(server: Server) -> None:
    server.gateway.hand_over(message(server, address="_DEFAULT@90000000001"))
    assert len(server.taken()) == 1


def test_the_same_message_again_is_taken_once_and_has_the_same_reference(server: Server) -> None:
    sent = message(server)
    assert server.gateway.hand_over(sent) == server.gateway.hand_over(sent)
    assert len(server.taken()) == 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [(OTHER_CODE.digits, Reason.CLOSED_ADDRESS), ("32000000003", Reason.UNKNOWN_ADDRESS)],
)
def test_an_address_that_is_closed_or_unknown_is_said_for_good(server: Server, code: str, reason: Reason) -> None:
    with pytest.raises(NotTaken) as refusal:
        server.gateway.hand_over(message(server, code=code))
    assert (refusal.value.reason, refusal.value.for_good) == (reason, True)
    assert code not in str(refusal.value)


@pytest.mark.parametrize(
    ("fault", "reason", "for_good"),
    [
        ("Busy", Reason.REFUSED, False),
        ("TooLarge", Reason.REFUSED, True),
        ("late", Reason.UNREACHABLE, False),
    ],
)
def test_other_faults_mean_what_they_say(server: Server, fault: str, reason: Reason, for_good: bool) -> None:
    server.faults(fault)
    with pytest.raises(NotTaken) as refusal:
        server.gateway.hand_over(message(server))
    assert (refusal.value.reason, refusal.value.for_good) == (reason, for_good)


def test_a_seal_that_the_service_does_not_know_is_refused_and_tried_again(server: Server, authority: Authority) -> None:
    stranger = Div(server.line, replace(server.keys, signing=str(authority.issue_both("another seal"))))
    with pytest.raises(NotTaken, match="InvalidSecurity") as refusal:
        stranger.hand_over(message(server))
    assert not refusal.value.for_good


def test_words_changed_after_sealing_are_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    made = div.sealed_envelope

    def changed(*given: object, **named: object) -> etree._Element:
        envelope = made(*given, **named)  # type: ignore[arg-type]
        envelope.find(".//{*}Description").text = "Mazāk koku."
        return envelope

    monkeypatch.setattr(div, "sealed_envelope", changed)
    with pytest.raises(NotTaken, match="InvalidSignature"):
        server.gateway.hand_over(message(server))
    assert not server.taken()


def test_an_old_request_is_refused(server: Server) -> None:
    late = Div(server.line, server.keys, clock=lambda: datetime.now(UTC) - timedelta(hours=1))
    with pytest.raises(NotTaken, match="InvalidSecurity"):
        late.hand_over(message(server))


def test_a_message_is_delivered_when_the_service_confirms_receipt(server: Server) -> None:
    first, second = message(server), message(server)
    taken = [Taken(each.message_id, server.gateway.hand_over(each)) for each in (first, second)]
    assert server.gateway.states(taken) == {}
    (server.folder / f"{first.message_id}.received").touch()
    expected = {first.message_id: Reported(DispatchState.DELIVERED)}
    assert server.gateway.states(taken) == server.gateway.states(taken) == expected
    assert server.gateway.states([Taken(uuid4(), "DIV-unknown")]) == {}


def test_keys_that_cannot_be_used_are_said_and_nothing_is_sent(server: Server, authority: Authority) -> None:
    sent = message(server)
    for wrong in (
        replace(server.keys, signing="/nowhere"),
        replace(server.keys, signing=server.keys.certificate),
        replace(server.keys, opening=str(authority.issue("another")[1])),
    ):
        with pytest.raises(NotTaken) as refusal:
            Div(server.line, wrong).hand_over(sent)
        assert not refusal.value.for_good
    assert not server.taken()
