"""A real SMTP server for the tests, run as `python -m tests.notices.smtp_server PORT FOLDER`.

Each letter taken is a file of FOLDER, and each connection a line of FOLDER/connections. What the server does is told
by the first part of the recipient's address:

later@            451 to the recipient, every time
nobody@           550 to the recipient
refused-words@    554 to the content
drop@             the connection ends without a word when the content has been sent
closing@          421 to the recipient: the server is about to close
slow@             the answer to the content comes after it was taken and two seconds passed
"""

import asyncio
import sys
from itertools import count
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

SLOW_SECONDS = 2.0
LONGEST_LINE = 1000  # octets with the line's end, RFC 5321 4.5.3.1.6


class Handler:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        with (self.folder / "connections").open("a") as connections:
            connections.write("connection\n")
        session.host_name = hostname
        return ["250-PIPELINING", *responses]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answers = {"later": "451 Try again later", "nobody": "550 No such user here", "closing": "421 Closing"}
        answer = answers.get(address.partition("@")[0])
        if answer is None:
            envelope.rcpt_tos.append(address)
            return "250 OK"
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> Any:
        to = envelope.rcpt_tos[0].partition("@")[0]
        content = envelope.original_content or b""
        if to == "refused-words":
            return "554 Not these words"
        if to == "drop":
            server.transport.abort()
            return "250 nobody hears this"
        if any(len(line) > LONGEST_LINE for line in content.splitlines(keepends=True)) or not content.isascii():
            return "554 Lines too long or not of seven bits"
        (self.folder / f"{next(self.numbers):04}.eml").write_bytes(content)
        if to == "slow":
            await asyncio.sleep(SLOW_SECONDS)
        return "250 OK"


def main() -> None:
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    controller = Controller(Handler(folder), hostname="127.0.0.1", port=port)
    controller.start()
    sys.stdin.read()  # until the tests end
    controller.stop()


if __name__ == "__main__":
    main()
