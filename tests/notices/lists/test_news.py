"""News leaves once, after two persons have read it, to each address once, never at night, never to who was not told."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from balss.notices.models import AddressList, Follower, Happening, News, Notice, Rhythm, Subscription
from balss.notices.queries.news import Reached, reached_by
from balss.notices.services import deliver_due
from balss.notices.services.lists import take_off
from balss.notices.services.lists.telling import leave_path
from balss.notices.services.news import (
    ChangedMeanwhile,
    Draft,
    HalfInEnglish,
    NotInThatState,
    OtherWordsRead,
    ToNobody,
    approve_news,
    change_news,
    discard_news,
    draft_news,
    propose_news,
    send_news,
    take_news_back,
)
from balss.notices.services.news.deciding import TAKEN_BACK_WITHIN
from balss.notices.services.news.preview import preview_of
from balss.notices.services.stopping import resume_bulk, stop_bulk
from balss.people.models import Account, Person
from balss.people.queries import actor_of
from balss.places.models import Institution
from balss.shared.permissions import ANONYMOUS, SYSTEM, Actor, NotAllowed
from tests.notices.lists.conftest import LATER, NOW, contact_at, fill, letters, new_list, tell

pytestmark = pytest.mark.django_db
KIND = "notices.institution_news"
SENT = LATER + TAKEN_BACK_WITHIN


@pytest.fixture
def told(clients: AddressList, author: Actor) -> AddressList:
    """A list of three people who have known of it for three days."""
    fill(clients, author, "a@example.lv", "b@example.lv", "c@example.lv")
    tell()
    return clients


@pytest.fixture
def news(told: AddressList, own: Institution, author: Actor) -> News:
    draft = Draft("Jauns tilts", "Sākam **būvēt**.", lists=[told])
    return draft_news(institution=own, draft=draft, by=author, now=NOW)


def approved(news: News, author: Actor, colleague: Actor, now: datetime = LATER) -> News:
    propose_news(news=news, by=author, now=now)
    return approve_news(news=news, version=news.version, by=colleague, now=now)


def follower(email: str, institution: Institution, rhythm: Rhythm = Rhythm.WEEKLY) -> None:
    made = Follower.objects.create(email=email, created_at=NOW, rhythm=rhythm)
    Subscription.objects.create(follower=made, kind="places.institution", key=institution.slug, since=0, created_at=NOW)


def test_news_goes_to_the_list_once(news: News, author: Actor, colleague: Actor) -> None:
    approved(news, author, colleague)
    assert send_news(now=LATER) == 0  # it can still be taken back
    assert [send_news(now=SENT), send_news(now=SENT)] == [1, 0]
    assert letters(KIND) == ["a@example.lv", "b@example.lv", "c@example.lv"]
    letter = Notice.objects.get(to="a@example.lv", kind=KIND)
    assert letter.leave_path == leave_path(contact_at("a@example.lv"), news)
    assert ("Sākam **būvēt**." in letter.text, "<strong>būvēt</strong>" in letter.html) == (True, True)


def test_address_on_two_lists_gets_one_letter(
    news: News, told: AddressList, own: Institution, author: Actor, colleague: Actor
) -> None:
    second = new_list(own, "Partneri", author)
    fill(second, author, "a@example.lv", "d@example.lv")
    tell()
    news = change_news(news=news, draft=Draft("T", "x", lists=[told, second]), version=news.version, by=author, now=NOW)
    approved(news, author, colleague)
    send_news(now=SENT)
    assert letters(KIND) == [f"{name}@example.lv" for name in "abcd"]


def test_follower_finds_it_in_own_letters_and_gets_no_second_one(
    news: News, told: AddressList, own: Institution, author: Actor, colleague: Actor
) -> None:
    follower("A@example.lv", own)
    follower("b@example.lv", own, Rhythm.DEADLINES)
    draft = Draft("T", "x", to_followers=True, lists=[told])
    news = change_news(news=news, draft=draft, version=news.version, by=author, now=NOW)
    approved(news, author, colleague)
    send_news(now=SENT)
    news.refresh_from_db()
    assert (letters(KIND), news.followers) == (["b@example.lv", "c@example.lv"], 1)
    assert list(Happening.objects.values_list("kind", "key")) == [(KIND, "xm")]


def test_news_for_lists_alone_is_not_public(news: News, author: Actor, colleague: Actor, client: Client) -> None:
    approved(news, author, colleague)
    send_news(now=SENT)
    assert Happening.objects.count() == 0
    assert client.get(f"/zinas/institucijas/{news.pk}/").status_code == 404
    News.objects.update(to_followers=True)
    assert "<strong>būvēt</strong>" in client.get(f"/zinas/institucijas/{news.pk}/").content.decode()


def test_who_was_told_less_than_three_days_ago_gets_nothing(
    news: News, told: AddressList, author: Actor, colleague: Actor
) -> None:
    fill(told, author, "new@example.lv", now=LATER)
    tell(LATER)
    approved(news, author, colleague)
    assert (preview_of(news, LATER).letters, preview_of(news, LATER).too_new) == (3, 1)
    send_news(now=SENT)
    assert "new@example.lv" not in letters(KIND)


def test_news_waits_at_night(news: News, author: Actor, colleague: Actor) -> None:
    evening = LATER.replace(hour=18, minute=55)
    approved(news, author, colleague, evening)
    assert send_news(now=evening + TAKEN_BACK_WITHIN) == 0  # 21:10 in Riga
    assert send_news(now=evening + timedelta(hours=11)) == 1


def test_news_waits_during_a_stop_for_everything(news: News, author: Actor, colleague: Actor) -> None:
    approved(news, author, colleague)
    stop_bulk(reason="Kļūda", by=SYSTEM, now=LATER)
    assert send_news(now=SENT) == 0
    resume_bulk(by=SYSTEM, now=SENT)
    assert send_news(now=SENT) == 1


def test_approved_news_is_taken_back_until_it_leaves(news: News, author: Actor, colleague: Actor) -> None:
    approved(news, author, colleague)
    take_news_back(news=news, by=author, now=LATER)
    assert send_news(now=SENT) == 0
    approved(news, author, colleague)
    send_news(now=SENT)
    with pytest.raises(NotInThatState):
        take_news_back(news=news, by=author, now=SENT)


def test_only_the_version_that_was_read_is_approved(
    news: News, told: AddressList, author: Actor, colleague: Actor
) -> None:
    propose_news(news=news, by=author, now=NOW)
    change_news(news=news, draft=Draft("Cits", "x", lists=[told]), version=news.version, by=author, now=NOW)
    propose_news(news=news, by=author, now=NOW)
    with pytest.raises(OtherWordsRead):
        approve_news(news=news, version=news.version, by=colleague, now=NOW)


def test_changed_news_needs_its_second_person_anew(
    news: News, told: AddressList, author: Actor, colleague: Actor
) -> None:
    propose_news(news=news, by=author, now=NOW)
    changed = change_news(news=news, draft=Draft("Cits", "x", lists=[told]), version=1, by=colleague, now=NOW)
    assert (changed.state, changed.version) == (News.State.DRAFT, 2)
    with pytest.raises(NotInThatState):
        approve_news(news=news, version=2, by=author, now=NOW)


def test_two_who_change_at_once_do_not_overwrite(
    news: News, told: AddressList, author: Actor, colleague: Actor
) -> None:
    change_news(news=news, draft=Draft("Pirmais", "x", lists=[told]), version=1, by=author, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        change_news(news=news, draft=Draft("Otrais", "x", lists=[told]), version=1, by=colleague, now=NOW)
    news.refresh_from_db()
    assert news.title == "Pirmais"


def test_who_wrote_it_cannot_approve_it(news: News, author: Actor) -> None:
    propose_news(news=news, by=author, now=NOW)
    with pytest.raises(NotAllowed):
        approve_news(news=news, version=1, by=author, now=NOW)


def test_second_account_of_the_author_cannot_approve_it(news: News, author: Actor, own: Institution) -> None:
    person = Person.objects.create(name="Anna")
    first, second = (Account.objects.create(person=person, email=f"{n}@example.lv") for n in "xy")
    propose_news(news=news, by=actor_of(first, grant=author.grant), now=NOW)
    with pytest.raises(NotAllowed):
        approve_news(news=news, version=1, by=actor_of(second, grant=author.grant), now=NOW)


def test_news_to_nobody_and_to_a_list_of_others_is_refused(
    own: Institution, other: Institution, author: Actor, stranger: Actor
) -> None:
    with pytest.raises(ToNobody):
        draft_news(institution=own, draft=Draft("T", "x"), by=author, now=NOW)
    theirs = new_list(other, "Klienti", stranger)
    with pytest.raises(ValueError, match="another institution"):
        draft_news(institution=own, draft=Draft("T", "x", lists=[theirs]), by=author, now=NOW)


@pytest.mark.parametrize("deed", ["draft", "change", "discard", "propose", "take back", "approve"])
def test_nobody_else_writes_or_approves_an_institutions_news(news: News, stranger: Actor, deed: str) -> None:
    draft = Draft("T", "x", to_followers=True)
    for by in (ANONYMOUS, stranger, Actor(public_id="r", account_id=5)):
        deeds = {
            "draft": lambda by=by: draft_news(institution=news.institution, draft=draft, by=by, now=NOW),
            "change": lambda by=by: change_news(news=news, draft=draft, version=1, by=by, now=NOW),
            "discard": lambda by=by: discard_news(news=news, by=by, now=NOW),
            "propose": lambda by=by: propose_news(news=news, by=by, now=NOW),
            "take back": lambda by=by: take_news_back(news=news, by=by, now=NOW),
            "approve": lambda by=by: approve_news(news=news, version=1, by=by, now=NOW),
        }
        with pytest.raises(NotAllowed):
            deeds[deed]()
    assert News.objects.values_list("state", "version").get() == (News.State.DRAFT, 1)


def test_reach_is_told_in_counts(
    news: News, told: AddressList, author: Actor, colleague: Actor, client: Client
) -> None:
    approved(news, author, colleague)
    send_news(now=SENT)
    take_off(address_list=told, email="b@example.lv", by=author, now=SENT)  # before it went
    deliver_due(clock=lambda: SENT)
    client.post(leave_path(contact_at("a@example.lv"), news))
    assert reached_by(news) == Reached(letters=3, sent=2, waiting=0, held=0, failed=0, left=1)
    assert (reached_by(news).drawn_back, letters(KIND)) == (1, ["", "c@example.lv"])


def test_who_leaves_by_a_letter_follows_the_institution_no_more(
    news: News, own: Institution, author: Actor, client: Client
) -> None:
    follower("a@example.lv", own)
    client.post(leave_path(contact_at("a@example.lv")))
    assert Subscription.objects.count() == 0


def test_news_in_english_goes_to_who_reads_english(
    news: News, told: AddressList, author: Actor, colleague: Actor, client: Client
) -> None:
    told.contacts.filter(email="a@example.lv").update(language="en")
    draft = Draft("Tilts", "Sākam.", True, [told], title_en="A bridge", text_en="We **begin**.")
    news = change_news(news=news, draft=draft, version=news.version, by=author, now=NOW)
    assert [each.words.subject for each in preview_of(news, LATER).shown] == ["Tilts", "A bridge"]
    approved(news, author, colleague)
    send_news(now=SENT)
    subjects = dict(Notice.objects.filter(kind=KIND).values_list("to", "subject"))
    assert subjects == {"a@example.lv": "A bridge", "b@example.lv": "Tilts", "c@example.lv": "Tilts"}
    assert Happening.objects.get().title == {"lv": "Tilts", "en": "A bridge"}
    assert "We <strong>begin</strong>." in client.get(f"/en/zinas/institucijas/{news.pk}/").content.decode()
    assert "Sākam." in client.get(f"/zinas/institucijas/{news.pk}/").content.decode()


def test_news_without_english_comes_in_latvian_from_end_to_end(
    news: News, told: AddressList, author: Actor, colleague: Actor
) -> None:
    told.contacts.update(language="en")
    approved(news, author, colleague)
    send_news(now=SENT)
    assert set(Notice.objects.filter(kind=KIND).values_list("language", flat=True)) == {"lv"}


def test_half_an_english_letter_is_refused(news: News, told: AddressList, author: Actor) -> None:
    draft = Draft("T", "x", lists=[told], title_en="Only a title")
    with pytest.raises(HalfInEnglish):
        change_news(news=news, draft=draft, version=news.version, by=author, now=NOW)
