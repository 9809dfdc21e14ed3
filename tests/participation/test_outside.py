"""Opportunities published elsewhere: imported from a real server, marked and linked, never mixed with our own."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from django.urls import reverse

from balss.ledger.models import Entry
from balss.participation.models import Opportunity, OutsideSource
from balss.participation.queries.desk import desk_of
from balss.participation.queries.feed import Sought, opportunities
from balss.participation.services.outside import (
    add_source,
    change_source,
    import_due,
    import_source,
    resume_source,
    stop_source,
)
from balss.participation.services.outside.importing import MOST_FAILURES
from balss.participation.services.outside.rows import canonical
from balss.participation.services.refusals import SourceNotAllowed
from balss.people.models import RoleGrant
from balss.people.queries import actor_of
from balss.shared.fetching import Reach
from balss.shared.permissions import SYSTEM, Grant, NotAllowed, Role

pytestmark = pytest.mark.usefixtures("clock")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Site(ThreadingHTTPServer):
    """Gives each path what `files` says: bytes, or a status. With `etag` it answers 304 to who has it."""

    daemon_threads = True

    def __init__(self):
        self.files, self.etag, self.asked = {}, "", []
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        site = self.server
        site.asked.append(self.path)
        given = site.files.get(self.path, 404)
        has_it = site.etag and self.headers.get("If-None-Match") == site.etag
        status, content = (304, b"") if has_it else (200, given) if isinstance(given, bytes) else (given, b"")
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        if site.etag:
            self.send_header("ETag", site.etag)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = Site()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def reach(site):
    return Reach(frozenset({"http"}), frozenset({site.server_address[1]}), lambda ip: ip == ip_address("127.0.0.1"))


@pytest.fixture
def coordinator(make_account, ministry):
    return actor_of(make_account("Koordinatore"), grant=Grant(Role.COORDINATOR, ministry.pk))


@pytest.fixture
def make_source(site, reach, coordinator, now):
    def make(code="dome", form="tap", **content):
        address = f"http://127.0.0.1:{site.server_address[1]}/{code}"
        content = {"name": f"Avots {code}", "form": form, "data_address": address} | content
        return add_source(code=code, content=content, by=coordinator, now=now, reach=reach)

    return make


@pytest.fixture
def publish(site):
    """What the source shows now: rows of (id, title), or columns."""

    def put(*rows, code="dome"):
        full = [
            {"id": row[0], "title": row[1], "url": f"https://dome.example/{row[0]}"} if isinstance(row, tuple) else row
            for row in rows
        ]
        site.files[f"/{code}"] = json.dumps(full).encode()

    return put


@pytest.fixture
def ask(reach, now):
    def go(source, *, at=now):
        return import_source(source=source, by=SYSTEM, now=at, reach=reach)

    return go


def titles(now, **sought):
    return [row.title for row in opportunities(Sought(**sought), now)]


def counts(source):
    return {name: number for name, number in source.counts.items() if number}


def test_what_is_published_elsewhere_stands_in_the_feed_marked_and_linked(client, make_source, publish, ask):
    publish({"id": 1, "title": "Ceļš", "url": "https://www.dome.example/1", "institution": "Cita dome"})
    source = ask(make_source())
    page = client.get(reverse("participation:feed")).content.decode()

    assert (source.failure, counts(source)) == ("", {"added": 1})
    assert 'Publicēts citur: <a href="https://www.dome.example/1" rel="external">dome.example</a>' in page
    assert "Cita dome" in page


def test_it_has_a_filter_of_its_own(make_source, publish, ask, opportunity, now):
    publish((1, "Ceļš"))
    ask(make_source())

    assert titles(now, where="elsewhere") == ["Ceļš"]
    assert titles(now, where="here") == ["Skolas ielas idejas"]


def test_it_takes_no_contributions_and_nobody_here_answers_for_it(
    client, make_source, publish, ask, sign_in, official, municipality, now
):
    publish({"id": 1, "title": "Ceļš", "url": "https://dome.example/1", "institution": "Izdomātā novada pašvaldība"})
    ask(make_source())
    row = Opportunity.objects.get(origin="elsewhere:dome")

    assert row.institution == municipality
    assert desk_of(municipality, now).opportunities == []
    assert client.get(reverse("participation:opportunity", args=[row.public_id])).url == "https://dome.example/1"
    browser = sign_in(official)
    for name in ("keep_opportunity", "edit_opportunity", "answering", "materials"):
        assert browser.get(reverse(f"participation:{name}", args=[row.public_id])).status_code in (403, 404)


def versions():
    return dict(Opportunity.objects.values_list("origin_key", "version"))


def test_importing_again_changes_only_what_changed(make_source, publish, ask, now):
    publish((1, "Ceļš"), (2, "Tilts"))
    source = ask(make_source())
    assert versions() == {"1": 1, "2": 1}
    publish((1, "Ceļš"), (2, "Jaunais tilts"))
    source = ask(source, at=now + HOUR)

    assert counts(source) == {"same": 1, "changed": 1}
    assert versions() == {"1": 1, "2": 2}


def test_what_vanishes_there_is_closed_here_and_comes_back_with_it(make_source, publish, ask, now):
    publish((1, "Ceļš"), (2, "Tilts"), {"id": 3, "title": "Vēlāk", "url": "https://d.example/3", "start": "2027-01-01"})
    source = ask(make_source())
    publish((1, "Ceļš"))
    source = ask(source, at=now + HOUR)

    assert counts(source) == {"same": 1, "closed": 2}
    assert titles(now + 2 * HOUR) == ["Ceļš"]
    assert dict(Opportunity.objects.values_list("origin_key", "state")) == {
        "1": "published", "2": "published", "3": "withdrawn",
    }  # fmt: skip
    publish((1, "Ceļš"), (2, "Tilts"))
    ask(source, at=now + 2 * HOUR)
    assert titles(now + 3 * HOUR) == ["Ceļš", "Tilts"]


def test_row_that_cannot_be_read_this_time_is_not_closed(make_source, publish, ask, now):
    publish((1, "Ceļš"), (2, "Tilts"))
    source = ask(make_source())
    publish((1, "Ceļš"), {"id": 2, "title": "", "url": "https://dome.example/2"})
    source = ask(source, at=now + HOUR)

    assert counts(source) == {"same": 1, "skipped": 1, "examples": ["2:no_title"]}
    assert titles(now + 2 * HOUR) == ["Ceļš", "Tilts"]


def test_same_page_from_two_sources_or_from_ourselves_stands_once(make_source, publish, ask, opportunity, settings):
    settings.ORIGIN = "https://balss.example"
    publish({"id": "a", "title": "Ceļš", "url": "https://www.dome.example/1/"}, code="dome")
    publish(
        {"id": "b", "title": "Tas pats", "url": "http://dome.example/1?utm_source=x#y"},
        {"id": "c", "title": "Mūsu", "url": "https://balss.example/lidzdaliba/"},
        code="tap",
    )
    ask(make_source("dome"))
    second = ask(make_source("tap"))

    assert counts(second) == {"doubled": 2}
    assert sorted(Opportunity.objects.values_list("title", flat=True)) == ["Ceļš", "Skolas ielas idejas"]


def test_own_ones_are_never_written_over(make_source, publish, ask, opportunity):
    before = Opportunity.objects.filter(pk=opportunity.pk).values().get()
    publish({"id": str(opportunity.public_id), "title": "Viltots", "url": opportunity.get_absolute_url()})
    source = ask(make_source())

    assert counts(source) == {"skipped": 1, "examples": ["1:no_address"]}
    assert Opportunity.objects.filter(pk=opportunity.pk).values().get() == before


def test_place_and_kind_are_known_by_their_names(make_source, publish, ask, parish):
    publish(
        {"id": 1, "title": "a", "url": "https://d.example/1", "place": "Ziedu pagasts", "kind": "survey"},
        {"id": 2, "title": "b", "url": "https://d.example/2", "place": "Nekurienes pagasts", "kind": "x"},
    )
    ask(make_source(kind="draft"))
    first, second = Opportunity.objects.order_by("origin_key")

    assert ([*first.territories.all()], first.kind) == ([parish], "survey")
    assert ([*second.territories.all()], second.kind) == ([], "draft")


def test_what_was_over_before_we_saw_it_is_left_out(make_source, publish, ask):
    publish({"id": 1, "title": "Bija", "url": "https://d.example/1", "end": "2026-01-05"})
    assert counts(ask(make_source())) == {"over": 1}


def test_hostile_words_are_only_words(client, make_source, publish, ask):
    title = "</a><script>alert(1)</script><img src=x onerror=alert(1)>Ceļš"
    publish({"id": 1, "title": title, "url": 'https://d.example/"onmouseover="x', "summary": "**[x](javascript:x)**"})
    ask(make_source())

    for name in ("feed", "feed_json", "feed_atom"):
        page = client.get(reverse(f"participation:{name}")).content.decode()
        assert "Ceļš" in page
        assert all(word not in page for word in ("<script>alert", "onerror", '"onmouseover="x'))


def test_unchanged_content_is_not_sent_again(site, make_source, publish, ask, now):
    site.etag = '"1"'
    publish((1, "Ceļš"))
    source = ask(make_source())
    again = ask(source, at=now + DAY)

    assert (again.imported_at, again.failure, counts(again)) == (now + DAY, "", {"added": 1})


@pytest.mark.parametrize(
    ("given", "failure"),
    [(404, "status:404"), (b"<html>", "no_json"), (b"", "empty"), (b"{}", "no_records"), (b"\xff\xfe\xff", "letters")],
)
def test_failure_is_kept_and_nothing_is_closed(site, make_source, publish, ask, now, given, failure):
    publish((1, "Ceļš"))
    source = ask(make_source())
    site.files["/dome"] = given
    source = ask(source, at=now + HOUR)

    assert (source.failure, source.failures, source.imported_at) == (failure, 1, now)
    assert titles(now + HOUR) == ["Ceļš"]


def test_source_that_fails_is_asked_later_and_later_and_at_last_no_more(site, make_source, reach, now):
    source, at, waits = make_source(), now, []
    while source.state == "active":
        [source] = import_due(by=SYSTEM, now=at, reach=reach)
        assert source.next_try_at is not None
        waits.append((source.next_try_at - at) // HOUR)
        assert import_due(by=SYSTEM, now=source.next_try_at - timedelta(seconds=1), reach=reach) == []
        at = source.next_try_at

    assert waits == [1, 2, 4, 8, 16, 24, 24, 24]
    assert (source.state, len(site.asked)) == ("paused", MOST_FAILURES)
    assert import_due(by=SYSTEM, now=at + 30 * DAY, reach=reach) == []


def test_one_bad_source_keeps_no_other_from_being_asked(make_source, publish, reach, now):
    make_source("a")
    make_source("b")
    publish((1, "Ceļš"), code="b")

    done = import_due(by=SYSTEM, now=now, reach=reach)

    assert [(source.code, source.failure) for source in done] == [("a", "status:404"), ("b", "")]


def test_paused_source_is_begun_again_by_the_coordinator(make_source, coordinator, publish, reach, now):
    source = make_source()
    OutsideSource.objects.update(state="paused", failures=8, failure="slow", next_try_at=now + DAY)
    publish((1, "Ceļš"))
    resume_source(source=source, by=coordinator, now=now)

    [source] = import_due(by=SYSTEM, now=now, reach=reach)
    assert (source.state, source.failures, counts(source)) == ("active", 0, {"added": 1})


def test_stopped_source_closes_what_came_from_it(make_source, coordinator, publish, ask, reach, now):
    publish((1, "Ceļš"))
    source = ask(make_source())
    stop_source(source=source, by=coordinator, now=now + HOUR)

    assert titles(now + 2 * HOUR) == []
    assert titles(now + 2 * HOUR, when="closed") == ["Ceļš"]
    assert import_due(by=SYSTEM, now=now + 9 * DAY, reach=reach) == []


def test_deeds_stand_in_the_ledger(make_source, coordinator, reach, now):
    source = make_source()
    change_source(source=source, content={"name": "Cits"}, by=coordinator, now=now, reach=reach)
    stop_source(source=source, by=coordinator, now=now)
    resume_source(source=source, by=coordinator, now=now)

    actions = sorted(Entry.objects.values_list("action", flat=True))
    assert [action.removeprefix("participation.source_") for action in actions] == [
        "added", "changed", "resumed", "stopped",
    ]  # fmt: skip


def test_only_the_coordinator_keeps_sources(make_source, official, resident, now):
    source = make_source()
    for actor in (official, resident):
        for act in (
            lambda by=actor: add_source(code="x", content={}, by=by, now=now),
            lambda by=actor: change_source(source=source, content={}, by=by, now=now),
            lambda by=actor: stop_source(source=source, by=by, now=now),
            lambda by=actor: resume_source(source=source, by=by, now=now),
            lambda by=actor: import_source(source=source, by=by, now=now),
        ):
            with pytest.raises(NotAllowed):
                act()


@pytest.mark.parametrize(
    "address", ["http://dome.example/", "https://127.0.0.1/", "https://[::1]/", "file:///etc/passwd"]
)
def test_address_inside_is_refused_when_it_is_typed(coordinator, now, address):
    with pytest.raises(SourceNotAllowed):
        add_source(code="x", content={"form": "csv", "data_address": address}, by=coordinator, now=now)
    assert not OutsideSource.objects.exists()


def test_addresses_of_one_page_are_the_same():
    same = ["https://www.a.lv/x/", "http://a.lv/x", "https://a.lv/x?utm_medium=m#top"]
    assert len({canonical(address) for address in same}) == 1
    assert canonical("https://a.lv/x?id=1") != canonical("https://a.lv/x?id=2")


@pytest.mark.parametrize("count", [1, 6])
def test_unchanged_rows_cost_no_queries(make_source, publish, ask, count, django_assert_max_num_queries, now):
    publish(*[(number, f"Ceļš {number}") for number in range(count)])
    source = ask(make_source())
    with django_assert_max_num_queries(12):
        ask(source, at=now + HOUR)


@pytest.fixture
def browser(client, coordinator, now):
    RoleGrant.objects.create(
        account_id=coordinator.account_id, role=Role.COORDINATOR, institution_id=coordinator.grant.institution_id,
        starts_at=now, granted_by="system", granted_at=now,
    )  # fmt: skip
    client.force_login(RoleGrant.objects.get().account)
    return client


WORDS = {"name": "TAP portāls", "form": "tap", "kind": "consultation", "language": "lv", "save": "1"}


def test_coordinator_adds_a_source_and_sees_how_it_went(browser, now):
    words = WORDS | {"code": "tap", "data_address": "https://tap.example/data.json"}
    answer = browser.post(reverse("participation:new_source"), words)
    OutsideSource.objects.update(
        failure="status:503", failures=2, tried_at=now, next_try_at=now + DAY, imported_at=now,
        counts={"added": 3, "skipped": 1, "examples": ["4:no_title"]},
    )  # fmt: skip
    page = browser.get(answer.url).content.decode()

    assert answer.url == reverse("participation:keep_source", args=["tap"])
    assert "Vietne to atteicās dot (503)." in page
    assert "4. ieraksts: tam nav nosaukuma" in page
    assert "TAP portāls" in browser.get(reverse("participation:sources")).content.decode()


@pytest.mark.parametrize("address", ["http://tap.example/", "https://192.168.1.1/", "https://tap.example:8443/x"])
def test_form_refuses_addresses_inside(browser, address):
    answer = browser.post(reverse("participation:new_source"), WORDS | {"code": "tap", "data_address": address})

    assert answer.status_code == 422
    assert not OutsideSource.objects.exists()


def test_coordinator_changes_stops_and_begins_again(browser, make_source):
    source = make_source()
    address = reverse("participation:keep_source", args=[source.code])
    browser.post(address, WORDS | {"name": "Cits", "data_address": "https://cits.example/a"})
    browser.post(address, {"stop": "1"})
    source.refresh_from_db()
    assert (source.name, source.code, source.state) == ("Cits", "dome", "stopped")

    browser.post(address, {"resume": "1"})
    source.refresh_from_db()
    assert source.state == "active"


def test_feed_leads_only_the_coordinator_to_the_sources(client, browser):
    address = reverse("participation:sources")
    assert address in browser.get(reverse("participation:feed")).content.decode()
    browser.logout()
    assert address not in client.get(reverse("participation:feed")).content.decode()
