"""Letters through a real mail server: its refusals, its faults, and a worker killed in the middle."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from balss.notices.models import Notice, NoticeState
from balss.notices.services import deliver_due, post, send
from balss.notices.services.delivery import MOST_ATTEMPTS
from balss.notices.services.letters import as_bytes
from tests.installation import Installation, finished
from tests.notices.conftest import MailServer

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def hello(name: str, *, text: str = "viss kārtībā") -> Notice:
    to = f"{name}@example.lv"
    return send(kind="test.hello", to=to, language="lv", context={"name": "Ķēniņš", "text": text}, now=NOW)


def deliver(*, minutes: float = 0) -> Any:
    return deliver_due(clock=lambda: NOW + timedelta(minutes=minutes))


def test_letters_arrive_in_order_over_one_connection(by_smtp: MailServer) -> None:
    for name in ("anna", "berts", "cilda"):
        hello(name)
    deliver()
    assert by_smtp.recipients() == ["anna@example.lv", "berts@example.lv", "cilda@example.lv"]
    assert by_smtp.connections() == 1


def test_what_is_wrong_with_the_next_letter_is_no_fault_of_the_one_that_is_taken(
    by_smtp: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next letter is written while the server takes this one."""

    def written(notice: Notice) -> bytes:
        if notice.to == "berts@example.lv":
            raise OSError("the key is gone")
        return as_bytes(notice)

    anna = hello("anna")
    hello("berts")
    monkeypatch.setattr(post, "as_bytes", written)
    done = deliver()
    anna.refresh_from_db()
    assert (anna.state, done.sent, by_smtp.recipients()) == (NoticeState.SENT, 1, ["anna@example.lv"])
    assert Notice.objects.get(to="berts@example.lv").state == NoticeState.WAITING


def test_letter_arrives_with_latvian_words_and_lines_that_any_server_takes(by_smtp: MailServer) -> None:
    text = "garš teikums ar garumzīmēm " * 200
    notice = hello("anna", text=text)
    deliver()
    [letter] = by_smtp.letters()
    assert letter["Subject"] == "Ķēniņš, labdien"
    assert letter.get_content().replace("\r\n", "\n").strip() == notice.text.strip()
    assert letter["Message-ID"] == f"<{notice.message_id}@localhost>"
    assert (letter["Content-Language"], letter["Auto-Submitted"]) == ("lv", "auto-generated")


def test_letter_with_html_has_both_forms(by_smtp: MailServer) -> None:
    send(kind="test.rich", to="anna@example.lv", language="en", context={"text": "<ā>"}, now=NOW)
    deliver()
    [letter] = by_smtp.letters()
    assert [part.get_content().strip() for part in letter.iter_parts()] == ["Plain <ā>", "<p>Rich &lt;ā&gt;</p>"]


@pytest.mark.parametrize(
    ("name", "answer"), [("nobody", "550 No such user here"), ("refused-words", "554 Not these words")]
)
def test_refusal_for_good_fails_the_letter_at_once(by_smtp: MailServer, name: str, answer: str) -> None:
    hello(name)
    hello("anna")
    done = deliver()
    assert (done.failed, done.sent, by_smtp.recipients()) == (1, 1, ["anna@example.lv"])
    assert Notice.objects.get(state=NoticeState.FAILED).last_error == answer


def test_refusal_for_now_is_tried_later_and_later_then_given_up(by_smtp: MailServer) -> None:
    hello("later")
    waits = []
    for _ in range(MOST_ATTEMPTS):
        before = Notice.objects.get().next_try_at
        deliver_due(clock=lambda: before)  # noqa: B023
        waits.append(int((Notice.objects.get().next_try_at - before).total_seconds() / 60))
    assert waits == [1, 4, 16, 64, 256, 720, 720, 720, 720, 720, 0]
    assert Notice.objects.get().state == NoticeState.FAILED


def test_refusal_of_one_letter_does_not_hold_up_the_next(by_smtp: MailServer) -> None:
    for name in ("later", "anna"):
        hello(name)
    deliver()
    assert (by_smtp.recipients(), by_smtp.connections()) == (["anna@example.lv"], 1)


@pytest.mark.parametrize("fault", ["drop", "closing"])
def test_connection_lost_after_a_letter_is_opened_again_for_the_rest(by_smtp: MailServer, fault: str) -> None:
    for name in ("anna", fault, "berts"):
        hello(name)
    done = deliver()
    assert (done.sent, done.postponed) == (2, 1)
    assert (by_smtp.recipients(), by_smtp.connections()) == (["anna@example.lv", "berts@example.lv"], 2)


def test_server_that_cannot_be_reached_loses_nothing(by_smtp: MailServer, settings: Any) -> None:
    settings.EMAIL_PORT = 1
    hello("anna")
    hello("berts")
    done = deliver()
    assert (done.sent, done.postponed, Notice.objects.filter(state=NoticeState.WAITING).count()) == (0, 1, 2)
    settings.EMAIL_PORT = by_smtp.port
    assert deliver(minutes=1).sent == 2


SEND = """
from django.core.mail import send_mail
from django.db import transaction
with transaction.atomic():
    for name in {names}:
        send_mail("Labdien", "Labdien!", None, [f"{{name}}@example.lv"])
"""
DELIVER = "from balss.notices.services import deliver_due; print(deliver_due().sent)"
DELIVER_LATER = """
from datetime import timedelta
from django.utils import timezone
from balss.notices.services import deliver_due
print(deliver_due(clock=lambda: timezone.now() + timedelta(minutes=11)).sent)
"""


def wait_for(condition: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_worker_killed_in_the_middle_repeats_one_letter_under_its_own_name(
    own_installation: Installation, mail_server: MailServer
) -> None:
    address = {"EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}"}
    own_installation.run(SEND.format(names=["anna", "slow", "berts"]))
    worker = own_installation.start(DELIVER, **address)
    wait_for(lambda: len(mail_server.letters()) == 2)  # the second was taken, its answer is still to come
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()
    assert finished(own_installation.start(DELIVER, **address)) == "0\n"  # the third was claimed already
    assert finished(own_installation.start(DELIVER_LATER, **address)) == "2\n"
    assert mail_server.recipients() == ["anna@example.lv", "slow@example.lv", "slow@example.lv", "berts@example.lv"]
    names = [letter["Message-ID"] for letter in mail_server.letters()]
    assert (len(set(names)), names[1] == names[2]) == (3, True)


def test_two_workers_at_once_send_each_letter_once(own_installation: Installation, mail_server: MailServer) -> None:
    names = [f"n{number}" for number in range(40)]
    own_installation.run(SEND.format(names=names))
    address = {"EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}"}
    workers = [own_installation.start(DELIVER, **address) for _ in range(2)]
    assert sum(int(finished(worker)) for worker in workers) == 40
    assert sorted(mail_server.recipients()) == sorted(f"{name}@example.lv" for name in names)


SHARE = """
import balss.notices.services.delivery as delivery
delivery.BATCH = 7
sent, more = 0, True
while more:
    done = delivery.deliver_due()
    sent, more = sent + done.sent, done.more
print(sent)
"""


def test_workers_that_share_a_long_queue_double_and_leave_nothing(
    own_installation: Installation, mail_server: MailServer
) -> None:
    names = [f"n{number}" for number in range(100)]
    own_installation.run(SEND.format(names=names))
    address = {"EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}"}
    workers = [own_installation.start(SHARE, **address) for _ in range(3)]
    assert sum(int(finished(worker)) for worker in workers) == 100
    assert sorted(mail_server.recipients()) == sorted(f"{name}@example.lv" for name in names)


def test_worker_delivers_what_was_committed_and_stops_when_asked(
    own_installation: Installation, mail_server: MailServer
) -> None:
    own_installation.run(SEND.format(names=["anna"]))
    worker = own_installation.balss("worker", "--no-tick", EMAIL_URL=f"smtp://127.0.0.1:{mail_server.port}")
    wait_for(lambda: mail_server.recipients() == ["anna@example.lv"])
    worker.terminate()
    worker.communicate(timeout=20)
    assert worker.returncode == 0
