"""Kept pages: nobody gets another's page, and no page is older than a minute after a change."""

import time
from collections.abc import Callable

import pytest
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from balss.people.models import Account, Person
from balss.web.middleware.page_cache import LIFETIME_SECONDS, Page, PageCacheMiddleware, Pages


def who(request: HttpRequest) -> HttpResponse:
    """A page that greets its visitor."""
    return HttpResponse(f"Sveiki, {request.user}!")


urlpatterns = [path("kas/", who)]


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Site:
    """A page whose words can change, and how often it was rendered."""

    def __init__(self) -> None:
        self.words = "vecais"
        self.rendered = 0
        self.change: Callable[[HttpResponse], None] = lambda response: None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.rendered += 1
        response = HttpResponse(self.words)
        self.change(response)
        return response


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def process(site: Site, clock: Clock) -> PageCacheMiddleware:
    return PageCacheMiddleware(site, clock=clock)


def ask(process: PageCacheMiddleware, address: str = "/plans/", **headers: str) -> HttpResponse:
    return process(RequestFactory().get(address, **headers))  # type: ignore[arg-type]


def test_page_asked_for_twice_is_rendered_once(process: PageCacheMiddleware, site: Site) -> None:
    assert [ask(process).content, ask(process).content] == [b"vecais", b"vecais"]
    assert site.rendered == 1


def test_change_is_seen_in_every_process_within_a_minute(site: Site, clock: Clock) -> None:
    processes = [PageCacheMiddleware(site, clock=clock) for _ in range(2)]
    ask(processes[0])
    clock.now += 20
    ask(processes[1])
    site.words = "jaunais"
    changed_at = clock.now
    seen_after = {}
    for _ in range(60):
        clock.now += 1
        for number, process in enumerate(processes):
            if ask(process).content == b"jaunais":
                seen_after.setdefault(number, clock.now - changed_at)
    assert seen_after == {0: 11, 1: 31}


def test_page_that_took_long_to_render_is_as_old_as_its_reading(
    process: PageCacheMiddleware, site: Site, clock: Clock
) -> None:
    def take_long(response: HttpResponse) -> None:
        clock.now += 25

    site.change = take_long
    ask(process)
    clock.now += LIFETIME_SECONDS - 20
    ask(process)
    assert site.rendered == 2


def test_addresses_hosts_and_queries_are_told_apart(process: PageCacheMiddleware, site: Site) -> None:
    for address, host in [("/", "a"), ("/", "b"), ("/en/", "a"), ("/?page=2", "a")]:
        ask(process, address, HTTP_HOST=host)
    assert site.rendered == 4


@pytest.mark.parametrize("cookie", ["sessionid=x", "messages=x", "sessionid=x; csrftoken=y"])
def test_visitor_with_a_session_or_a_message_gets_an_own_page(
    process: PageCacheMiddleware, site: Site, cookie: str
) -> None:
    ask(process)
    ask(process, HTTP_COOKIE=cookie)
    ask(process, HTTP_COOKIE=cookie)
    assert site.rendered == 3


def test_page_asked_for_with_any_cookie_is_not_kept(process: PageCacheMiddleware, site: Site) -> None:
    ask(process, HTTP_COOKIE="csrftoken=x")
    ask(process)
    assert site.rendered == 2


def test_token_in_a_header_gets_an_own_page(process: PageCacheMiddleware, site: Site) -> None:
    ask(process)
    ask(process, HTTP_AUTHORIZATION="Bearer x")
    assert site.rendered == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda response: response.set_cookie("csrftoken", "x"),
        lambda response: response.headers.__setitem__("Cache-Control", "private"),
        lambda response: response.headers.__setitem__("Cache-Control", "no-store"),
        lambda response: response.headers.__setitem__("Vary", "Cookie, User-Agent"),
        lambda response: setattr(response, "status_code", 404),
    ],
    ids=["sets a cookie", "private", "no-store", "varies by browser", "not found"],
)
def test_what_may_be_one_visitors_is_not_kept(
    process: PageCacheMiddleware, site: Site, change: Callable[[HttpResponse], None]
) -> None:
    site.change = change
    ask(process)
    ask(process)
    assert site.rendered == 2


def test_sent_form_is_never_answered_from_kept_pages(process: PageCacheMiddleware, site: Site) -> None:
    ask(process)
    process(RequestFactory().post("/plans/"))
    assert site.rendered == 2


def test_browser_that_has_the_page_is_told_so(process: PageCacheMiddleware) -> None:
    first = ask(process)
    again = ask(process, HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert (first.headers["Cache-Control"], again.status_code, again.content) == ("no-cache", 304, b"")


def test_page_is_compressed_for_who_takes_that(process: PageCacheMiddleware, site: Site) -> None:
    site.words = "Balss " * 200
    packed = ask(process, HTTP_ACCEPT_ENCODING="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < 100 < len(ask(process).content)
    assert packed.headers["Vary"] == "Cookie, Accept-Encoding"


def test_longest_unused_pages_go_first() -> None:
    pages = Pages(capacity=25)
    page = Page(rendered_at=0, body=b"0123456789", compressed=b"", headers=())
    pages.put(("", "/a"), page)
    pages.put(("", "/b"), page)
    pages.get(("", "/a"), since=0)
    pages.put(("", "/c"), page)
    assert [pages.get(("", name), since=0) is not None for name in ("/a", "/b", "/c")] == [True, False, True]


@pytest.mark.urls(__name__)
def test_signed_in_page_is_never_given_to_another(client: Client, db: None) -> None:
    account = Account.objects.create(email="anna@example.lv", person=Person.objects.create(name="Anna Ozola"))
    anonymous = client.get("/kas/").content
    client.force_login(account)
    signed_in = client.get("/kas/").content
    client.cookies.clear()
    assert signed_in == f"Sveiki, {account}!".encode()
    assert client.get("/kas/").content == anonymous == b"Sveiki, AnonymousUser!"


def test_kept_page_costs_less_than_a_millisecond(db: None) -> None:
    """Through all that stands before the pages, as the server calls it."""
    application = get_wsgi_application()
    environ = RequestFactory().get("/dizains/", HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip").environ
    b"".join(application(dict(environ), lambda status, headers: None))
    began = time.process_time()
    for _ in range(200):
        b"".join(application(dict(environ), lambda status, headers: None))
    assert (time.process_time() - began) / 200 < 0.001


def test_kept_page_reads_no_table(client: Client, db: None, django_assert_num_queries: Callable[..., object]) -> None:
    client.get("/")
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert client.get("/").status_code == 200
