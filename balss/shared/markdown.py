"""Markdown that people write, as HTML that cannot harm: no raw HTML, no pictures, no scripts, links that say so.

Twice guarded: the reader is set up without HTML, and what it makes is cleaned against a short list of elements.
"""

from functools import cache, lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

ELEMENTS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr", "h3", "h4", "h5"}
ELEMENTS |= {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"http", "https", "mailto", "tel"}
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}  # below those of the page


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    return reader.disable(["image", "html_inline", "html_block"])


LONGEST_KEPT = 2_000  # letters; 2,048 texts of that length take some 20 MB


def render_markdown(text: str) -> SafeString:
    """The HTML of a text in Markdown; an address that stands by itself stays text. Short ones are read once."""
    return _kept(text) if len(text) <= LONGEST_KEPT else _rendered(text)


@lru_cache(maxsize=2048)
def _kept(text: str) -> SafeString:
    return _rendered(text)


def _rendered(text: str) -> SafeString:
    tokens = _reader().parse(text)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    html = _reader().renderer.render(tokens, _reader().options, {})
    clean = nh3.clean(
        html,
        tags=ELEMENTS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308  (cleaned in the line above)
