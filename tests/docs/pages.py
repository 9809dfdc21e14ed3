"""The documentation as its readers see it: pages, the code in them, their links and headings."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

SPAN = re.compile(r"`([^`]+)`", re.DOTALL)
BLOCK_LINE = re.compile(r"^ {4}(?! *[-|])(.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def code_in(page: Path) -> Iterator[str]:
    """What stands between backticks (a line break in it is a space), and the lines of indented blocks."""
    text = page.read_text()
    yield from (" ".join(span.split()) for span in SPAN.findall(text))
    yield from BLOCK_LINE.findall(text)


def links_in(page: Path) -> list[str]:
    """Targets of links to places in this repository."""
    return [link for link in LINK.findall(page.read_text()) if "://" not in link]


def anchors_of(page: Path) -> set[str]:
    """The names of its headings, as GitHub makes them."""
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(page.read_text()))
    return {heading.replace(" ", "-") for heading in kept}
