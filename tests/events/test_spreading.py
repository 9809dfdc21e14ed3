"""An event is in the feed of opportunities and in the search as it is now; a draft is in neither."""

from datetime import timedelta

import pytest

from balss.events import services
from balss.participation.models import Opportunity, Process
from balss.search.models import Document
from balss.search.services import rebuild
from tests.events.conftest import LASTS, NOW, STARTS


@pytest.fixture
def shown():
    """What the feed says of the only event, and its title in the search."""

    def read():
        columns = ("state", "opens_at", "closes_at", "withdrawn_reason")
        rows = Opportunity.objects.filter(origin="events").values_list(*columns)
        return list(rows), list(Document.objects.filter(kind="events.event").values_list("key", flat=True))

    return read


def test_draft_is_shown_nowhere_else(draft, shown):
    assert shown() == ([], [])


def test_announced_event_is_in_the_feed_and_found(event, shown):
    assert shown() == ([("published", STARTS, STARTS + LASTS, "")], [event.slug])
    row = Opportunity.objects.get()
    assert (row.kind, row.address, list(row.territories.values_list("slug", flat=True))) == (
        "event", f"/notikumi/{event.slug}/", ["cirmas-pagasts"],
    )  # fmt: skip


def test_public_meeting_is_one_in_the_feed(make_event):
    make_event(kind="public_meeting")
    assert Opportunity.objects.get().kind == "public_meeting"


def test_moved_event_is_moved_in_the_feed(event, anna, schedule, shown):
    later = schedule(starts_at=STARTS + timedelta(days=1), ends_at=STARTS + LASTS + timedelta(days=1))
    services.move_event(event=event, schedule=later, reason="Tā.", by=anna.actor, now=NOW)
    assert shown()[0] == [("published", STARTS + timedelta(days=1), STARTS + LASTS + timedelta(days=1), "")]


def test_cancelled_event_is_retracted_with_its_reason_and_still_found(event, anna, shown):
    services.cancel_event(event=event, reason="Plūdi.", by=anna.actor, now=NOW)
    assert shown() == ([("withdrawn", STARTS, STARTS + LASTS, "Plūdi.")], [event.slug])


def test_closing_taken_back_and_event_cancelled_is_retracted(event, close, anna, shown):
    close(event)
    services.reopen_event(event=event, reason="Kļūda.", by=anna.actor, now=STARTS + LASTS)
    services.cancel_event(event=event, reason="Nenotika.", by=anna.actor, now=STARTS + LASTS)
    assert shown()[0] == [("withdrawn", STARTS, STARTS + LASTS, "Nenotika.")]


def test_found_words_are_those_of_the_page_and_never_the_link(make_event, close):
    event = make_event(form="hybrid", online_link="https://video.example/slepens")
    close(event, came_online=1, outcome="Vienojās par autobusiem.")
    words = str(list(Document.objects.filter(kind="events.event").values()))
    assert [word in words for word in ("autobus", "slepens")] == [True, False]


def test_index_after_changes_is_the_index_of_a_rebuild(event, close):
    close(event)
    before = list(Document.objects.filter(kind="events.event").values("key", "title", "text"))
    rebuild()
    assert before == list(Document.objects.filter(kind="events.event").values("key", "title", "text"))


def test_event_is_part_of_a_process(make_event, ministry):
    process = Process.objects.create(
        slug="autobusi", institution=ministry, title="Autobusi", state="under_way", author="system", created_at=NOW,
        updated_at=NOW, published_at=NOW,
    )  # fmt: skip
    make_event(process=process)
    assert Opportunity.objects.get(origin="events").process == process
