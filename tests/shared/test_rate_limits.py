"""Limits are shared by all processes, keep no address, and say when to try again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from balss.shared.middleware import RefusalMiddleware
from balss.shared.models import RateCount
from balss.shared.rate_limits import TooManyTries, address_of, count_try, erase_old, keyed_digest, rate_limit
from tests.installation import Installation, finished

NOW = datetime(2026, 11, 23, 10, 4, tzinfo=UTC)
QUARTER = timedelta(minutes=15)

pytestmark = pytest.mark.django_db


@rate_limit("test.sign_in", 2, per=QUARTER)
def sign_in(request: Any) -> HttpResponse:
    return HttpResponse("in")


def test_count_try_over_the_limit_says_how_long_the_window_lasts() -> None:
    count_try("a.try", "192.0.2.1", times=1, per=QUARTER, now=NOW)
    with pytest.raises(TooManyTries) as refusal:
        count_try("a.try", "192.0.2.1", times=1, per=QUARTER, now=NOW)
    assert refusal.value.retry_after == timedelta(minutes=11)


def test_count_try_in_the_next_window_begins_anew() -> None:
    count_try("a.try", "192.0.2.1", times=1, per=QUARTER, now=NOW)
    count_try("a.try", "192.0.2.1", times=1, per=QUARTER, now=NOW + QUARTER)
    assert [row.tries for row in RateCount.objects.all()] == [1, 1]


def test_count_try_of_other_parties_and_names_counts_apart() -> None:
    for name, party in [("a.try", "192.0.2.1"), ("a.try", "192.0.2.2"), ("b.try", "192.0.2.1")]:
        count_try(name, party, times=1, per=QUARTER, now=NOW)
    assert RateCount.objects.count() == 3


def test_count_try_refuses_a_window_of_a_day() -> None:
    with pytest.raises(ValueError, match="at most 12:00:00"):
        count_try("a.try", "192.0.2.1", times=1, per=timedelta(days=1), now=NOW)


def test_stored_counts_hold_no_address() -> None:
    count_try("a.try", "192.0.2.1", times=1, per=QUARTER, now=NOW)
    assert [row.digest for row in RateCount.objects.all()] == [keyed_digest("a.try", "192.0.2.1", now=NOW)]
    assert "192.0.2.1" not in str(list(RateCount.objects.values()))


def test_digests_of_two_days_cannot_be_compared() -> None:
    assert keyed_digest("a", "192.0.2.1", now=NOW) != keyed_digest("a", "192.0.2.1", now=NOW + timedelta(days=1))


def test_erase_old_leaves_the_window_that_runs() -> None:
    for age in (timedelta(hours=1), QUARTER, timedelta(0)):
        count_try("a.try", "192.0.2.1", times=9, per=QUARTER, now=NOW - age)
    erase_old(NOW)
    assert [row.ends_at for row in RateCount.objects.all()] == [datetime(2026, 11, 23, 10, 15, tzinfo=UTC)]


def test_erase_old_removes_cache_entries_that_have_run_out() -> None:
    cache.set("allauth:rl:ip:192.0.2.1", [1], timeout=60)
    erase_old(datetime.now(UTC) + timedelta(seconds=61))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        assert cursor.fetchone() == (0,)


def test_shared_cache_holds_no_address() -> None:
    cache.set("allauth:rl:ip:192.0.2.1", [1], timeout=60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        assert [key for (key,) in cursor.fetchall() if "192.0.2.1" in key] == []
    assert cache.get("allauth:rl:ip:192.0.2.1") == [1]


def asked(request: Any) -> Any:
    request.now, request.user, request.session = NOW, AnonymousUser(), {}
    return request


def test_limited_view_over_the_limit_answers_429_with_the_wait(rf: RequestFactory) -> None:
    sign_in(asked(rf.post("/")))
    sign_in(asked(rf.post("/")))
    with pytest.raises(TooManyTries) as refusal:
        sign_in(asked(rf.post("/")))
    answer: Any = RefusalMiddleware(lambda _request: HttpResponse()).process_exception(
        asked(rf.post("/")), refusal.value
    )
    assert (answer.status_code, answer["Retry-After"]) == (429, "660")


def test_limited_view_does_not_count_reading(rf: RequestFactory) -> None:
    answers = [sign_in(asked(rf.get("/"))).content for _ in range(5)]
    assert answers == [b"in"] * 5


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.9", "192.0.2.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.66, 198.51.100.9", "198.51.100.9"),
        (2, "203.0.113.66, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_address_of_believes_only_trusted_proxies(
    rf: RequestFactory, settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    settings.PROXIES = proxies
    request: Any = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address


TRIES_IN_A_PROCESS = """
from datetime import UTC, datetime, timedelta
from balss.shared.rate_limits import TooManyTries, count_try
taken = 0
for _ in range(50):
    try:
        count_try("a.try", "192.0.2.1", times=30, per=timedelta(hours=1), now=datetime(2026, 11, 23, 10, tzinfo=UTC))
        taken += 1
    except TooManyTries:
        pass
print(taken)
"""


def test_two_processes_share_one_limit(installation: Installation) -> None:
    processes = [installation.start(TRIES_IN_A_PROCESS) for _ in range(2)]
    assert sum(int(finished(process)) for process in processes) == 30
