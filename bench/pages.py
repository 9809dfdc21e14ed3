"""The pages that are measured, with their limits. Who makes a page adds it here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """None: no limit was set. The defaults hold for every page that anonymous visitors get."""

    rendered_ms: float | None = None  # CPU to render it anew
    cached_ms: float | None = 1.0  # CPU to give it out again
    queries: int | None = None
    first_load_kb: float | None = 105.0  # compressed, with everything that the browser fetches for it


@dataclass(frozen=True)
class BenchPage:
    name: str
    address: str
    limits: Limits = Limits()
    requests: int = 1000  # at most so many in a round; few of a page that takes long


def voices(part: int = 1) -> list[BenchPage]:
    """Pages of taking part, with their data made: all of it, or one part of so many."""
    from bench.voices import busy_consultation, long_feed, real_consultation

    said = Limits(rendered_ms=100.0, queries=15, first_load_kb=None)
    whole = Limits(queries=15, first_load_kb=None, cached_ms=None)
    contributions, opportunities, comments = (of // part for of in (1_000, 10_000, 5_633))
    busy = busy_consultation(contributions)
    pages = [
        BenchPage(f"a consultation with {contributions:,} contributions", busy, said, 10),
        BenchPage("all of them on one page", f"{busy}viss/", whole, 3),
        BenchPage(f"feed of {opportunities:,} opportunities", long_feed(opportunities), Limits(queries=12)),
    ]
    if real := real_consultation(comments):
        pages += [
            BenchPage(f"Madrid: 80 proposals, {comments:,} comments", real, said, 10),
            BenchPage("Madrid on one page", f"{real}viss/", whole, 1),
        ]
    return pages


PAGES = [
    BenchPage("home", "/"),
    BenchPage("the plan, 24 measures", "/plans/", Limits(rendered_ms=25.0, queries=10)),
    BenchPage("a measure with 500 entries", "/plans/lv-6/pasakumi/2.2/", Limits(queries=12)),
    BenchPage("indicators", "/raditaji/", Limits(queries=10)),
    BenchPage("one series", "/raditaji/rindas/trust-national-government/", Limits(queries=10)),
    BenchPage("institutions side by side", "/raditaji/salidzinajums/trust/", Limits(queries=10)),
    BenchPage("all components", "/dizains/"),
]
