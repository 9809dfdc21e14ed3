"""Limits on how often somebody may do something, counted in the database and so by all processes together.

Time is cut into windows of a fixed length. Each try adds one to the count of its window in one statement, so two
processes never lose a try; a party may in the worst case do twice the limit across the border of two windows. Addresses
are kept as hashes with a key of the day (see `RateCount`). Whoever is over the limit is told when to try again: pages
answer 429.html, the API a problem, both with Retry-After.
"""

import hashlib
import hmac
import math
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection
from django.utils import timezone

from balss.shared.http import Request
from balss.shared.models import RateCount
from balss.shared.schedule import EPOCH

P = ParamSpec("P")
Answer = TypeVar("Answer")

LONGEST_WINDOW = timedelta(hours=12)
IPV6_HOUSEHOLD = 64  # bits; one connection commonly has a whole /64 to choose addresses from


class TooManyTries(Exception):
    """The limit is reached; `retry_after` is the rest of the window."""

    def __init__(self, name: str, retry_after: timedelta) -> None:
        self.name, self.retry_after = name, retry_after
        super().__init__(name)

    @property
    def seconds(self) -> int:
        """For the header Retry-After."""
        return max(1, math.ceil(self.retry_after.total_seconds()))

    @property
    def minutes(self) -> int:
        """For people."""
        return math.ceil(self.seconds / 60)


def address_of(request: Request) -> str:
    """The address that asks, as the outermost trusted proxy saw it (settings.PROXIES of them; none: the connection's).

    IPv6 is cut to its /64.
    """
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(forwarded) >= settings.PROXIES:
            address = forwarded[-settings.PROXIES]
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, IPV6_HOUSEHOLD), strict=False))
    return str(parsed)


def rate_limit(
    name: str,
    times: int,
    *,
    per: timedelta,
    methods: tuple[str, ...] = ("POST",),
    whom: Callable[[Request], str] = address_of,
) -> Callable[[Callable[Concatenate[Request, P], Answer]], Callable[Concatenate[Request, P], Answer]]:
    """Let a view or API operation be asked `times` per window by one party; beyond, it raises TooManyTries.

    Only requests with one of the methods count. `whom` names the party: an address by default, else for example the
    account; views that share `name` share the count.
    """

    def decorate(view: Callable[Concatenate[Request, P], Answer]) -> Callable[Concatenate[Request, P], Answer]:
        @wraps(view)
        def limited(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> Answer:
            if request.method in methods:
                count_try(name, whom(request), times=times, per=per, now=request.now)
            return view(request, *args, **kwargs)

        return limited

    return decorate


def count_try(name: str, party: str, *, times: int, per: timedelta, now: datetime) -> None:
    """Count one try, outside of any transaction so that it stays counted. Raises TooManyTries beyond the limit."""
    if not timedelta(0) < per <= LONGEST_WINDOW:
        raise ValueError(f"A window lasts at most {LONGEST_WINDOW}, not {per}")
    starts_at = EPOCH + (now - EPOCH) // per * per
    if _add_one(keyed_digest(name, party, now=now), starts_at, starts_at + per) > times:
        raise TooManyTries(name, starts_at + per - now)


def keyed_digest(*words: str, now: datetime) -> str:
    """A hash that says nothing without the secret, and that no other day's hash can be compared with."""
    key = hmac.new(settings.SECRET_KEY.encode(), f"rates {now:%Y-%m-%d}".encode(), hashlib.sha256).digest()
    return hmac.new(key, "\0".join(words).encode(), hashlib.sha256).hexdigest()


def cache_key(key: str, prefix: str, version: int) -> str:
    """Names of entries in the shared cache: hashed, because sign-in writes addresses into its own limits' names."""
    return keyed_digest(prefix, str(version), key, now=timezone.now())


def erase_old(now: datetime) -> None:
    """Erase windows that have ended, and the entries of the shared cache that have run out."""
    RateCount.objects.filter(ends_at__lte=now).delete()
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [_as_stored(now)])  # noqa: S608 (our own name)


def _add_one(digest: str, starts_at: datetime, ends_at: datetime) -> int:
    table = connection.ops.quote_name(RateCount._meta.db_table)
    statement = (
        f"INSERT INTO {table} (digest, starts_at, ends_at, tries) VALUES (%s, %s, %s, 1)"  # noqa: S608 (our own name)
        f" ON CONFLICT (digest, starts_at) DO UPDATE SET tries = {table}.tries + 1 RETURNING tries"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [digest, _as_stored(starts_at), _as_stored(ends_at)])
        tries: int = cursor.fetchone()[0]
    return tries


def _as_stored(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
