"""CPU and queries of a page, beside the bare page in alternating rounds."""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from bench.asking import Application, ask, first_load_bytes
from bench.pages import BenchPage

ROUNDS = 5

_never_before = itertools.count()


@dataclass(frozen=True)
class Measured:
    """Medians over the rounds, in milliseconds of CPU per request."""

    page: BenchPage
    bare_ms: float
    rendered_ms: float
    cached_ms: float
    queries: int
    first_load_kb: float

    @property
    def ratio(self) -> float:
        return self.rendered_ms / self.bare_ms

    @property
    def cached_ratio(self) -> float:
        return self.cached_ms / self.bare_ms


def measure(page: BenchPage, *, ours: Application, bare: Application, requests: int) -> Measured:
    """Rendered anew: each request has a query of its own, which the page cache has never seen. Raises NotServed."""

    def anew() -> None:
        ask(ours, f"{page.address}?{next(_never_before)}")

    requests = min(requests, page.requests)
    anew()  # templates are compiled and connections opened at the first request
    rounds = [
        (
            _cpu_ms(lambda: ask(bare, "/"), requests),
            _cpu_ms(anew, requests),
            _cpu_ms(lambda: ask(ours, page.address), requests),
        )
        for _ in range(ROUNDS)
    ]
    bare_ms, rendered_ms, cached_ms = (statistics.median(column) for column in zip(*rounds, strict=True))
    with counted_queries() as count:
        anew()
    return Measured(
        page=page,
        bare_ms=bare_ms,
        rendered_ms=rendered_ms,
        cached_ms=cached_ms,
        queries=count(),
        first_load_kb=first_load_bytes(ours, page.address) / 1024,
    )


@contextmanager
def counted_queries() -> Iterator[Callable[[], int]]:
    """Gives a function that answers how many queries were made so far."""
    made = 0

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal made
        made += 1
        return execute(*args)

    with connection.execute_wrapper(count):
        yield lambda: made


def _cpu_ms(request: Callable[[], object], requests: int) -> float:
    start = time.process_time()
    for _ in range(requests):
        request()
    return (time.process_time() - start) / requests * 1000
