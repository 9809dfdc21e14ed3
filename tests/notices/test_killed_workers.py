"""Workers that share a queue and are killed at any moment, before a real mail server: nothing is lost, and each killed
worker repeats one letter at most, under its own name."""

from collections import Counter

import pytest

from tests.installation import Installation
from tests.notices.conftest import MailServer

pytestmark = pytest.mark.slow

LETTERS, KILLED = 400, 6
WRITE = f"""
from django.utils import timezone
from balss.notices.services.composing import Words
from balss.notices.services.mail import MAIL
from balss.notices.services import Message, send_all
from balss.shared.notice_kinds import NoticeKind, notice_kinds
notice_kinds.pin(NoticeKind(MAIL, "x", "x", {{}}))
words = Words("Labdien", "Labdien, Žanna! " * 50, "<p>ā</p>" * 50)
messages = [Message(f"n{{n}}@example.lv", "lv", words=words) for n in range({LETTERS})]
send_all(kind=MAIL, messages=messages, now=timezone.now())
"""
# Children of one process, so that they begin within milliseconds; each has connections of its own.
KILL = f"""
import os, random, signal, time
from datetime import timedelta
from django.db import connections
from django.utils import timezone
import balss.notices.services.delivery as delivery
delivery.BATCH = 25
connections.close_all()

def worker():
    pid = os.fork()
    if pid:
        return pid
    try:
        while delivery.deliver_due().more:
            pass
    finally:
        os._exit(0)

chance = random.Random(5)
running = [worker(), worker()]
for _ in range({KILLED}):
    time.sleep(chance.uniform(0.02, 0.2))
    os.kill(running[0], signal.SIGKILL)
    os.waitpid(running.pop(0), 0)
    running.append(worker())
for pid in running:
    os.waitpid(pid, 0)
while delivery.deliver_due(clock=lambda: timezone.now() + timedelta(minutes=11)).sent:  # after all claims
    pass
"""


def test_killed_workers_lose_nothing_and_repeat_one_letter_each(
    own_installation: Installation, mail_server: MailServer
) -> None:
    own_installation.run(WRITE)
    own_installation.run(KILL, EMAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    names = Counter((str(letter["To"]), str(letter["Message-ID"])) for letter in mail_server.letters())
    assert {to for to, _name in names} == {f"n{number}@example.lv" for number in range(LETTERS)}
    assert len(names) == LETTERS
    assert sum(names.values()) - LETTERS <= KILLED
