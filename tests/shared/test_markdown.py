"""What people write becomes HTML that cannot harm."""

import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from balss.shared import markdown
from balss.shared.markdown import render_markdown

PIECES = [
    *"aāŽ1² .,;:!?()'\"%/+–—„”’…€-_*#>&<[`~\\|=\t\r\n",
    "\u00a0",
    "\r\n",
    "\n\n",
    "  ",
    "1. ",
    "a\n---",
    "www.a.lv",
]


def test_markdown_keeps_what_gives_a_text_its_shape():
    html = render_markdown("**Trīs** lietas:\n\n- soliņi\n- koki\n\n> kā solīts")

    assert html == (
        "<p><strong>Trīs</strong> lietas:</p>\n<ul>\n<li>soliņi</li>\n<li>koki</li>\n</ul>\n"
        "<blockquote>\n<p>kā solīts</p>\n</blockquote>\n"
    )


def test_headings_stand_below_those_of_the_page():
    assert render_markdown("# Virsraksts") == "<h3>Virsraksts</h3>\n"


def test_links_say_that_they_are_not_ours():
    assert render_markdown("[lapa](https://example.lv/?a=1&b=2)") == (
        '<p><a href="https://example.lv/?a=1&amp;b=2" rel="nofollow ugc noopener noreferrer">lapa</a></p>\n'
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html,<script>alert(1)</script>)",
        "![a](https://example.lv/track.png)",
        "<a href='https://example.lv' onclick='alert(1)'>a</a>",
        "<svg/onload=alert(1)>",
        "[a](vbscript:msgbox)",
        '[a](https://example.lv" onmouseover="alert(1))',
    ],
)
def test_nothing_that_runs_or_loads_comes_through(hostile):
    tree = lxml.html.fromstring(f"<div>{render_markdown(hostile)}</div>")

    assert {element.tag for element in tree.iter()} - {"div"} <= {"p", "a"}
    assert {name for element in tree.iter() for name in element.attrib} <= {"href", "rel"}
    assert [href for href in tree.xpath("//a/@href") if not href.startswith("https://")] == []


def test_deep_nesting_ends():
    assert render_markdown(">" * 10_000 + "a")


def test_text_without_markdown_is_not_read_as_markdown(monkeypatch):
    monkeypatch.setattr(markdown, "_read", lambda text: pytest.fail(f"read: {text}"))

    assert render_markdown("Vairāk koku, lūdzu!\r\nUn soliņu (trīs).\r\n\r\nPaldies…\n") == (
        "<p>Vairāk koku, lūdzu!<br>\nUn soliņu (trīs).</p>\n<p>Paldies…</p>\n"
    )


@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
    | st.text(alphabet="aā1 \n.,:!?()'\"%/+–„”…€-", max_size=40)
)
@example("a  \nb")
@example("a\n---")
@example("1. a")
@example("a&amp;b")
def test_text_is_rendered_as_if_it_had_been_read(text):
    assert render_markdown(text) == markdown._read(text)
