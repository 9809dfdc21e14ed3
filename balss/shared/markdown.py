"""Markdown that people write, as HTML that cannot harm: no raw HTML, no pictures, no scripts, links that say so.

Twice guarded: the reader is set up without HTML, and what it makes is cleaned against a short list of elements.

Most people write no Markdown. A text in which nothing can mean anything to Markdown or HTML (`MARKED` finds nothing) is
paragraphs and line ends, made some fifty times faster than by reading it; the tests compare both.
"""

import re
from functools import cache, lru_cache
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

ELEMENTS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr", "h3", "h4", "h5"}
ELEMENTS |= {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"http", "https", "mailto", "tel"}
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}  # below those of the page

# A sign that is none of letters, digits and plain punctuation; a line that does not begin with a letter, or ends with a
# space.
MARKED = re.compile(r"""[^\w \n.,;:!?()'"%/+–—„“”‚‘’…€§-]|_|^(?![^\W\d_]|$)| $""", re.MULTILINE)


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


def plain_text(text: str) -> str:
    """The words of a text in Markdown, without its marks: for searching, and where no HTML is shown."""
    bare = nh3.clean(_reader().render(text), tags=set())
    return "\n".join(line.strip() for line in unescape(bare).splitlines() if line.strip())


def _rendered(text: str) -> SafeString:
    text = text.replace("\r\n", "\n")  # as browsers send it
    return _read(text) if MARKED.search(text) else _plain(text)


def _plain(text: str) -> SafeString:
    paragraphs = [paragraph.strip("\n").replace("\n", "<br>\n") for paragraph in re.split(r"\n{2,}", text)]
    return mark_safe("".join(f"<p>{each}</p>\n" for each in paragraphs if each))  # noqa: S308  (nothing of HTML in it)


def _read(text: str) -> SafeString:
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
