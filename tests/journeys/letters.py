"""A real mail server and a real worker beside the journeys' server: letters come as people get them."""

import email
import email.policy
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.conftest import BALSS, environment_of, free_port

WAIT_SECONDS = 20


@dataclass(frozen=True)
class Mailbox:
    """Everybody's letters, each a file of the folder."""

    folder: Path

    def letter(self, to: str, about: str) -> str:
        """The words of the letter to an address whose subject holds `about`, when it has come."""
        give_up_at = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < give_up_at:
            for path in self.folder.glob("*.eml"):
                message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                if to in str(message["To"]) and about in str(message["Subject"]):
                    words = message.get_body(("plain",))
                    assert words is not None
                    return str(words.get_content())
            time.sleep(0.1)
        raise AssertionError(f"no letter about {about} to {to}")

    def link(self, to: str, about: str, path: str) -> str:
        """The address in the letter that leads to `path` and on."""
        words = self.letter(to, about)
        found = re.search(rf"https?://[^/\s]+({re.escape(path)}\S*)", words)
        assert found is not None, words
        return found.group(1)


@contextmanager
def post(var: Path, server: str, folder: Path) -> Iterator[Mailbox]:
    """The mailbox of an installation while a worker delivers its letters."""
    port = free_port()
    mail = subprocess.Popen(
        [sys.executable, "-m", "tests.notices.smtp_server", str(port), str(folder)], stdin=subprocess.PIPE
    )
    environment = environment_of(var) | {"BALSS_ORIGIN": server, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    worker = subprocess.Popen([BALSS, "worker"], env=environment)
    try:
        yield Mailbox(folder)
    finally:
        worker.terminate()
        worker.wait(timeout=30)
        mail.communicate(timeout=30)  # it ends with its input
