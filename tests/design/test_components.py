"""Components say in words what they show in colour, and give nothing foreign a way into the page."""

from datetime import UTC, date, datetime

import lxml.html
import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils import translation

from balss.design.templatetags.design import STATUS
from tests.design.test_shell import shown


@pytest.mark.parametrize("kind", STATUS)
def test_status_has_an_icon_and_words(kind: str) -> None:
    tag = lxml.html.fromstring(shown("{% status kind 'vārdi' %}", kind=kind))
    assert tag.text_content() == "vārdi"
    assert len(tag.cssselect("svg[aria-hidden=true]")) == 1


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-12-11T22:00+00:00", "11.12.2026. plkst. 24.00"),
        ("2026-12-11T15:30+00:00", "11.12.2026. plkst. 17.30"),
    ],
)
def test_midnight_is_the_end_of_the_day_before(moment: str, words: str) -> None:
    assert shown("{% load design %}{{ moment|ending }}", moment=datetime.fromisoformat(moment)) == words


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (date(2026, 11, 22), "kavējas 1 dienu"),
        (date(2026, 10, 16), "kavējas 38 dienas"),
        (date(2026, 11, 23), "termiņš ir šodien"),
        (date(2026, 11, 24), "atlikusi 1 diena"),
        (date(2026, 12, 3), "atlikušas 10 dienas"),
        (date(2026, 12, 14), "atlikusi 21 diena"),
    ],
)
def test_days_left_are_counted_in_rigas_days(deadline: date, words: str) -> None:
    half_past_midnight_in_riga = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    with translation.override("lv"):
        shown_words = shown("{% days_left deadline now %}", deadline=deadline, now=half_past_midnight_in_riga)
    assert lxml.html.fromstring(shown_words).text_content() == words


def test_words_from_people_are_escaped() -> None:
    html = shown("{% status 'due' words %}{% crumb words %}{% alert 'info' words %}x{% endalert %}", words="<b>x</b>")
    assert "<b>" not in html
    assert html.count("&lt;b&gt;x&lt;/b&gt;") == 3


def test_formats_without_an_address_are_left_out() -> None:
    tree = lxml.html.fromstring(shown("{% data_twin json='/a.json' csv='' atom='/a.atom' %}"))
    assert [(link.text, link.get("href")) for link in tree.cssselect("a")] == [("JSON", "/a.json"), ("Atom", "/a.atom")]


def test_wide_table_can_be_scrolled_with_the_keyboard() -> None:
    region = lxml.html.fromstring(shown("{% table 'Pasākumi' %}<tbody></tbody>{% endtable %}"))
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-labelledby") == region.cssselect("caption")[0].get("id")


def test_pages_of_a_list_keep_the_rest_of_the_query() -> None:
    request = RequestFactory().get("/?statuss=kave&page=2")
    page = Paginator(range(30), 10).page(2)
    tree = lxml.html.fromstring(shown("{% pagination page %}", request, page=page))
    assert [link.get("href") for link in tree.cssselect("a")] == [
        f"?statuss=kave&page={number}" for number in (1, 1, 2, 3, 3)
    ]
    assert [link.text for link in tree.cssselect("[aria-current]")] == ["2"]


def test_list_on_one_page_shows_no_pages() -> None:
    assert shown("{% pagination page %}", page=Paginator(range(3), 10).page(1)).strip() == ""
