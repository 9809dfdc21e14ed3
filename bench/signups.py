"""`python -m bench.signups`: 10,000 sign-ups from one place, and what becomes of somebody else's letters meanwhile.

Every request goes through the whole application, without a server. Nothing is asserted; times are CPU of this process.
"""

import argparse
import io
import logging
import re
import resource
import time
from urllib.parse import urlencode

from bench.__main__ import installation

CROWD, NEIGHBOUR = "198.51.100.7", "203.0.113.9"
ASKED = {"rhythm": "weekly", "weekday": "0", "language": "lv"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.signups", description=(__doc__ or "").partition(":")[2])
    parser.add_argument("--times", type=int, default=10_000, help="sign-ups from one place (default: %(default)s)")
    times = parser.parse_args().times
    logging.disable(logging.WARNING)  # each refusal is logged
    with installation():
        print("\n".join(_measure(times)))


def _measure(times: int) -> list[str]:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from balss.notices.models import Follower, Notice, NoticeState
    from balss.notices.services import deliver_due
    from balss.places.models import Topic
    from balss.shared.models import RateCount

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    topic = Topic.objects.standing().values_list("code", flat=True)[0]
    ask = _Asking(get_wsgi_application(), f"places.topic:{topic}")
    ask("pirmais@example.lv", "192.0.2.1")  # templates are compiled at the first request
    deliver_due()
    size, memory, began = _size(), _memory_mb(), time.process_time()
    answers = [ask(f"a{number}@example.lv", CROWD) for number in range(times)]
    seconds = time.process_time() - began
    before = time.process_time()
    elsewhere = ask("kaimins@example.lv", NEIGHBOUR)
    neighbour_ms = 1000 * (time.process_time() - before)
    waiting = Notice.objects.filter(state=NoticeState.WAITING).count()
    deliver_due()
    went = Notice.objects.filter(to="kaimins@example.lv", state=NoticeState.SENT).exists()
    return [
        f"{times} sign-ups from one place: {answers.count(302)} letters, {answers.count(429)} refused (429), "
        f"{times - answers.count(302) - answers.count(429)} other answers",
        f"CPU of each: {1000 * seconds / times:.2f} ms; memory {_memory_mb() - memory:+.0f} MB",
        f"rows: {Follower.objects.count()} followers, {RateCount.objects.count()} counts of tries; "
        f"database {(_size() - size) / 1024:+.0f} kB",
        f"a neighbour at another place: answer {elsewhere} in {neighbour_ms:.1f} ms, {waiting} letters waited, "
        f"{'its letter went in the first batch' if went else 'ITS LETTER DID NOT GO'}",
    ]


class _Asking:
    """Sends the form of following as a browser without cookies does, after it has fetched the page."""

    def __init__(self, application: object, thing: str) -> None:
        from django.test import RequestFactory

        self.application, self.thing, self.requests = application, thing, RequestFactory()
        self.token = re.sub(r"\W", "", "a" * 64)[:64]

    def __call__(self, email: str, place: str) -> int:
        body = urlencode({**ASKED, "ko": self.thing, "email": email, "csrfmiddlewaretoken": self.token}).encode()
        environ = self.requests._base_environ(
            REQUEST_METHOD="POST", PATH_INFO="/zinas/sekot/", CONTENT_TYPE="application/x-www-form-urlencoded",
            CONTENT_LENGTH=str(len(body)), REMOTE_ADDR=place, HTTP_HOST="localhost",
            HTTP_COOKIE=f"csrftoken={self.token}",
        )  # fmt: skip
        environ["wsgi.input"] = io.BytesIO(body)
        started: list[str] = []
        answer = self.application(environ, lambda status, headers, exc_info=None: started.append(status))  # type: ignore[operator]
        for _part in answer:
            pass
        answer.close()
        return int(started[0].split()[0])


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _size() -> int:
    """Octets of the database, with what is not yet in its main file."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        size: int = cursor.fetchone()[0]
    return size


if __name__ == "__main__":
    main()
