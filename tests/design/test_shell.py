"""The frame of every page: language, navigation, demonstration, errors."""

from typing import Any

import lxml.html
import pytest
from django.http import HttpRequest
from django.template import RequestContext, Template
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import server_error

from balss.design.context_processors import shell


def shown(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    request = request or RequestFactory().get("/")
    return Template("{% load design %}" + source).render(RequestContext(request, context))


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/plans/3.4/?statuss=kave&lapa=2", "/en/plans/3.4/?statuss=kave&amp;lapa=2"),
        ("/en/plans/", "/plans/"),
        ("/energija/", "/en/energija/"),
    ],
)
def test_other_language_is_the_same_page(here: str, there: str) -> None:
    assert shown("{% other_language_url %}", RequestFactory().get(here)) == there


def test_section_one_is_in_is_marked(client: Client, db: None) -> None:
    tree = lxml.html.fromstring(client.get("/en/dizains/").content)
    marked = [link.get("href") for link in tree.cssselect("header [aria-current], footer [aria-current]")]
    assert marked == ["/en/dizains/"]


def test_demonstration_is_said_on_every_page_outside_production(settings: Any) -> None:
    page = "{% include 'design/page.html' %}"
    assert 'class="demonstration"' in shown(page)
    assert 'class="demonstration"' not in shown("{% with demonstration=False %}" + page + "{% endwith %}")
    settings.PRODUCTION = True
    assert shell(RequestFactory().get("/"))["demonstration"] is False


def test_missing_page_offers_a_way_back(client: Client, db: None) -> None:
    response = client.get("/en/no-such-page/")
    tree = lxml.html.fromstring(response.content)
    assert response.status_code == 404
    assert [heading.text for heading in tree.iter("h1")] == ["There is no such page"]
    assert tree.cssselect("main a.ds-button")[0].get("href") == "/en/"


def test_form_from_elsewhere_is_refused_in_words(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/en/")
    assert response.status_code == 403
    assert b"The form could not be accepted" in response.content


def test_server_error_page_needs_no_database() -> None:
    with translation.override("en"):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"Something went wrong on our side" in response.content
    assert b"site-footer" in response.content


@pytest.mark.parametrize("name", ["400.html", "403.html", "429.html"])
def test_error_page_has_one_heading(name: str) -> None:
    tree = lxml.html.fromstring(shown("{% include name %}", name=name))
    assert len(tree.cssselect("h1")) == 1
