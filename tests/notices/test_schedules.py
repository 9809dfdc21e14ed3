"""Whatever the order in which workers go on and are killed: no letter is lost, none goes twice but one for each worker
that was killed, and what was erased or held does not go once nobody is about to send it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from balss.notices.models import Notice, NoticeState
from balss.notices.services import claims, deliver_due
from tests.notices.schedule import Server, StepPost, Worker, ask_in_steps, leave_in_steps

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LETTERS = 6

pytestmark = pytest.mark.django_db


def letters() -> list[Notice]:
    Notice.objects.all().delete()
    Notice.objects.bulk_create(
        Notice(
            kind="test.hello", to=f"a{number}@example.lv", language="lv", subject="x", text="x", created_at=NOW,
            next_try_at=NOW,
        )
        for number in range(LETTERS)
    )  # fmt: skip
    return list(Notice.objects.order_by("pk"))


def deliver_the_rest(server: Server, patched: pytest.MonkeyPatch) -> None:
    """Long after all claims have ended, by one worker that nobody kills."""
    patched.undo()
    for hours in range(1, 4):
        deliver_due(clock=lambda: NOW + timedelta(hours=hours), post=StepPost(server))  # noqa: B023


def end(workers: list[Worker]) -> None:
    """Of killed workers nothing reaches the database."""
    with transaction.atomic():
        for worker in workers:
            worker.end()
        transaction.set_rollback(True)


GO = st.tuples(st.just("go"), st.integers(0, 3), st.booleans())
KILL = st.tuples(st.just("kill"), st.integers(0, 3), st.booleans())
TOUCH = st.tuples(st.sampled_from(["erase", "hold"]), st.integers(0, LETTERS - 1), st.booleans())
SCHEDULES = st.lists(st.one_of(GO, GO, GO, GO, GO, GO, KILL, TOUCH), max_size=120)
REFUSALS = st.dictionaries(st.integers(0, LETTERS - 1), st.sampled_from(["later", "never"]), max_size=2)


@given(starts=st.lists(st.integers(0, LETTERS - 1), min_size=2, max_size=4), refusals=REFUSALS, steps=SCHEDULES)
@settings(max_examples=120)
def test_every_schedule_sends_each_letter_and_repeats_one_for_each_killed_worker(
    starts: list[int], refusals: dict[int, str], steps: list[tuple[str, int, bool]]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(claims, "ask_prepared", ask_in_steps)
        patched.setattr(claims.Claims, "leave", leave_in_steps)
        rows = letters()
        server = Server({rows[place].pk: answer for place, answer in refusals.items()})
        running = [Worker(rows[start:] + rows[:start], server, lambda: NOW) for start in starts]
        killed: list[Worker] = []
        untaken: set[int] = set()  # erased or held while nobody had it
        for what, which, late in steps:
            if what in ("erase", "hold"):
                untaken |= _touch(rows[which].pk, what)
            elif what == "kill" and len(running) > 1:
                killed.append(running.pop(which % len(running)))
            else:
                running[which % len(running)].go_on(late=late)
        while not all(worker.is_done for worker in running):
            for worker in running:
                worker.go_on()
        assert [worker.fault for worker in running] == [None] * len(running)
        with transaction.atomic():
            deliver_the_rest(server, patched)
            states = dict(Notice.objects.values_list("pk", "state"))
            claimed = Notice.objects.filter(claimed_until__isnull=False).exclude(state=NoticeState.HELD).count()
        end([*killed, *running])
    taken = Counter(server.taken)
    never = {rows[place].pk for place, answer in refusals.items() if answer == "never"}
    assert sum(taken.values()) - len(taken) <= len(killed)
    assert claimed == 0
    for pk, state in states.items():
        assert state == (NoticeState.FAILED if pk in never else NoticeState.SENT) or state == NoticeState.HELD
        assert taken[pk] > 0 or state != NoticeState.SENT
    assert [pk for pk in untaken if taken[pk]] == []


def _touch(pk: int, what: str) -> set[int]:
    """Erase or hold a letter that waits; answers with it where no worker had claimed it."""
    waiting = Notice.objects.filter(pk=pk, state=NoticeState.WAITING)
    free = set(waiting.filter(claimed_until=None).values_list("pk", flat=True))
    if what == "erase":
        waiting.delete()
    else:
        waiting.update(state=NoticeState.HELD, finished_at=NOW)
    return free


def test_who_leaves_gives_back_the_own_claim_and_no_other() -> None:
    first, second = letters()[:2]
    for letter, others in ((first, None), (second, NOW + timedelta(hours=1))):
        own = claims.Claims(lambda: NOW)
        own.turn_to(None, letter)
        own.settle()
        if others:  # the own claim has ended, and another worker has it
            Notice.objects.filter(pk=letter.pk).update(claimed_until=others)
        own.leave()
        assert Notice.objects.get(pk=letter.pk).claimed_until == others
