"""Looking before choosing, choosing how often, and taking back what was pressed by mistake."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balss.notices.models import Follower, Notice, Rhythm, StoppedFollowing, Subscription, Weekday
from balss.notices.queries import preview
from balss.notices.services import send_due
from balss.notices.services.following import Own, Wishes, confirmation_of, follow
from balss.notices.services.happenings import sequence
from balss.notices.services.own import RESUMED_WITHIN, leave, link_of, resume_all, stopped_of, take_back
from balss.people.models import Account, Person
from balss.people.queries import actor_of
from balss.places.models import Institution, InstitutionName, Territory, TerritoryVersion
from balss.shared.followables import followables
from balss.shared.permissions import ANONYMOUS, Actor, NotAllowed
from tests.notices.following.conftest import HEALTH, NOW, TRANSPORT, followed, is_checked, news, told

FOLLOW = "/zinas/sekot/"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def own_page(follower: Follower, name: str = "own_by_link") -> str:
    return reverse(f"notices:{name}", args=[link_of(follower)])


def test_looking_shows_the_last_month_writes_nothing_and_keeps_what_was_typed(client: Client) -> None:
    news("tilts")
    sequence()
    typed = {"ko": "places.topic:transports", "email": "anna@", "rhythm": "daily", "weekday": "3", "language": "en"}
    page = client.post(FOLLOW, {**typed, "look": "1"}).text
    assert "/tilts/" in page
    assert 'value="anna@"' in page
    assert "Kļūda" not in page
    assert not Notice.objects.exists()


def test_each_kind_of_thing_is_looked_at_by_its_link_before_anything_is_confirmed(
    client: Client, municipality: Territory, institution: Institution, youth: object
) -> None:
    """Whatever stands on the board: the page of following shows what it would have brought."""
    for kind, key in [
        ("places.topic", "transports"), ("places.territory", municipality.slug), ("places.audience", "jauniesi"),
        ("places.whole_territory", municipality.slug), ("places.institution", institution.slug),
    ]:  # fmt: skip
        news(f"par-{kind}", (kind, key))
        sequence()
        assert f"/par-{kind}/" in client.get(FOLLOW, {"ko": f"{kind}:{key}"}).text


def test_letter_that_confirms_leads_to_a_look_too(client: Client) -> None:
    news("tilts")
    sequence()
    link = confirmation_of("anna@example.lv", [TRANSPORT], Wishes(Rhythm.DAILY))
    page = client.get(reverse("notices:confirm", args=[link])).text
    assert "/tilts/" in page
    assert "Reizi dienā" in page


def test_preview_counts_the_letters_of_each_way_of_being_told() -> None:
    """Monday noon, Monday evening, Wednesday night before eight; and a deadline that came near on Friday."""
    monday = datetime.fromisoformat("2026-04-20T09:00:00+00:00")
    news("pusdiena", now=monday)
    news("vakars", now=monday + timedelta(hours=9))
    news("nakts", HEALTH, TRANSPORT, now=monday + timedelta(hours=42), until=date(2026, 5, 1))
    news("sens", now=NOW - timedelta(days=31))
    sequence()
    found = preview([TRANSPORT], now=NOW, weekday=Weekday.WEDNESDAY)
    assert [item.title("lv") for item in found.items] == ["nakts", "vakars", "pusdiena"]
    assert found.letters == {
        Rhythm.IMMEDIATELY: 3,
        Rhythm.DAILY: 2,  # Tuesday and Wednesday at eight
        Rhythm.WEEKLY: 1,
        Rhythm.DEADLINES: 1,
    }


@pytest.mark.parametrize(
    ("rhythm", "weekday", "first"),
    [
        (Rhythm.IMMEDIATELY, Weekday.MONDAY, NOW),
        (Rhythm.DAILY, Weekday.MONDAY, datetime.fromisoformat("2026-05-05T08:00:00+03:00")),
        (Rhythm.WEEKLY, Weekday.FRIDAY, datetime.fromisoformat("2026-05-08T08:00:00+03:00")),
        (Rhythm.DEADLINES, Weekday.MONDAY, datetime.fromisoformat("2026-05-26T08:00:00+03:00")),
    ],
)
def test_how_often_is_chosen_on_the_page_and_kept(
    client: Client, rhythm: Rhythm, weekday: Weekday, first: datetime
) -> None:
    anna = followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.WEEKLY)
    wishes = {"rhythm": rhythm, "weekday": str(weekday.value), "language": "lv"}
    page = client.post(own_page(anna, "change_by_link"), wishes)
    assert "Izmaiņas ir saglabātas" in page.text
    assert is_checked(page.text, rhythm)
    news("tilts", until=date(2026, 6, 2))
    before = first - (timedelta(days=1) if rhythm == Rhythm.DEADLINES else timedelta(minutes=1))
    assert [send_due(now=before) if before > NOW else 0, send_due(now=first)] == [0, 1]


def test_wrong_wish_keeps_what_was_typed_and_names_what_is_wrong(client: Client) -> None:
    anna = followed("anna@example.lv", TRANSPORT)
    page = client.post(own_page(anna, "change_by_link"), {"rhythm": "hourly", "weekday": "5", "language": "en"})
    assert page.status_code == 200
    assert 'href="#id_rhythm' in page.text
    assert '<option value="5" selected>' in page.text
    anna.refresh_from_db()
    assert (anna.rhythm, anna.weekday, anna.language) == (Rhythm.WEEKLY, Weekday.MONDAY, "lv")


def test_wishes_are_taken_back_with_one_press(client: Client) -> None:
    anna = followed("anna@example.lv", TRANSPORT, rhythm=Rhythm.WEEKLY, weekday=Weekday.FRIDAY)
    changed = client.post(own_page(anna, "change_by_link"), {"rhythm": "daily", "weekday": "0", "language": "lv"})
    client.post(own_page(anna, "change_by_link"), changed.context["undo"]["values"])
    anna.refresh_from_db()
    assert (anna.rhythm, anna.weekday) == (Rhythm.WEEKLY, Weekday.FRIDAY)


def test_leaving_is_taken_back_with_one_press_and_nothing_was_missed(client: Client) -> None:
    anna = followed("anna@example.lv", TRANSPORT, HEALTH)
    left = client.post(own_page(anna, "change_by_link"), {"leave": "places.topic:transports"})
    assert "Jūs vairs nesekojat: Transports" in left.text
    news("tilts")
    again = client.post(own_page(anna, "change_by_link"), left.context["undo"]["values"], follow=True)
    assert "Jūs tam atkal sekojat" in again.text
    send_due(now=NOW + timedelta(days=8))
    assert told("anna@example.lv") == ["tilts"]


def test_what_was_left_is_taken_back_by_its_owner_alone_and_within_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    anna, berts = (Own(followed(f"{name}@example.lv", TRANSPORT), has_link=True) for name in ("anna", "berts"))
    left = leave(own=anna, things=[TRANSPORT], by=ANONYMOUS, now=NOW)
    assert take_back(left=left, own=berts, by=ANONYMOUS, now=NOW) == []
    assert take_back(left=left[:-1], own=anna, by=ANONYMOUS, now=NOW) == []
    with monkeypatch.context() as later:
        later.setattr("django.core.signing.time.time", lambda: 9_999_999_999)
        assert take_back(left=left, own=anna, by=ANONYMOUS, now=NOW) == []
    assert [take_back(left=left, own=anna, by=ANONYMOUS, now=NOW) for _ in range(2)] == [[TRANSPORT]] * 2
    assert anna.follower.subscriptions.count() == 1


def test_leaving_everything_is_taken_back_with_one_press(client: Client) -> None:
    anna = followed("anna@example.lv", TRANSPORT, HEALTH, rhythm=Rhythm.DAILY)
    page = client.post(own_page(anna, "leave_all"))
    assert not Follower.objects.exists()
    assert client.post(reverse("notices:confirm", args=[page.context["again"]])).status_code == 302
    assert (Follower.objects.get().rhythm, Subscription.objects.count()) == (Rhythm.DAILY, 2)


def stop_all(client: Client, account: Account) -> str:
    """The account stops everything by the link of a letter, on a machine where nobody is signed in; the link back."""
    follower = follow(account=account, things=[TRANSPORT, HEALTH], by=actor_of(account), now=NOW)
    Follower.objects.filter(pk=follower.pk).update(rhythm=Rhythm.DAILY)
    page = client.post(own_page(follower, "leave_all"))
    assert not Follower.objects.exists()
    return str(page.context["resume_link"])


def test_account_takes_the_stop_of_everything_back_on_its_own_page_and_missed_nothing(
    client: Client, account: Account
) -> None:
    stop_all(client, account)
    news("tilts")
    client.force_login(account)
    for page in (reverse("notices:own"), reverse("people:account")):
        assert "Vēstules par to, kam sekojāt, ir apturētas" in client.get(page).text
    client.post(reverse("notices:resume_all"))
    assert (Follower.objects.get().rhythm, Subscription.objects.count()) == (Rhythm.DAILY, 2)
    assert "ir apturētas" not in client.get(reverse("notices:own")).text
    send_due(now=NOW + timedelta(days=2))
    assert told("anna@example.lv") == ["tilts"]


def test_stop_of_everything_is_taken_back_by_the_link_of_its_page_and_by_no_other(
    client: Client, account: Account
) -> None:
    link = stop_all(client, account)
    for made_up in (f"{link}x", "x", StoppedFollowing.objects.get().secret):
        client.post(reverse("notices:resume_all_by_link", args=[made_up]))
    client.force_login(Account.objects.create(person=Person.objects.create(), email="other@example.lv"))
    client.post(reverse("notices:resume_all"))  # has stopped nothing
    assert not Follower.objects.exists()
    for _ in range(2):
        client.post(reverse("notices:resume_all_by_link", args=[link]))
    assert (Follower.objects.get().account, Subscription.objects.count()) == (account, 2)


def test_stop_of_everything_is_final_after_a_week_and_adds_to_what_was_followed_since(
    client: Client, account: Account
) -> None:
    stop_all(client, account)
    stopped = StoppedFollowing.objects.get()
    assert stopped_of(account.pk, stopped.stopped_at + RESUMED_WITHIN) is None
    follow(account=account, things=[TRANSPORT], by=actor_of(account), now=NOW)
    follower = resume_all(stopped=stopped, has_link=False, by=actor_of(account), now=NOW)
    assert (follower.rhythm, follower.subscriptions.count()) == (Rhythm.WEEKLY, 2)


def test_nobody_else_takes_the_stop_of_everything_back(client: Client, account: Account) -> None:
    stop_all(client, account)
    for by in (ANONYMOUS, Actor("x", account_id=999)):
        with pytest.raises(NotAllowed):
            resume_all(stopped=StoppedFollowing.objects.get(), has_link=False, by=by, now=NOW)


def test_address_of_an_answer_opened_again_leads_to_the_page(client: Client) -> None:
    anna = followed("anna@example.lv", TRANSPORT)
    assert client.get(own_page(anna, "change_by_link")).headers["Location"] == own_page(anna)


def test_parish_takes_its_municipality_along_only_by_choice(
    client: Client, municipality: Territory, parish: Territory
) -> None:
    page = client.get(FOLLOW, {"ko": f"places.territory:{parish.slug}"}).text
    whole = f'value="places.whole_territory:{municipality.slug}" id="places.whole_territory:{municipality.slug}"'
    assert f"{whole}>" in page
    assert f"{whole} checked" not in page
    assert "Taurupes pagasts (Ogres novads)" in page


@pytest.mark.parametrize("typed", ["taurupe", "TAURUPES pagastā", "Taurupē", "Taurupes pag"])
def test_parish_is_found_by_its_name_in_any_ending(client: Client, parish: Territory, typed: str) -> None:
    page = client.post(FOLLOW, {"sought": typed, "look": "1"}).text
    assert (f'value="places.territory:{parish.slug}"' in page) is (typed != "Taurupes pag")
    assert ("Ar tādu nosaukumu nekā nav" in page) is (typed == "Taurupes pag")


def test_institution_is_found_by_its_name(client: Client, institution: Institution) -> None:
    page = client.post(FOLLOW, {"sought": "izdomāt", "look": "1", "ko": "places.topic:veseliba"}).text
    assert 'value="places.institution:xm"' in page
    assert 'value="places.topic:veseliba" id="places.topic:veseliba" checked' in page


def test_pages_of_one_follower_are_for_no_search_engine(client: Client) -> None:
    anna = followed("anna@example.lv", TRANSPORT)
    for page in (FOLLOW, own_page(anna), own_page(anna, "leave_all")):
        said = client.get(page).text.split("</head>")[0].count('<meta name="robots" content="noindex">')
        assert said == (1 if settings.PRODUCTION else 2)  # of a demonstration, every page says so once


def test_choosing_nothing_is_named(client: Client) -> None:
    assert "Izvēlieties vismaz vienu" in client.post(FOLLOW, {"email": "a@example.lv", "rhythm": "daily"}).text


def test_number_of_queries_of_the_pages_does_not_grow(client: Client, municipality: Territory) -> None:
    anna = followed("anna@example.lv", TRANSPORT)
    counts: dict[str, list[int]] = {"own": [], "follow": []}
    for more in (1, 9):
        for number in range(more):
            news(f"n{more}-{number}", HEALTH, TRANSPORT)
            place = Territory.objects.create(slug=f"p{more}-{number}", kind="parish")
            TerritoryVersion.objects.create(territory=place, name=f"Pagasts {number}", parent=municipality)
            body = Institution.objects.create(code=f"I{more}{number}", slug=f"i{more}-{number}", kind="ministry")
            InstitutionName.objects.create(institution=body, lv=f"Iestāde {number}")
            for thing in (("places.territory", place.slug), ("places.institution", body.slug)):
                Subscription.objects.create(follower=anna, kind=thing[0], key=thing[1], since=0, created_at=NOW)
        sequence()
        things = [f"{kind}:{key}" for kind, key in anna.subscriptions.values_list("kind", "key")]
        for name, ask in (
            ("own", lambda: client.get(own_page(anna))),
            ("follow", lambda: client.get(FOLLOW, {"ko": things})),  # noqa: B023
        ):
            with CaptureQueriesContext(connection) as queries:
                ask()
            counts[name].append(len(queries))
    assert counts["own"][0] == counts["own"][1]
    assert counts["follow"][0] == counts["follow"][1]


def test_every_kind_on_the_board_answers_for_no_key_and_for_unknown_ones() -> None:
    """So that whatever stands in an address is looked at and nothing breaks."""
    for kind in followables:
        for keys in ([], ["nav-tada", "", "x/y", "a" * 400]):
            assert dict(kind.found(keys)) == {}
            if kind.along is not None:
                assert dict(kind.along(keys)) == {}
