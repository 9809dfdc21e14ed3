"""The measurements as a table: each number, what it is beside the bare page, and whether it keeps its limit."""

from collections.abc import Sequence

from bench.measuring import Measured

HEADINGS = ["page", "rendered", "× bare", "queries", "cached", "× bare", "first load"]


def table(measured: Sequence[Measured]) -> str:
    rows = [HEADINGS, *(_row(m) for m in measured)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(_aligned(row, widths)) for row in rows]
    missed = sum(cell.endswith("✗") for row in rows for cell in row)
    lines += ["", f"✓ within its limit   ✗ beyond it ({missed})   no mark: no limit set"]
    return "\n".join(line.rstrip() for line in lines)


def _row(m: Measured) -> list[str]:
    limits = m.page.limits
    return [
        m.page.name,
        _marked(m.rendered_ms, limits.rendered_ms, "{:.1f} ms"),
        f"{m.ratio:.1f}",
        _marked(m.queries, limits.queries, "{}"),
        _marked(m.cached_ms, limits.cached_ms, "{:.2f} ms"),
        f"{m.cached_ratio:.2f}",
        _marked(m.first_load_kb, limits.first_load_kb, "{:.0f} KB"),
    ]


def _marked(value: float, limit: float | None, form: str) -> str:
    written = form.format(value)
    if limit is None:
        return written
    return f"{written} of {form.format(limit)} {'✓' if value <= limit else '✗'}"


def _aligned(row: list[str], widths: list[int]) -> list[str]:
    """Names to the left, numbers to the right."""
    return [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
