"""Workers that deliver letters in steps: one goes on at a time, when it is told to, and can be killed between any two
statements. They share the test's connection, so that the same schedule gives the same result on both engines."""

from collections.abc import Callable
from datetime import datetime
from threading import Semaphore, Thread
from typing import Any

from django.db import connection, connections

from balss.notices.models import Notice
from balss.notices.services import claims, delivery
from balss.notices.services.post import Post, RefusedForGood, RefusedForNow
from balss.shared.prepared import Rows, ask_prepared

Ask = Callable[[], Rows]


class Killed(BaseException):
    """What ends the thread of a killed worker, after everything has been looked at."""


class Server:
    """A mail server that takes each letter, after refusals as told; `taken`: of which letters, in their order."""

    def __init__(self, refusals: dict[int, str]) -> None:
        self.taken: list[int] = []
        self._refusals = dict(refusals)

    def take(self, letter: Notice) -> None:
        refusal = self._refusals.get(letter.pk)
        if refusal == "never":
            raise RefusedForGood("554 not these words")
        if refusal == "later":
            del self._refusals[letter.pk]
            raise RefusedForNow("451 later")
        self.taken.append(letter.pk)


class StepPost(Post):
    """Hands letters to the server, with a step before and after it."""

    def __init__(self, server: Server, step: Callable[[], bool] = lambda: False) -> None:
        super().__init__()
        self._server, self._step = server, step

    def send(self, notice: Notice, *, following: Notice | None = None) -> None:
        self._step()
        self._server.take(notice)
        self._step()


class Worker:
    """One delivery of a batch by the real code, which waits at each step."""

    current: "Worker | None" = None

    def __init__(self, batch: list[Notice], server: Server, clock: Callable[[], datetime]) -> None:
        self.is_done, self.fault = False, None
        self._go, self._stopped, self._late, self._dies = Semaphore(0), Semaphore(0), False, False
        self._connection = connection._connections[connection._alias]  # type: ignore[attr-defined]
        self._work = lambda: delivery._deliver(batch, StepPost(server, self.step), delivery.Deliveries(), clock)
        self._thread = Thread(target=self._run, daemon=True)
        self._connection.inc_thread_sharing()
        self._thread.start()

    def go_on(self, *, late: bool = False) -> None:
        """Work up to the next step. `late`: a statement is sent at it and reaches the database when it is answered."""
        if self.is_done:
            return
        Worker.current, self._late = self, late
        self._go.release()
        self._stopped.acquire()

    def step(self) -> bool:
        """Wait until it is this worker's turn; answers `late`."""
        if self._dies:
            raise Killed
        self._stopped.release()
        self._go.acquire()
        if self._dies:
            raise Killed
        return self._late

    def end(self) -> None:
        """Let the thread of one that stands still run out, for who has looked at everything."""
        if not self.is_done:
            self._dies = True
            self.go_on()
        self._thread.join(timeout=10)
        self._connection.dec_thread_sharing()

    def _run(self) -> None:
        connections["default"] = self._connection
        self._go.acquire()
        try:
            if not self._dies:
                self._work()
        except Killed:
            pass
        except Exception as fault:
            self.fault = fault
        finally:
            self.is_done = True
            self._stopped.release()


def ask_in_steps(statement: str, values: dict[str, Any]) -> Ask:
    """As `ask_prepared`, with a step before the statement, between it and its answer, and after that."""
    worker = Worker.current
    assert worker is not None
    if worker.step():
        asked = lambda: ask_prepared(statement, values)()  # noqa: E731
    else:
        rows = ask_prepared(statement, values)()
        asked = lambda: rows  # noqa: E731
    worker.step()

    def answer() -> Rows:
        found = asked()
        worker.step()
        return found

    return answer


def leave_in_steps(self: claims.Claims) -> None:
    worker = Worker.current
    assert worker is not None
    worker.step()
    _leave(self)
    worker.step()


_leave = claims.Claims.leave
