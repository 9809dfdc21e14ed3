"""What is published is found, told to followers, shown in its place and pointed to; nothing else is."""

import re

import pytest

from balss.core.text.question import question
from balss.drafts import services
from balss.drafts.models import Draft, Wording
from balss.drafts.queries.found import key_of
from balss.notices.models import Happening, Notice, Rhythm
from balss.notices.services import send_due
from balss.search.models import Document
from balss.search.queries import Answers, Filters
from balss.search.services import rebuild
from balss.shared.change_targets import change_targets
from balss.shared.followables import followables
from balss.shared.place_records import Section
from tests.drafts.conftest import FIRST, NOW, SECOND
from tests.notices.following.conftest import followed
from tests.places.here import here, shown

DRAFT, PROVISION = "drafts.draft", "drafts.provision"


@pytest.fixture
def found(db):
    """The keys of what answers a question, among drafts and provisions."""

    def read(typed, *kinds):
        answers = Answers(question(typed), Filters(kinds=kinds or (DRAFT, PROVISION)), on=NOW.date())
        return [(row.kind, row.key) for row in answers[:50]]

    return read


def documents():
    rows = Document.objects.filter(kind__startswith="drafts.").order_by("kind", "key")
    return [(row.kind, row.key, row.title, row.text) for row in rows]


def test_text_that_waits_is_shown_nowhere(draft, published, zane, found, municipality, council):
    services.set_text(draft=published, text=SECOND, revision=published.revision, by=zane.actor, now=NOW)
    assert found("suņu laukums") == []
    assert {key.partition("/")[0] for _, key, *_ in documents()} == {published.slug}
    assert shown(municipality, NOW, Section.DECIDING).shown[0].record.title == published.title
    assert len(shown(municipality, NOW, Section.DECIDING).shown) == 1


def test_provision_is_found_by_an_inflected_word_of_its_newest_version(published, publish, found, serials):
    leash = key_of(published.slug, serials(published)["3.1"])
    assert found("pavadai", PROVISION) == [(PROVISION, leash)]
    publish(published, SECOND.replace("pavadā visās ielās", "pie saites visās ielās").replace("arī bez pavadas ", ""))
    assert (found("pavadas", PROVISION), found("saite", PROVISION)) == ([], [(PROVISION, leash)])


def test_draft_is_found_by_its_title_in_both_languages(make_published, found):
    made = make_published(english={"title": "Keeping of dogs"})
    assert found("suņa turēšanu", DRAFT) == [(DRAFT, made.slug)]
    assert found("dog", DRAFT) == [(DRAFT, made.slug)]


def test_provision_is_called_after_its_draft_and_number(published, serials):
    row = Document.objects.get(kind=PROVISION, key=key_of(published.slug, serials(published)["3.1"]))
    assert row.title == {"lv": "Suņu un kaķu turēšana: 3.1. apakšpunkts"}


def test_what_went_and_what_was_withdrawn_is_found_no_more(published, publish, found, withdraw):
    fee = found("nodeva", PROVISION)
    after = publish(published, SECOND)
    gone = found("nodeva", PROVISION)
    withdraw(after)
    assert (len(fee), gone, documents()) == (1, [], [])


def test_change_of_the_title_is_that_of_every_provision(published, content, zane):
    services.change_draft(
        draft=published, content=content(title="Mīluļi"), revision=published.revision, by=zane.actor, now=NOW
    )
    assert {title["lv"].partition(":")[0] for _, _, title, _ in documents()} == {"Mīluļi"}


def test_index_after_changes_is_the_index_of_a_rebuild(published, publish, make_published, withdraw):
    publish(published, SECOND)
    withdraw(make_published(title="Cits"))
    before = documents()
    rebuild()
    assert (before, len(before)) == (documents(), 11)


def told():
    """What happened: kind, and the things of the room that it concerns."""
    return [
        (each.kind, sorted(each.concerns.filter(kind__startswith="drafts.").values_list("kind", "key")))
        for each in Happening.objects.filter(about=DRAFT).order_by("pk")
    ]


def test_new_version_concerns_the_draft_and_what_changed_moved_or_went_once(twice, serials):
    at = serials(twice)
    fee = Wording.objects.get(change="gone").provision.serial
    concerned = sorted(key_of(twice.slug, serial) for serial in (at["3.1"], at["5"], fee))
    assert told() == [
        ("drafts.draft_published", [(DRAFT, twice.slug)]),
        ("drafts.version_published", [(DRAFT, twice.slug), *((PROVISION, key) for key in concerned)]),
    ]


def test_followers_of_topic_institution_and_place_are_told(published, council, municipality):
    concerns = set(Happening.objects.get(about=DRAFT).concerns.values_list("kind", "key"))
    assert {
        ("places.topic", "majdzivnieki"), ("places.institution", council.slug),
        ("places.whole_territory", municipality.slug),
    } <= concerns  # fmt: skip


def letters(email):
    rows = Notice.objects.filter(kind="notices.digest", to=email).order_by("pk")
    return [row.text for row in rows]


def test_letter_names_the_provision_and_comes_once_to_who_follows_both(published, publish, serials):
    send_due(now=NOW)
    leash, same = ((PROVISION, key_of(published.slug, serials(published)[mark])) for mark in ("3.1", "3.2"))
    followed("abi@example.lv", leash, (DRAFT, published.slug), rhythm=Rhythm.IMMEDIATELY)
    followed("punkts@example.lv", leash, rhythm=Rhythm.IMMEDIATELY)
    followed("nemainits@example.lv", same, rhythm=Rhythm.IMMEDIATELY)
    publish(published, SECOND)
    send_due(now=NOW)
    send_due(now=NOW)
    assert letters("nemainits@example.lv") == []
    [own], [both] = letters("punkts@example.lv"), letters("abi@example.lv")
    for letter in (own, both):
        assert "Suņu un kaķu turēšana: 3.1. apakšpunkts" in letter
        assert len(re.findall("Jauna projekta redakcija", letter)) == 1
        assert f"/tiesibu-aktu-projekti/{published.slug}/salidzinat/1/2/" in letter


def test_withdrawal_is_told_to_followers_of_provisions_too(published, withdraw, serials):
    send_due(now=NOW)
    key = key_of(published.slug, serials(published)["4"])
    followed("punkts@example.lv", (PROVISION, key), rhythm=Rhythm.IMMEDIATELY)
    withdraw(published)
    send_due(now=NOW)
    [letter] = letters("punkts@example.lv")
    assert ("Projekts atsaukts" in letter, published.get_absolute_url() in letter) == (True, True)


def test_what_is_public_can_be_followed_and_nothing_else(draft, make_published, withdraw):
    one, gone = make_published(FIRST, SECOND), withdraw(make_published())
    found = followables[DRAFT].found([draft.slug, one.slug, gone.slug, "nav"])
    assert sorted(found) == sorted([one.slug, gone.slug])
    keys = [key_of(one.slug, 10), key_of(one.slug, 99), key_of(draft.slug, 1), key_of(gone.slug, 1), "nav", "a/²"]
    names = {key: each.label["lv"] for key, each in followables[PROVISION].found(keys).items()}
    assert names == {
        key_of(one.slug, 10): "Suņu un kaķu turēšana: 5. punkts",
        key_of(gone.slug, 1): "Suņu un kaķu turēšana: ievads",
    }


def test_draft_is_in_the_place_that_its_institution_governs(published, municipality, parish, region):
    assert [here(each, NOW) for each in (municipality, parish)] == [{"deciding": [published.title]}] * 2
    [found] = shown(municipality, NOW, Section.DECIDING).shown
    assert found.record.facts == ("saistošo noteikumu projekts", "1. redakcija")


def test_response_can_point_to_what_a_later_version_changed(twice, council, other_ministry, withdraw):
    target = change_targets["drafts.wording"]
    offered = list(target.offer(council.pk))
    assert [each.label for each in offered] == [
        "Suņu un kaķu turēšana: 3.1. apakšpunkts (mainīts teksts)", "Suņu un kaķu turēšana: 4. punkts (jauns teksts)",
        "Suņu un kaķu turēšana: 5. punkts (cits numurs)", "Suņu un kaķu turēšana: 5. punkts (svītrots teksts)",
    ]  # fmt: skip
    assert offered[0].address.endswith("#redakcija-2")
    assert list(target.offer(other_ministry.pk)) == []
    assert target.find(offered[0].id) == offered[0]
    unchanged = Wording.objects.filter(change="same").first()
    assert [target.find(key) for key in (str(unchanged.pk), "nav", "9" * 30, "²")] == [None] * 4
    withdraw(twice)
    assert (target.find(offered[0].id), list(target.offer(council.pk))) == (None, [])


def test_number_of_queries_of_what_others_ask_does_not_grow(make_published, django_assert_num_queries, council):
    made = make_published(FIRST, SECOND)
    keys = [key_of(made.slug, serial) for serial in range(1, 12)]
    with django_assert_num_queries(1):
        followables[PROVISION].found(keys)
    with django_assert_num_queries(1):
        list(change_targets["drafts.wording"].offer(council.pk))
    assert Draft.objects.count() == 1
