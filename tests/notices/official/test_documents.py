"""The document system over mutual TLS, as a server in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from balss.notices.models import Reason
from balss.notices.services.official.documents import Documents
from balss.notices.services.official.exchange import Line
from balss.notices.services.official.gateway import NotTaken, Outgoing, Reported, Taken
from tests.installation import ROOT, free_port, wait_for_port
from tests.notices.official.certificates import Authority


@dataclass(frozen=True)
class Server:
    folder: Path
    line: Line

    def answers(self, words: str) -> None:
        (self.folder / "answer").write_text(words)

    def asked(self) -> list[str]:
        return (self.folder / "asked").read_text().split()


@pytest.fixture(scope="module")
def process(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("documents"), free_port()
    own = authority.issue_both("document system")
    command = [sys.executable, "-m", "tests.notices.official.documents_server"]
    running = subprocess.Popen([*command, str(port), str(folder), str(own), str(authority.file)], cwd=ROOT)
    wait_for_port(port)
    client = authority.issue_both("balss")
    yield Server(folder, Line(f"https://127.0.0.1:{port}/api", str(client), str(authority.file), seconds=1))
    running.terminate()
    running.wait(10)


@pytest.fixture
def server(process: Server) -> Server:
    for file in process.folder.iterdir():
        file.unlink()
    return process


def message() -> Outgoing:
    return Outgoing(
        uuid4(),
        "_DEFAULT@90000000001",
        "Ministrija",
        "Atbilde",
        "Vairāk koku.",
        "lv",
        date(2026, 11, 27),
        sealed=b"\0s",
    )


def test_a_message_arrives_and_keeps_its_reference(server: Server) -> None:
    sent = message()
    reference = Documents(server.line).hand_over(sent)
    kept = json.loads((server.folder / f"{sent.message_id}.json").read_bytes())
    assert reference == f"D-{str(sent.message_id)[:8]}"
    assert (kept["subject"], kept["to"]) == ("Atbilde", {"sealed": "AHM="})


def test_a_second_try_is_the_same_message(server: Server) -> None:
    sent, gateway = message(), Documents(server.line)
    assert gateway.hand_over(sent) == gateway.hand_over(sent)
    assert server.asked() == [str(sent.message_id)] * 2
    assert len(list(server.folder.glob("*.json"))) == 1


@pytest.mark.parametrize(
    ("answer", "reason", "for_good"),
    [
        ('422 {"reason": "closed_address"}', Reason.CLOSED_ADDRESS, True),
        ('422 {"reason": "unknown_address"}', Reason.UNKNOWN_ADDRESS, True),
        ('400 {"reason": "withdrawn"}', Reason.REFUSED, True),  # not a gateway's to say
        ("422 no JSON", Reason.REFUSED, True),
        ("503 {}", Reason.UNREACHABLE, False),
        ("404 {}", Reason.UNREACHABLE, False),
        ("late {}", Reason.UNREACHABLE, False),
    ],
)
def test_refusals_mean_what_they_say(server: Server, answer: str, reason: Reason, for_good: bool) -> None:
    server.answers(answer)
    with pytest.raises(NotTaken) as refusal:
        Documents(server.line).hand_over(message())
    assert (refusal.value.reason, refusal.value.for_good) == (reason, for_good)


def test_states_are_asked_one_by_one(server: Server) -> None:
    said: dict[UUID, dict[str, str]] = {
        uuid4(): {"state": "delivered"},
        uuid4(): {"state": "failed", "reason": "closed_address"},
        uuid4(): {"state": "on its way"},
    }
    for message_id, state in said.items():
        (server.folder / f"{message_id}.state.json").write_text(json.dumps(state))
    taken = [Taken(each, "") for each in (*said, uuid4())]
    delivered, failed, _unknown = said
    assert Documents(server.line).states(taken) == {
        delivered: Reported("delivered"),  # type: ignore[arg-type]
        failed: Reported("failed", Reason.CLOSED_ADDRESS),  # type: ignore[arg-type]
    }


def test_neither_side_believes_a_stranger(server: Server, tmp_path: Path) -> None:
    stranger = Authority(tmp_path)
    with pytest.raises(NotTaken):
        Documents(replace(server.line, authority=str(stranger.file))).hand_over(message())
    with pytest.raises(NotTaken):
        Documents(replace(server.line, client=str(stranger.issue_both("balss")))).hand_over(message())
    with pytest.raises(NotTaken):
        Documents(replace(server.line, client=str(tmp_path / "none.pem"))).hand_over(message())
    assert not (server.folder / "asked").exists()
