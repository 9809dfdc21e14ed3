"""The index follows every change in its transaction, and is what a rebuild makes of it."""

from datetime import date

import pytest
from django.db import transaction

from balss.core.text.stems import EDITION
from balss.search.jobs import forget_words
from balss.search.models import Document, Edition, Entry, Word
from balss.search.services import UnknownKind, bring_to_edition, index, rebuild
from balss.shared.search_documents import changed
from tests.search.conftest import NOW
from tests.search.standing import everything


class Undone(Exception):
    pass


def test_withdrawn_text_is_not_found(shelf, found):
    shelf.put("a", "Parks.")
    shelf.take("a")

    assert found("parks") == []
    assert [Document.objects.count(), Entry.objects.count()] == [0, 0]


def test_changed_text_is_found_by_its_new_words_alone(shelf, found):
    shelf.put("a", "Parks.")
    shelf.put("a", "Skola.")

    assert [found("parks"), found("skola")] == [[], ["a"]]


def test_change_that_is_undone_is_undone_in_the_index(shelf, found):
    def change():
        with transaction.atomic():
            shelf.put("a", "Skola.")
            shelf.put("b", "Parks.")
            raise Undone

    shelf.put("a", "Parks.")
    with pytest.raises(Undone):
        change()

    assert [found("parks"), found("skola")] == [["a"], []]


def test_same_change_twice_changes_nothing(shelf, found):
    shelf.put("a", "Parks.")
    before = list(Entry.objects.values_list("place", "document__key"))
    shelf.put("a", "Parks.")

    assert list(Entry.objects.values_list("place", "document__key")) == before
    assert found("parks") == ["a"]


def test_rooms_below_are_followed_through_the_board(shelf, found):
    shelf.put("a", "Parks.")
    shelf.public.pop("a")
    changed(shelf.kind, ["a"])

    assert found("parks") == []


def test_kind_that_nobody_pinned_is_refused(db):
    with pytest.raises(UnknownKind):
        index("test.misspelt", ["a"])


def test_rebuilding_gives_what_following_gave(shelf, found):
    shelf.put("a", "Parks.")
    shelf.put("b", "Skola.")
    shelf.take("b")
    shelf.put("c", "Parks un skola.")
    shelf.put("d", "Velosipēds.", date=date(2026, 11, 2), names=("Ritenis",), topics=(1,), places=(2,))
    shelf.put("d", "un " * 300 + "ritenis.", date=date(2026, 11, 3), names=("Divritenis",), places=(3,))
    followed = everything()

    rebuilt = rebuild()
    assert everything() == followed
    assert (rebuilt.documents[shelf.kind], rebuilt.removed) == (3, 0)


def test_rebuilding_repairs_a_broken_index(shelf, found):
    shelf.put("a", "Parks.")
    shelf.put("b", "Parks.")
    Entry.objects.get(document__key="a").delete()
    del shelf.public["b"]
    Document.objects.create(kind="test.gone", key="c", title={"lv": "Parks"})

    assert rebuild().removed == 2
    assert found("parks") == ["a"]


def test_words_that_no_document_has_are_forgotten_by_a_rebuild(shelf):
    shelf.put("a", "Velosipēds.")
    shelf.take("a")
    rebuild()

    assert not Word.objects.filter(stem="velosiped").exists()


def test_words_of_what_was_withdrawn_are_forgotten_in_the_night(shelf):
    shelf.put("a", "Velosipēdu un jauniešu ceļš. Nr. 12")
    shelf.put("b", "Ceļš.")
    shelf.take("a")
    forget_words(NOW)

    assert list(Word.objects.values_list("stem", flat=True)) == ["cel", "piezim"]


def test_index_of_an_earlier_edition_is_made_anew_once(shelf, found):
    shelf.put("a", "Parks.")
    Edition.objects.update_or_create(pk=1, defaults={"number": EDITION - 1})
    Entry.objects.all().delete()

    assert bring_to_edition(NOW).startswith("made anew, ")
    assert found("parks") == ["a"]
    assert bring_to_edition(NOW) == ""


def test_new_installation_has_nothing_to_make_anew(db):
    assert bring_to_edition(NOW) == ""


def test_text_with_what_databases_refuse_is_published_all_the_same(shelf, found):
    shelf.put("a", "Parks\x00 un \ud800skola.", title="Zāļu\x00 iela")

    assert found("parks skola") == ["a"]
    assert Document.objects.get().title == {"lv": "Zāļu iela"}
