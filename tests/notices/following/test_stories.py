"""A letter says of each thing its last word, once, whatever ways it was followed by."""

from datetime import date, timedelta

import pytest

from balss.notices.models import Notice, Rhythm
from balss.notices.services import send_due
from balss.notices.services.happenings import happened
from balss.places.models import Audience, Institution, Territory, Topic
from balss.shared.followables import Followable, FollowKind, Meeting, followables
from tests.notices.following.conftest import HEALTH, NOW, TRANSPORT, followed, news, told

AT_ONCE = {"rhythm": Rhythm.IMMEDIATELY}
DAY = timedelta(days=1)


def letter(email: str = "anna@example.lv") -> str:
    return Notice.objects.get(kind="notices.digest", to=email).text


def everything_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_one_event_comes_once_to_who_follows_it_by_topic_place_institution_process_and_group(
    municipality: Territory, parish: Territory, institution: Institution, youth: Audience
) -> None:
    process = ("test.process", "liela-iela")
    followables.pin(FollowKind("test.process", "x", lambda keys: {k: Followable({"lv": "Process"}, "/") for k in keys}))
    things = [
        TRANSPORT, ("places.territory", parish.slug), ("places.territory", municipality.slug),
        ("places.institution", institution.slug), process, ("places.audience", "jauniesi"),
        ("places.whole_territory", municipality.slug),
    ]  # fmt: skip
    followed("anna@example.lv", *things, **AT_ONCE)
    happened(
        "test.news", about=HEALTH, also=[process], title={"lv": "Apspriede"}, address="/apspriede/", now=NOW,
        until=date(2026, 6, 1), topics=[Topic.objects.get(code="transports")], territories=[parish],
        institutions=[institution], audiences=[youth],
    )  # fmt: skip
    assert [send_due(now=NOW), send_due(now=NOW + DAY)] == [1, 0]
    assert letter().count("Apspriede") == 1
    (why,) = [line for line in letter().splitlines() if line.startswith("Jūs sekojat:")]
    assert set(why.removeprefix("Jūs sekojat: ").split(", ")) == {
        "Transports", "Taurupes pagasts (Ogres novads)", "Ogres novads", "Izdomātā ministrija", "Process", "Jaunieši",
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_part_of_the_ways_to_follow_it_brings_it_once(institution: Institution, count: int) -> None:
    ways = [TRANSPORT, HEALTH, ("places.institution", institution.slug)][:count]
    followed("anna@example.lv", *ways, **AT_ONCE)
    news("tilts", TRANSPORT, HEALTH, ("places.institution", institution.slug))
    send_due(now=NOW)
    assert told("anna@example.lv") == ["tilts"]


def test_new_subscription_to_something_told_already_does_not_tell_it_again() -> None:
    followed("anna@example.lv", TRANSPORT, **AT_ONCE)
    news("tilts", TRANSPORT, HEALTH)
    send_due(now=NOW)
    followed("anna@example.lv", HEALTH, **AT_ONCE)
    assert send_due(now=NOW + DAY) == 0


def test_what_happened_to_one_thing_stands_together_with_its_last_word_first() -> None:
    followed("anna@example.lv", TRANSPORT)
    for title, until in (("Iela", date(2026, 5, 20)), ("Iela", date(2026, 5, 30))):
        happened(
            "test.news", about=HEALTH, also=[TRANSPORT], title={"lv": title}, address="/iela/", until=until, now=NOW
        )
    send_due(now=NOW + 8 * DAY)
    assert letter().count("/iela/") == 1
    assert "30. maijs" in letter()
    assert "20. maijs" not in letter()
    assert "Pirms tam: Jaunums, 2026. gada 4. maijs" in letter()
    assert Notice.objects.get(kind="notices.digest").subject == "Iela"


def test_what_was_called_off_is_not_among_what_can_still_be_done() -> None:
    followed("anna@example.lv", TRANSPORT)
    news("iela", HEALTH, TRANSPORT, until=date(2026, 5, 30))
    news("iela-atcelta", HEALTH, TRANSPORT)
    send_due(now=NOW + 8 * DAY)
    assert "VĒL VAR PIEDALĪTIES" not in letter()
    assert told("anna@example.lv") == ["iela-atcelta", "iela"]


def test_what_can_be_done_stands_first_by_its_day_then_what_came_the_newest_first() -> None:
    followables.pin(FollowKind("test.thing", "x", lambda keys: {k: Followable({"lv": k}, "/") for k in keys}))
    followed("anna@example.lv", TRANSPORT)
    for title, until in (("a", None), ("velu", date(2026, 6, 30)), ("b", None), ("driz", date(2026, 5, 20))):
        news(title, ("test.thing", title), TRANSPORT, until=until)
    send_due(now=NOW + 8 * DAY)
    assert told("anna@example.lv") == ["driz", "velu", "b", "a"]
    lines = everything_of(letter())
    assert (
        lines.index("VĒL VAR PIEDALĪTIES")
        < lines.index("driz")
        < lines.index("KAS NOTICIS UN KAS NO TĀ IZNĀCIS")
        < lines.index("b")
    )


def test_meeting_is_told_with_its_hour_and_place_as_they_are_now() -> None:
    meeting = Meeting(NOW + 10 * DAY, NOW + 11 * DAY, "Tautas nams")
    followables.pin(FollowKind("test.meeting", "x", lambda keys: {"a": Followable({"lv": "A"}, "/", meeting)}))
    followed("anna@example.lv", TRANSPORT, **AT_ONCE)
    news("sapulce", ("test.meeting", "a"), TRANSPORT, until=date(2026, 5, 14))
    send_due(now=NOW)
    assert "Kad: 2026. gada 14. maijs, plkst. 12:00, Tautas nams." in letter()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("lv", ["VĒL VAR PIEDALĪTIES", "Pēdējā diena: 2026. gada 30. maijs.", "Tilts", "Jūs sekojat: Transports"]),
        ("en", ["YOU CAN STILL TAKE PART", "Last day: 30 May 2026.", "Bridge", "You follow: transports"]),
    ],
)  # fmt: skip
def test_letter_is_whole_in_either_language_as_text_and_html(language: str, words: list[str]) -> None:
    follower = followed("anna@example.lv", TRANSPORT, **AT_ONCE)
    follower.language = language
    follower.save()
    title = {"lv": "Tilts", "en": "Bridge"}
    happened("test.news", about=TRANSPORT, title=title, address="/tilts/", until=date(2026, 5, 30), now=NOW)
    send_due(now=NOW)
    notice = Notice.objects.get(kind="notices.digest")
    prefix = "" if language == "lv" else "/en"
    assert f"http://localhost:8000{prefix}/tilts/" in notice.text
    for said in words:
        assert said in notice.text
        assert said.capitalize() in notice.html or said in notice.html
    assert f'lang="{language}"' in notice.html


def test_hostile_title_is_harmless_in_html_and_plain_in_text() -> None:
    followed("anna@example.lv", TRANSPORT, **AT_ONCE)
    happened("test.news", about=TRANSPORT, title={"lv": "<b>A & B</b>"}, address="/a/", now=NOW)
    send_due(now=NOW)
    notice = Notice.objects.get(kind="notices.digest")
    assert "<b>A & B</b>" in notice.text
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in notice.html
    assert "<b>A" not in notice.html
