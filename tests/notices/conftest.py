"""A mail server in a process of its own, and a kind of letter to send through it."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.template.loaders.locmem import Loader

from balss.shared.notice_kinds import NoticeKind, notice_kinds
from tests.installation import ROOT, Installation, free_port, new_installation, wait_for_port

WORDS = {
    "test/notices/hello.subject.txt": "{{ name }},\n{% if language == 'lv' %}labdien{% else %}hello{% endif %}\n",
    "test/notices/hello.txt": "{{ name }}: {{ text }} {{ origin }}/\n",
    "test/notices/rich.subject.txt": "Rich",
    "test/notices/rich.txt": "Plain {{ text }}",
    "test/notices/rich.html": "<p>Rich {{ text }}</p>",
}


@dataclass(frozen=True)
class MailServer:
    port: int
    folder: Path

    def letters(self) -> list[EmailMessage]:
        """The letters taken, in the order in which they came."""
        files = sorted(self.folder.glob("*.eml"))
        return [message_from_bytes(path.read_bytes(), policy=SMTP) for path in files]  # type: ignore[misc]

    def recipients(self) -> list[str]:
        return [str(letter["To"]) for letter in self.letters()]

    def connections(self) -> int:
        lines = self.folder / "connections"
        return len(lines.read_text().splitlines()) if lines.exists() else 0


@pytest.fixture(scope="session")
def mail_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    folder = tmp_path_factory.mktemp("mail")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.notices.smtp_server", str(port), str(folder)], cwd=ROOT, stdin=subprocess.PIPE
    )
    wait_for_port(port)
    yield MailServer(port, folder)
    process.communicate(timeout=10)


@pytest.fixture
def own_installation() -> Iterator[Installation]:
    """One in whose outbox is nothing that another test has left."""
    with new_installation(settings.DATABASES["default"]) as made:
        yield made


@pytest.fixture
def mail_server(mail_process: MailServer) -> MailServer:
    """The server with nothing taken yet."""
    for file in mail_process.folder.iterdir():
        file.unlink()
    return mail_process


@pytest.fixture
def by_smtp(mail_server: MailServer, settings: Any) -> MailServer:
    """The mail server, and settings that send to it."""
    settings.POST_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", mail_server.port, 10
    return mail_server


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """Two kinds of letters that no room has, with templates of their own; what is delivered stays in memory."""
    settings.POST_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(notice_kinds, "_pins", dict(notice_kinds._pins))
    notice_kinds.pin(
        NoticeKind("test.hello", "says hello", "test/notices/hello", {"name": "Anna", "text": "x"}),
        NoticeKind("test.rich", "has two forms", "test/notices/rich", {"text": "x"}),
    )
    engine: Any = engines["django"].engine  # type: ignore[attr-defined]
    engine.template_loaders.append(Loader(engine, WORDS))
    yield
    engine.template_loaders.pop()
