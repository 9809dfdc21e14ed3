"""The steps that are measured, each in a process of its own: `python -m bench.mail.steps NAME COUNT`.

Prints JSON: `s` seconds, `cpu` seconds of this process alone, `mb` the most memory that it had, and what the step
counted.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import django

TOPICS, EVENTS, EACH = 100, 200, 3
STEP = 2_000
ITEMS = "\nVai pār šķērsielu būvēt gājēju tiltu?\nJauna iespēja līdzdarboties. Pēdējā diena: 12. decembris.\n" * 6
Figures = dict[str, Any]


def tables(_count: int) -> Figures:
    from django.core.management import call_command

    for app in ("notices", "django_tasks_database"):  # with what they stand on
        call_command("migrate", app, verbosity=0)
    return {}


def seed(followers: int) -> Figures:
    """Followers of three topics each, all due now; every topic has two events, and each event concerns two topics."""
    from balss.notices.models import Concern, Follower, Happening, Rhythm, Subscription
    from balss.places.models import Topic

    now = datetime.now(UTC)
    codes = [f"bench-{number}" for number in range(TOPICS)]
    Topic.objects.bulk_create(
        Topic(code=code, position=1000 + place, name_lv=f"Temats “{code}”", name_en=code)
        for place, code in enumerate(codes)
    )
    happened = Happening.objects.bulk_create(
        Happening(
            kind="participation.opportunity_published", about="places.topic", key=codes[number % TOPICS],
            title={"lv": f"Vai {number}. šķērsielā būvēt gājēju tiltu?"}, address=f"/lidzdaliba/{number}/",
            position=number + 1, until=now.date() + timedelta(days=20) if number % 3 else None, created_at=now,
        )
        for number in range(EVENTS)
    )  # fmt: skip
    Concern.objects.bulk_create(
        Concern(happening=each, kind="places.topic", key=codes[(number + more) % TOPICS])
        for number, each in enumerate(happened)
        for more in (0, 7)
    )
    numbers = iter(range(followers))
    while portion := list(islice(numbers, STEP)):
        made = Follower.objects.bulk_create(
            Follower(
                email=f"sekotaja{number}@example.lv", created_at=now, rhythm=Rhythm.DAILY,
                language="en" if number % 10 == 0 else "lv", next_at=now - timedelta(hours=1),
            )
            for number in portion
        )  # fmt: skip
        Subscription.objects.bulk_create(
            Subscription(follower=each, kind="places.topic", key=codes[key], since=0, created_at=now)
            for number, each in zip(portion, made, strict=True)
            for key in {(number * 7) % TOPICS, (number // 3 + 1) % TOPICS, (number // 11 + 29) % TOPICS}
        )
    return {"events": EVENTS}


def match(_count: int) -> Figures:
    from balss.notices.services import send_due

    return {"letters": send_due(now=datetime.now(UTC))}


def ours(count: int) -> Figures:
    from balss.notices.services.delivery import deliver_due
    from balss.notices.services.post import Post

    now = datetime.now(UTC)
    to_noon = now.replace(hour=10) + timedelta(days=1) - now  # at night news would wait

    def clock() -> datetime:
        return datetime.now(UTC) + to_noon

    sent, more = 0, True
    with Post() as post:
        while more and sent < count:
            done = deliver_due(clock=clock, post=post)
            sent, more = sent + done.sent, done.more
    return {"letters": sent}


def theirs(count: int) -> Figures:
    """Django's own loop over letters of the same outbox: messages with the same words and headers, one connection."""
    from django.conf import settings
    from django.core.mail import EmailMultiAlternatives, get_connection

    from balss.notices.models import Notice, NoticeState

    rows = Notice.objects.filter(state=NoticeState.WAITING).order_by("next_try_at", "id")[:count]
    sent = 0
    with get_connection(settings.POST_BACKEND) as connection:
        for notice in rows.iterator(chunk_size=400):
            message = EmailMultiAlternatives(
                notice.subject, notice.text, None, [notice.to],
                headers={
                    "Message-ID": f"<{notice.message_id}@example.lv>",
                    "Auto-Submitted": "auto-generated",
                    "List-Unsubscribe": f"<{settings.ORIGIN}{notice.leave_path}>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                },
            )  # fmt: skip
            if notice.html:
                message.attach_alternative(notice.html, "text/html")
            sent += connection.send_messages([message]) or 0
    return {"letters": sent}


def clear(_count: int) -> Figures:
    from balss.notices.models import Notice

    Notice.objects.all().delete()
    return {}


def put_one_to_all(count: int) -> Figures:
    from balss.notices.models import Follower
    from balss.notices.services import Message, send_all

    now = datetime.now(UTC)
    context = {"open": ITEMS, "came_of": "", "count": 1, "first": "Vai būvēt tiltu?", "only_deadlines": False}
    readers = Follower.objects.order_by("pk").values_list("email", "secret")[:count]
    rows, put = readers.iterator(chunk_size=STEP), 0
    while portion := list(islice(rows, STEP)):
        messages = [
            Message(
                email, "lv", context, leave_path=f"/x/{key}/", personal={"own": f"/o/{key}/", "leave": f"/x/{key}/"}
            )
            for email, key in portion
        ]
        put += send_all(kind="notices.digest", messages=messages, now=now)
    return {"letters": put}


STEPS: dict[str, Callable[[int], Figures]] = {
    each.__name__: each for each in (tables, seed, match, ours, theirs, clear, put_one_to_all)
}


def main() -> None:
    django.setup()
    import balss.notices.services  # noqa: F401  (what a worker has loaded once is not measured)

    begun, cpu_begun = time.perf_counter(), time.process_time()
    figures = STEPS[sys.argv[1]](int(sys.argv[2]))
    measured = {
        "s": time.perf_counter() - begun,
        "cpu": time.process_time() - cpu_begun,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures | measured))


if __name__ == "__main__":
    main()
