"""What the pages link to exists, and is checked like every other page."""

from collections import deque
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import lxml.html
import pytest
from django.urls import Resolver404, resolve
from django.utils import translation

from tests.journeys.pages import BY_LETTER, LINKED, PAGES

Seen = dict[str, tuple[str, int, bool]]  # view → one address of it, status of the answer, whether it is a page


@pytest.fixture(scope="module")
def linked(server: str) -> Seen:
    """One address of each view that is reached by links from the home page, without signing in."""
    seen: Seen = {}
    waiting = deque(["/", "/en/"])
    while waiting:
        address = waiting.popleft()
        view = _view_of(address)
        if view in seen:
            continue
        status, is_page, links = _visit(server, address)
        seen[view] = (address, status, is_page)
        waiting.extend(links)
    return seen


def _view_of(address: str) -> str:
    path = urlsplit(address).path
    language, path = ("en ", path.removeprefix("/en")) if path.startswith("/en/") else ("", path)
    try:
        with translation.override("lv"):
            return language + resolve(path).view_name
    except Resolver404:
        return language + path


def _visit(server: str, address: str) -> tuple[int, bool, list[str]]:
    try:
        with urlopen(server + address, timeout=30) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            landed, body = answer.url, answer.read()
    except HTTPError as error:
        return error.code, False, []
    if not is_page:
        return 200, False, []
    landed = landed.removeprefix(server)
    if _view_of(landed) != _view_of(address):  # to signing in, for instance: whoever is signed in is tried elsewhere
        return 200, False, [landed]
    hrefs = [urljoin(server + landed, link.get("href")) for link in lxml.html.fromstring(body).cssselect("a[href]")]
    return 200, True, [href.removeprefix(server).partition("#")[0] for href in hrefs if href.startswith(server + "/")]


def test_no_link_leads_nowhere(linked: Seen) -> None:
    assert {address: status for address, status, _is_page in linked.values() if status != 200} == {}


def test_every_linked_page_is_in_the_list_of_pages(linked: Seen) -> None:
    listed = {_view_of(address).removeprefix("en ") for address in PAGES} | set(LINKED) | BY_LETTER
    pages = {view.removeprefix("en "): address for view, (address, _status, is_page) in linked.items() if is_page}
    assert {view: address for view, address in pages.items() if view not in listed} == {}
