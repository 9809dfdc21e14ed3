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


PAGES = [
    BenchPage("home", "/"),
    BenchPage("the plan, 24 measures", "/plans/", Limits(rendered_ms=25.0, queries=10)),
    BenchPage("a measure with 500 entries", "/plans/lv-6/pasakumi/2.2/", Limits(queries=12)),
    BenchPage("indicators", "/raditaji/", Limits(queries=10)),
    BenchPage("one series", "/raditaji/rindas/trust-national-government/", Limits(queries=10)),
    BenchPage("institutions side by side", "/raditaji/salidzinajums/trust/", Limits(queries=10)),
    BenchPage("all components", "/dizains/"),
]
