"""What no browser sends on its own gets an answer in words and never a fault: addresses, queries, forms."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from lxml import html

from tests.safety.addresses import Address, Visitor, all_addresses
from tests.safety.reading import kind_of, whole
from tests.safety.test_stored_words import most_trusted_reader
from tests.safety.world import World

PAGES = [each for each in all_addresses() if 200 in each.get.values() and each.path.endswith("/")]
FORMS = [each for each in all_addresses() if each.takes_post]
BAD = {
    "null": "a\0b",
    "control characters": "\x01\x0b\x1b[31m\x7f",
    "half a character": "\ud800",
    "long": "ā" * 5_000,
    "long number": "9" * 5_000,
    "large number": "99999999999999999999999999",
    "number that is no digit": "²",
    "far exponent": "1e999999",
    "far day": "99999-99-99",
    "first day": "0001-01-01",
}
FORM = "application/x-www-form-urlencoded"
QUERY = ("q", "page", "status", "kind", "rada", "entry", "action", "since", "until", "wave", "area", "next", "limit")


def ask_with_query(world: World, pages: list[Address], value: str) -> dict[str, int]:
    """The pages that failed, with their status."""
    data = urlencode(dict.fromkeys(QUERY, octets(value)))
    statuses = {}
    for address in pages:  # the API is asked such things in tests/api/test_openapi.py
        answer = most_trusted_reader(world, address).get(f"{world.path(address.path)}?{data}")
        statuses[address.path] = answer.status_code
        whole(answer)
    return {path: status for path, status in statuses.items() if status >= 500}


@contextmanager
def noting_what_reads_a_query() -> Iterator[list[str]]:
    """The ways in which a view or form asks a query for values: not `lists`, by which the middleware seeks a null."""
    noted: list[str] = []
    with ExitStack() as patches:
        for name in ("__getitem__", "__contains__", "getlist", "get", "keys", "values", "items", "dict", "urlencode",
                     "copy", "__copy__", "__deepcopy__", "__iter__", "__len__"):  # fmt: skip
            patches.enter_context(mock.patch.object(QueryDict, name, _noting(name, noted)))
        yield noted


def _noting(name: str, noted: list[str]) -> Callable[..., Any]:
    method = getattr(QueryDict, name)

    def ask(query: QueryDict, *arguments: Any, **options: Any) -> Any:
        if not query._mutable:  # one that is being made asks itself
            noted.append(name)
        return method(query, *arguments, **options)

    return ask


@pytest.fixture(scope="module")
def readers(made_once: World) -> list[Address]:
    """The pages that read anything of their query. Any other cannot tell one value from the next; all get one here."""
    found = []
    for address in PAGES:
        with noting_what_reads_a_query() as noted:
            assert ask_with_query(made_once, [address], "x") == {}
        if noted:
            found.append(address)
    return found


def test_pages_that_read_their_query_are_told_from_those_that_do_not(world: World, readers: list[Address]) -> None:
    """Else the next test would ask too few."""
    paths = {address.path for address in readers}
    assert {"/meklet/", "/notikumi/", "/lidzdaliba/", "/vietas/", "/zurnals/", "/plans/"} <= paths
    assert "/privatums/" not in paths


@pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
def test_value_in_a_query_is_no_fault(world: World, readers: list[Address], value: str) -> None:
    assert ask_with_query(world, readers, value) == {}


@pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
def test_value_in_a_form_is_no_fault(world: World, value: str) -> None:
    failed = {}
    for address in FORMS:
        path = world.path(address.path)
        with transaction.atomic():
            browser = browser_of_one_who_may(world, address)
            fields = fields_of(world, browser, address, path)
            answer = browser.post(path, urlencode(dict.fromkeys(fields, octets(value))), content_type=FORM)
            whole(answer)
            transaction.set_rollback(True)
        failed[address.path] = answer.status_code
    assert {path: status for path, status in failed.items() if status >= 500} == {}


@pytest.mark.parametrize(
    "path", ["/lidzdalibas-budzets/darbs/{call_draft}/nauda/", "/lidzdaliba/darbs/procesi/{process}/posmi/"]
)
def test_rows_that_nobody_can_fill_in_are_not_shown(world: World, path: str) -> None:
    """By itself Django shows a thousand more than it takes."""
    rows = {f"{each}-TOTAL_FORMS": "100000" for each in ("areas", "categories", "revenues", "form")}
    rows |= {name.replace("TOTAL", "INITIAL"): "0" for name in rows}
    answer = world.browser(Visitor.OFFICIAL).post(world.path(path), rows)
    assert (answer.status_code, answer.content.count(b"<fieldset") < 150) == (422, True)


@pytest.mark.parametrize("value", BAD.values(), ids=BAD.keys())
def test_value_in_an_address_is_no_fault(world: World, value: str) -> None:
    """In the place of each part that names something."""
    bad = quote(octets(value[:2_000]))
    failed = {}
    for address in all_addresses():
        for name in re.findall(r"\{\w+\}", address.path):
            path = world.path(address.path.replace(name, bad))
            answer = world.browser(Visitor.ADMINISTRATOR).get(path)
            failed[f"{address.path} {name}"] = answer.status_code
            whole(answer)
    assert {path: status for path, status in failed.items() if status >= 500} == {}


def test_null_is_refused_at_once(world: World) -> None:
    anonymous = world.browser(Visitor.ANONYMOUS)
    assert [anonymous.get(path).status_code for path in ("/plans/%00/", "/?q=%00", "/?%00=1")] == [400, 400, 400]
    assert anonymous.post("/konts/pieslegties/", {"login": "a\0@example.lv", "password": "x"}).status_code == 400


def test_value_of_a_form_arrives_as_it_was_sent(world: World) -> None:
    """Else the tests above would show nothing."""
    browser = world.browser(Visitor.ANONYMOUS)
    words = urlencode({"login": octets(BAD["control characters"]), "password": "x"})
    page = browser.post("/konts/pieslegties/", words, content_type=FORM)
    assert page.context["form"]["login"].value() == BAD["control characters"]


def test_cookie_with_a_null_is_as_good_as_none(world: World) -> None:
    """It reaches the server in quotes, as an octal escape."""
    browser = Client(headers={"Cookie": 'sessionid="\\000aaaaaaaaaaaaaaaa"'})
    assert browser.get("/konts/").status_code == 302


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:8000@evil.example", "a b", ""])
def test_host_that_is_not_ours_is_refused(world: World, host: str) -> None:
    answer = Client(raise_request_exception=False).get("/konts/", headers={"Host": host})
    assert answer.status_code == 400


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL"])
def test_header_of_a_proxy_does_not_name_our_host_or_address(world: World, header: str) -> None:
    anonymous = world.browser(Visitor.ANONYMOUS)
    plain = anonymous.get("/zurnals/ieraksti.json")
    turned = anonymous.get("/zurnals/ieraksti.json", headers={header: "evil.example/konts/"})
    assert turned.content == plain.content


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_method_cannot_be_put_on(world: World, header: str) -> None:
    signed_in = world.browser(Visitor.OFFICIAL)
    path = world.path("/plans/darbs/parskati/{draft}/izmest/")
    assert signed_in.get(path + "?_method=POST", headers={header: "POST"}).status_code == 405
    assert signed_in.post("/konts/mani-dati/", {"_method": "GET"}, headers={header: "GET"}).status_code == 405


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_methods_that_nothing_takes_are_refused(world: World, method: str) -> None:
    anonymous = world.browser(Visitor.ANONYMOUS)
    answers = [getattr(anonymous, method)(path).status_code for path in ("/", "/plans/", "/api/v1/plans", "/veseliba/")]
    assert answers == [405] * 4


ELSEWHERE = ["https://evil.example/", "//evil.example", "/\\evil.example", "///evil.example", "\thttps://evil.example",
             "https:evil.example", "javascript:alert(1)", "http://localhost@evil.example/"]  # fmt: skip
LEADING_ON = ["/konts/pieslegties/", "/konts/jauns/", "/konts/iziet/", "/konts/loma/", "/konts/apliecinat/"]


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("path", LEADING_ON)
def test_nothing_leads_to_another_site(world: World, path: str, target: str) -> None:
    password = {"password": "pareiza zirga skava 7", "next": target}
    for visitor in (Visitor.ANONYMOUS, Visitor.RESIDENT):
        for send in (
            lambda browser: browser.get(path, {"next": target}),
            lambda browser: browser.post(path, password, headers={"Referer": target}),
            lambda browser: browser.post(f"{path}?next=https://evil.example/", password),
        ):
            with transaction.atomic():
                answer = send(world.browser(visitor))
                transaction.set_rollback(True)
            location = answer.headers.get("Location", "/")
            assert re.match(r"/(?![/\\])", location)


def octets(value: str) -> bytes:
    """As it travels, half a character too."""
    return value.encode("utf-8", "surrogatepass")


def browser_of_one_who_may(world: World, address: Address) -> Client:
    """Of a form that nobody of them may send (another's idea) any visitor who is signed in."""
    able = [visitor for visitor, answer in address.post.items() if answer not in (403, 405, "sign in")]
    return world.browser((able or [Visitor.RESIDENT])[-1])


def fields_of(world: World, browser: Client, address: Address, path: str) -> list[str]:
    """The names of the fields on the page of the form, or what forms without a page take; read once for all values."""
    if address.path not in world.fields:
        world.fields[address.path] = read_fields(browser, address, path)
    return world.fields[address.path]


def read_fields(browser: Client, address: Address, path: str) -> list[str]:
    names = ["report", "reason", "period", "role", "day-date", "day-kind", "day-source", "year-source", "next"]
    if 200 in address.get.values():
        answer = browser.get(path)
        if answer.status_code == 200 and kind_of(answer) == "text/html":
            names += [str(name) for name in html.document_fromstring(answer.content).xpath("//form//@name")]
    return names
