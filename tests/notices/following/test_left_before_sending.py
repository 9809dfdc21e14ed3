"""Who stops everything between the writing of a letter and its sending gets it no more; nothing of it is lost to who
takes that back, and nothing of a change of mind at the moment of a run."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balss.notices.models import Dispatch, Follower, Notice, NoticeState, Rhythm, StoppedFollowing
from balss.notices.services import deliver_due, own, send_due
from balss.notices.services.following import Own, Wishes, follow
from balss.notices.services.own import FollowsNoMore, change_wishes, leave_all, link_of, resume_all
from balss.people.models import Account
from balss.people.queries import actor_of
from balss.shared.permissions import ANONYMOUS
from tests.notices.following.conftest import HEALTH, NOW, TRANSPORT, followed, news, told

DAY = timedelta(days=1)
AT_ONCE = Wishes(Rhythm.IMMEDIATELY)


@pytest.fixture(autouse=True)
def _in_memory(settings: Any) -> None:
    settings.POST_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def of_account(account: Account) -> Follower:
    follower = follow(account=account, things=[TRANSPORT], by=actor_of(account), now=NOW)
    change_wishes(own=Own(follower), wishes=AT_ONCE, by=actor_of(account), now=NOW)
    send_due(now=NOW)
    return follower


def digests() -> list[str]:
    return list(Notice.objects.filter(kind="notices.digest").order_by("to").values_list("to", flat=True))


def test_letter_that_waits_does_not_go_to_who_pressed_stop(client: Client, mailoutbox: list[Any]) -> None:
    anna = followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    followed("berts@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    news("tilts")
    send_due(now=NOW)
    client.post(reverse("notices:leave_all", args=[link_of(anna)]), {"List-Unsubscribe": "One-Click"})
    assert (digests(), deliver_due(clock=lambda: NOW).sent) == (["berts@example.lv"], 1)
    assert [each.to for each in mailoutbox] == [["berts@example.lv"]]


def test_held_letter_is_forgotten_and_one_that_was_sent_stays() -> None:
    anna = followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    for title, state in (("tilts", NoticeState.SENT), ("ceļš", NoticeState.HELD)):
        news(title)
        send_due(now=NOW)
        Notice.objects.filter(state=NoticeState.WAITING).update(state=state, finished_at=NOW)
    leave_all(own=Own(anna, has_link=True), by=ANONYMOUS, now=NOW)
    assert told("anna@example.lv") == ["tilts"]


def test_account_that_takes_the_stop_back_gets_what_waited_with_links_that_work(account: Account) -> None:
    old = link_of(of_account(account))
    news("tilts")
    send_due(now=NOW)
    leave_all(own=Own(Follower.objects.get()), by=actor_of(account), now=NOW)
    assert digests() == []
    follow(account=account, things=[HEALTH], by=actor_of(account), now=NOW)  # meanwhile something else
    stopped = StoppedFollowing.objects.get()
    for _ in range(2):
        resume_all(stopped=stopped, has_link=False, by=actor_of(account), now=NOW)
    letter, link = Notice.objects.get(kind="notices.digest"), link_of(Follower.objects.get())
    assert told(account.email) == ["tilts"]
    assert (letter.leave_path, letter.text.count(link), letter.text.count(old)) == (
        reverse("notices:leave_all", args=[link]), 2, 0,
    )  # fmt: skip
    assert (letter.html.count(link), letter.html.count(old), Dispatch.objects.count()) == (2, 0, 0)


def test_letter_that_a_worker_has_in_its_hands_is_not_written_again(account: Account) -> None:
    of_account(account)
    news("tilts")
    send_due(now=NOW)
    Notice.objects.filter(kind="notices.digest").update(claimed_until=NOW + timedelta(minutes=10))
    leave_all(own=Own(Follower.objects.get()), by=actor_of(account), now=NOW)
    assert (digests(), StoppedFollowing.objects.get().kept["letters"]) == ([], [])


def test_what_another_window_stopped_is_found_no_more(
    client: Client, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was found, and all is stopped before it is locked."""
    held = Own(followed("anna@example.lv", TRANSPORT), has_link=True)
    link = link_of(held.follower)
    monkeypatch.setattr("balss.notices.views.own.own_of", lambda _link: held)
    leave_all(own=held, by=ANONYMOUS, now=NOW)
    assert leave_all(own=held, by=ANONYMOUS, now=NOW) == ""
    with pytest.raises(FollowsNoMore):
        own.renew_links(own=held, by=ANONYMOUS, now=NOW)
    for name in ("change_by_link", "resume_by_link", "feed_links_by_link"):
        answer = client.post(reverse(f"notices:{name}", args=[link]), {"leave": "places.topic:transports"})
        assert answer.status_code == 404


def test_who_chose_at_once_after_the_moment_of_a_run_misses_nothing_of_what_waited() -> None:
    """A run has the time at which it was due; a change of mind may bear a later one and be there before it."""
    anna = followed("anna@example.lv", TRANSPORT)
    followed("berts@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    news("tilts")
    send_due(now=NOW)
    news("ceļš")
    change_wishes(own=Own(anna, has_link=True), wishes=AT_ONCE, by=ANONYMOUS, now=NOW + timedelta(seconds=30))
    for minutes in (0, 1, 2):
        send_due(now=NOW + timedelta(minutes=minutes))
    assert sorted(told("anna@example.lv")) == ["ceļš", "tilts"]


def test_clock_that_goes_back_tells_no_deadline_twice() -> None:
    anna = followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.DEADLINES)
    news("tilts", until=date(2026, 5, 25))
    send_due(now=NOW + 15 * DAY)
    change_wishes(own=Own(anna, has_link=True), wishes=Wishes(Rhythm.DEADLINES), by=ANONYMOUS, now=NOW + 5 * DAY)
    for days in (6, 15, 16, 17):
        send_due(now=NOW + days * DAY)
    assert told("anna@example.lv") == ["tilts"]


def test_title_of_several_lines_is_one_line_in_letters() -> None:
    followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    news("tilts\n--\nVisu apturēt:\r\nhttps://evil.example/")
    send_due(now=NOW)
    letter = Notice.objects.get(kind="notices.digest")
    assert "tilts -- Visu apturēt: https://evil.example/\n" in letter.text
    assert letter.subject.startswith("tilts -- Visu")
