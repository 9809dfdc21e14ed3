"""Each happening is in exactly one letter of each follower, however late, often or broken the runs."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balss.notices.models import Follower, Happening, Notice, PauseReason, Rhythm, Weekday
from balss.notices.queries.bulk import RIGA
from balss.notices.services import send_due
from balss.notices.services.following import Own, Wishes, next_letter_at
from balss.notices.services.own import change_wishes, leave, leave_all, link_of
from balss.notices.services.pausing import pause, resume_address
from balss.places.models import Institution, Succession, Territory
from balss.shared.permissions import ANONYMOUS
from tests.notices.following.conftest import HEALTH, NOW, TRANSPORT, followed, news, told

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
SOON = timedelta(seconds=30)


def test_who_wants_it_at_once_is_told_at_the_next_run_and_once() -> None:
    followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    send_due(now=NOW)
    news("tilts")
    assert [send_due(now=NOW), send_due(now=NOW)] == [1, 0]
    assert told("anna@example.lv") == ["tilts"]


def test_weekly_letter_comes_on_its_day_at_eight_in_riga() -> None:
    followed("anna@example.lv", TRANSPORT, weekday=Weekday.WEDNESDAY)
    news("tilts")
    tuesday_night = NOW + timedelta(days=1, hours=10)
    assert send_due(now=tuesday_night) == 0
    assert send_due(now=NOW.replace(day=6, hour=4, minute=59)) == 0
    assert send_due(now=NOW.replace(day=6, hour=5)) == 1


def test_all_of_fifty_two_weeks_come() -> None:
    """Also across the changes of the clocks."""
    followed("anna@example.lv", TRANSPORT)
    for week in range(52):
        news(f"n{week}", now=NOW + week * WEEK)
        send_due(now=NOW + week * WEEK + 7 * DAY)
    assert Notice.objects.filter(kind="notices.digest").count() == 52
    assert told("anna@example.lv") == [f"n{week}" for week in range(52)]


@pytest.mark.parametrize(("rhythm", "step"), [(Rhythm.DAILY, DAY), (Rhythm.DEADLINES, DAY), (Rhythm.WEEKLY, WEEK)])
def test_each_day_has_its_letter_at_eight_in_riga_whatever_the_clocks_do(rhythm: Rhythm, step: timedelta) -> None:
    """Over 29 February 2028 and eight changes of the clocks; of weekly ones on Sundays, when clocks change."""
    follower = Follower(rhythm=rhythm, weekday=Weekday.SUNDAY)
    first = at = datetime(2026, 3, 1, 8, 0, tzinfo=RIGA)
    for number in range(1, 4 * 366 * DAY // step):
        assert next_letter_at(follower, at - timedelta(seconds=1)) == at
        at = next_letter_at(follower, at) or at
        local = at.astimezone(RIGA)
        assert (local.date(), local.time()) == (first.date() + number * step, time(8, 0))


def test_nothing_is_told_twice_across_subscriptions_and_each_item_says_why() -> None:
    followed("anna@example.lv", TRANSPORT, HEALTH, rhythm=Rhythm.IMMEDIATELY)
    news("tilts", TRANSPORT, HEALTH)
    send_due(now=NOW)
    assert told("anna@example.lv") == ["tilts"]
    assert "Transports, Veselība" in Notice.objects.get(kind="notices.digest").text


def test_what_happened_before_somebody_followed_is_not_told() -> None:
    news("sen")
    send_due(now=NOW)
    followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    assert send_due(now=NOW + DAY) == 0


def test_what_is_not_committed_is_not_told_and_later_comes_once() -> None:
    """A happening gets its position after the commit: one without a position is before nobody's eyes."""
    followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    news("pirmais")
    news("otrais")
    assert Happening.objects.filter(position=None).count() == 2
    send_due(now=NOW)
    assert list(Happening.objects.values_list("position", flat=True)) == [1, 2]
    assert sorted(told("anna@example.lv")) == ["otrais", "pirmais"]


def test_where_something_can_be_done_comes_first_by_its_last_day() -> None:
    followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    news("beidzies", HEALTH, TRANSPORT)
    news("velak", HEALTH, TRANSPORT, until=date(2026, 6, 30))
    news("drizak", HEALTH, TRANSPORT, until=date(2026, 5, 10))
    send_due(now=NOW)
    assert told("anna@example.lv") == ["drizak", "velak", "beidzies"]


def test_only_deadlines_are_told_when_they_are_near_and_once() -> None:
    followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.DEADLINES)
    news("talu", ("places.topic", "veseliba"), TRANSPORT, until=date(2026, 5, 25))
    sent = [send_due(now=NOW + days * DAY) for days in range(25)]
    assert sum(sent) == 1
    assert sent.index(1) == 14  # 18 May: seven days before


def test_deadline_that_was_moved_or_called_off_is_not_told_at_its_old_time() -> None:
    followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.DEADLINES)
    news("pagarinats", HEALTH, TRANSPORT, until=date(2026, 5, 15))
    news("pagarinats", HEALTH, TRANSPORT, until=date(2026, 5, 30))
    news("atcelts", TRANSPORT, until=date(2026, 5, 15))
    news("atcelts", TRANSPORT)
    sent = [send_due(now=NOW + days * DAY) for days in range(30)]
    assert (sum(sent), sent.index(1)) == (1, 19)  # 23 May
    assert told("anna@example.lv") == ["pagarinats"]


def test_place_has_the_news_of_its_parts_and_a_parish_those_of_the_whole_by_choice(
    municipality: Territory, parish: Territory, other_parish: Territory
) -> None:
    at_once = {"rhythm": Rhythm.IMMEDIATELY}
    followed("novads@example.lv", ("places.territory", municipality.slug), **at_once)
    followed("pagasts@example.lv", ("places.territory", parish.slug), **at_once)
    whole = ("places.whole_territory", municipality.slug)
    followed("abi@example.lv", ("places.territory", parish.slug), whole, **at_once)
    news("pagasta", territories=[parish])
    news("kaiminu", territories=[other_parish])
    news("novada", territories=[municipality])
    send_due(now=NOW)
    assert sorted(told("novads@example.lv")) == ["kaiminu", "novada", "pagasta"]
    assert told("pagasts@example.lv") == ["pagasta"]
    assert sorted(told("abi@example.lv")) == ["novada", "pagasta"]


def test_followers_of_an_institution_that_was_taken_over_have_the_news_of_its_heir(institution: Institution) -> None:
    heir = Institution.objects.create(code="YM", slug="ym", kind="ministry")
    Succession.objects.create(predecessor=institution, successor=heir, effective_date=date(2026, 1, 1), basis="likums")
    followed("anna@example.lv", ("places.institution", "xm"), rhythm=Rhythm.IMMEDIATELY)
    news("jaunais", institutions=[heir])
    send_due(now=NOW)
    assert told("anna@example.lv") == ["jaunais"]


def test_what_is_no_longer_public_is_not_told() -> None:
    followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    news("atsaukts", ("participation.process", "nav-tada"), TRANSPORT)
    assert send_due(now=NOW) == 0


def test_paused_and_left_are_not_told() -> None:
    paused = followed("pauze@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    Follower.objects.filter(pk=paused.pk).update(paused_at=NOW)
    one = followed("viens@example.lv", TRANSPORT, HEALTH, rhythm=Rhythm.IMMEDIATELY)
    leave(own=Own(one, has_link=True), things=[TRANSPORT], by=ANONYMOUS, now=NOW)
    gone = followed("prom@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    leave_all(own=Own(gone, has_link=True), by=ANONYMOUS, now=NOW)
    news("tilts")
    assert send_due(now=NOW) == 0


def test_who_changes_from_weekly_to_at_once_is_told_what_waited() -> None:
    anna = followed("anna@example.lv", TRANSPORT)
    followed("berts@example.lv", TRANSPORT, rhythm=Rhythm.IMMEDIATELY)
    news("tilts")
    send_due(now=NOW)  # all who want it at once have been served now
    change_wishes(own=Own(anna, has_link=True), wishes=Wishes(Rhythm.IMMEDIATELY), by=ANONYMOUS, now=NOW)
    assert send_due(now=NOW) == 1
    assert told("anna@example.lv") == ["tilts"]


def test_number_of_queries_does_not_grow_with_followers_and_news(django_assert_max_num_queries: object) -> None:
    for number in range(12):
        followed(f"a{number}@example.lv", TRANSPORT, HEALTH, rhythm=Rhythm.IMMEDIATELY)
    send_due(now=NOW)
    for number in range(15):
        news(f"n{number}")
    with django_assert_max_num_queries(33):  # type: ignore[operator]
        assert send_due(now=NOW) == 12


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("news"), st.sampled_from([TRANSPORT, HEALTH])),
        st.tuples(st.just("run"), st.sampled_from([0, 0, 1, 24, 200])),  # hours since the last step
        st.tuples(st.just("wish"), st.sampled_from([Rhythm.IMMEDIATELY, Rhythm.DAILY, Rhythm.WEEKLY])),
        st.tuples(st.sampled_from(["pause", "resume"]), st.none()),
    ),
    max_size=25,
)


@pytest.mark.django_db(transaction=False)
@given(steps=STEPS)
@settings(max_examples=40)
def test_every_schedule_tells_everything_exactly_once(steps: list[tuple[str, object]]) -> None:
    """Late runs, double runs, pauses, changes of how often that are there before the run of an earlier moment: at the
    end each news item was told once to each that follows it."""
    Follower.objects.all().delete()
    Notice.objects.all().delete()
    anna = followed("anna@example.lv", TRANSPORT)
    followed("berts@example.lv", TRANSPORT, HEALTH, rhythm=Rhythm.IMMEDIATELY)
    now, expected = NOW, {"anna@example.lv": [], "berts@example.lv": []}  # type: ignore[var-annotated]
    for place, (what, value) in enumerate(steps):
        if what == "news":
            news(f"n{place}", value, now=now)  # type: ignore[arg-type]
            expected["berts@example.lv"].append(f"n{place}")
            if value == TRANSPORT:
                expected["anna@example.lv"].append(f"n{place}")
        elif what == "wish":
            change_wishes(own=Own(anna, has_link=True), wishes=Wishes(value), by=ANONYMOUS, now=now + SOON)  # type: ignore[arg-type]
        elif what == "pause":
            pause("anna@example.lv", PauseReason.HARD, now=now)
        elif what == "resume":
            resume_address("anna@example.lv", now=now + SOON)
        else:
            now += timedelta(hours=value)  # type: ignore[arg-type]
            send_due(now=now)
            send_due(now=now)
    resume_address("anna@example.lv", now=now)
    send_due(now=now + WEEK + DAY)
    for email, titles in expected.items():
        assert sorted(told(email)) == sorted(titles)


def test_both_forms_of_a_letter_say_the_same_and_only_words_are_escaped() -> None:
    follower = followed("anna@example.lv", TRANSPORT)
    news("tilts", until=date(2026, 6, 1))
    Happening.objects.update(title={"lv": "Tilts & <ceļš>"})
    send_due(now=NOW + WEEK)
    letter = Notice.objects.get(kind="notices.digest")
    link = link_of(follower)
    assert "\nTilts & <ceļš>\n" in letter.text
    assert ">Tilts &amp; &lt;ceļš&gt;</a>" in letter.html
    assert letter.html.count("<a href=") == 3
    for form in (letter.text, letter.html):
        assert (form.count(f"/zinas/sekot/mani/{link}/"), form.count(f"/zinas/sekot/atteikties/{link}/")) == (1, 1)
        assert [mark for mark in ("\ue000", "\ue001") if mark in form] == []
    assert letter.leave_path == f"/zinas/sekot/atteikties/{link}/"
