"""One letter over a connection: together where the server allows it, one command after the other where it does not."""

import smtplib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from balss.notices.services.wire import transmit

Answers = dict[str, str]
Open = Callable[..., smtplib.SMTP]
TAKES_ALL = {
    "BDAT": "250 taken",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    ".": "250 taken",
    "RSET": "250 ok",
}


class Server:
    """Answers each command as it is told, and keeps what it read."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.read: list[str] = []

    def begin(self, extensions: list[str], answers: Answers) -> None:
        hello = "250-hello\r\n" + "".join(f"250-{name}\r\n" for name in extensions) + "250 HELP"
        threading.Thread(target=self._talk, args=[{"EHLO": hello, **TAKES_ALL, **answers}], daemon=True).start()

    def _talk(self, answers: Answers) -> None:
        peer, _address = self.listener.accept()
        with peer, peer.makefile("rb") as lines:
            peer.sendall(b"220 hello\r\n")
            in_data = False
            for line in lines:
                if line.startswith(b"BDAT"):
                    self.read += [line.decode().strip(), lines.read(int(line.split()[1])).decode()]
                    peer.sendall(answers["BDAT"].encode() + b"\r\n")
                    continue
                words = line.decode().removesuffix("\r\n")
                self.read.append(words)
                if in_data and words != ".":
                    continue
                verb = words.partition(" ")[0].upper()
                in_data = verb == "DATA" and answers["DATA"].startswith("354")
                peer.sendall(answers[verb].encode() + b"\r\n")


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    with closing(made.listener):
        yield made


@pytest.fixture
def opened(server: Server) -> Iterator[Open]:
    made: list[smtplib.SMTP] = []

    def open_with(*extensions: str, **answers: str) -> smtplib.SMTP:
        server.begin(list(extensions), answers)
        made.append(smtplib.SMTP("127.0.0.1", server.listener.getsockname()[1], timeout=5))
        return made[-1]

    yield open_with
    for each in made:
        each.close()


def send(connection: smtplib.SMTP, content: bytes = b"To: a\r\n\r\nx\r\n", to: str = "anna@example.lv") -> None:
    transmit(connection, sender="balss@example.lv", to=to, content=content)


WAYS = pytest.mark.parametrize("extensions", [[], ["PIPELINING"]], ids=["apart", "together"])


@WAYS
def test_letter_is_said_as_the_protocol_wants_it(opened: Open, server: Server, extensions: list[str]) -> None:
    send(opened(*extensions), b"To: a\r\n\r\n.x\r\n..\r\ny\r\n")
    assert server.read[1:] == [
        "MAIL FROM:<balss@example.lv>", "RCPT TO:<anna@example.lv>", "DATA", "To: a", "", "..x", "...", "y", ".",
    ]  # fmt: skip


def test_content_goes_by_its_length_where_the_server_takes_it_so(opened: Open, server: Server) -> None:
    send(opened("PIPELINING", "CHUNKING"), b"To: a\r\n\r\n.x\r\n")
    assert server.read[1:] == [
        "MAIL FROM:<balss@example.lv>", "RCPT TO:<anna@example.lv>", "BDAT 13 LAST", "To: a\r\n\r\n.x\r\n",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"MAIL": "550 not you", "RCPT": "503 MAIL first", "BDAT": "503 MAIL first"}, smtplib.SMTPSenderRefused),
        ({"RCPT": "550 5.1.1 nobody", "BDAT": "554 no recipients"}, smtplib.SMTPRecipientsRefused),
        ({"BDAT": "452 4.2.2 full"}, smtplib.SMTPDataError),
        ({"RCPT": "421 closing"}, smtplib.SMTPRecipientsRefused),
    ],
)
def test_refusal_of_what_went_at_once_is_told_by_its_first_cause(
    opened: Open, answers: Answers, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        send(opened("PIPELINING", "CHUNKING", **answers))


@WAYS
@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"MAIL": "550 not you"}, smtplib.SMTPSenderRefused),
        ({"MAIL": "550 not you", "RCPT": "503 MAIL first", "DATA": "503 MAIL first"}, smtplib.SMTPSenderRefused),
        ({"RCPT": "550 5.1.1 nobody", "DATA": "503 nobody to send to"}, smtplib.SMTPRecipientsRefused),
        ({"RCPT": "550 5.1.1 nobody", ".": "554 no recipients"}, smtplib.SMTPRecipientsRefused),
        ({"DATA": "451 later"}, smtplib.SMTPDataError),
        ({".": "554 5.7.1 not these words"}, smtplib.SMTPDataError),
    ],
)
def test_refusal_is_told_by_what_it_answers_and_the_next_letter_goes(
    opened: Open, extensions: list[str], answers: Answers, refusal: type[Exception]
) -> None:
    connection = opened(*extensions, **answers)
    for _ in range(2):
        with pytest.raises(refusal):
            send(connection)


@WAYS
def test_server_that_is_closing_is_asked_nothing_more(opened: Open, server: Server, extensions: list[str]) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        send(opened(*extensions, RCPT="421 closing"))
    recipients: Any = refusal.value.recipients
    assert recipients["anna@example.lv"][0] == 421
    assert "RSET" not in server.read


def test_server_that_knows_notifications_is_told_which_are_wanted(opened: Open, server: Server) -> None:
    send(opened("DSN"), to="a+b=c@example.lv")
    assert server.read[1:3] == [
        "MAIL FROM:<balss@example.lv> RET=HDRS",
        "RCPT TO:<a+b=c@example.lv> NOTIFY=FAILURE ORCPT=rfc822;a+2Bb+3Dc@example.lv",
    ]
