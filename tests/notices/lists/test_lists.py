"""Addresses come onto a list whole or not at all, each owner is told, and who leaves is never taken again."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from balss.ledger.models import Content, Entry
from balss.notices.models import AddressList, Contact, Follower, LeftAddress, Notice, NoticeState, Subscription
from balss.notices.services.following import Asked, Wishes, confirm
from balss.notices.services.lists import (
    ListRefused,
    OtherFile,
    Taken,
    TitleTaken,
    discard_contacts,
    read_contacts,
    remove_list,
    take_contacts,
    take_off,
)
from balss.notices.services.lists.reading import Row, RowFault, read_addresses
from balss.notices.services.lists.telling import leave_path, note_told, tell_contacts
from balss.notices.services.stopping import stop_bulk
from balss.places.models import Institution
from balss.shared.permissions import ANONYMOUS, SYSTEM, Actor, NotAllowed
from balss.shared.personal_data import Subject, holdings
from tests.notices.lists.conftest import DAY, NOW, contact_at, csv_of, fill, letters, new_list, on, tell

pytestmark = pytest.mark.django_db


def test_file_waits_until_it_is_put_in_force(clients: AddressList, author: Actor) -> None:
    read = read_contacts(address_list=clients, file=csv_of("Anna@Example.lv", "b@example.lv"), by=author, now=NOW)
    assert (read, on(clients), tell_contacts(now=NOW)) == (Taken(2, 0, 0, 0), [], 0)
    assert take_contacts(address_list=clients, read_at=NOW, by=author, now=NOW) == 2
    assert on(clients) == ["anna@example.lv", "b@example.lv"]


def test_twice_known_and_left_are_counted_and_not_taken(clients: AddressList, author: Actor) -> None:
    fill(clients, author, "known@example.lv", "gone@example.lv")
    take_off(address_list=clients, email="Gone@example.lv", by=author, now=NOW)
    file = csv_of("new@example.lv", "NEW@example.lv", "known@example.lv", "gone@example.lv")
    assert read_contacts(address_list=clients, file=file, by=author, now=NOW) == Taken(new=1, twice=1, known=1, left=1)


def test_faults_are_told_by_line_and_nothing_is_kept(clients: AddressList, author: Actor) -> None:
    with pytest.raises(ListRefused) as refused:
        read_contacts(address_list=clients, file=csv_of("a@example.lv", "nonsense", ""), by=author, now=NOW)
    assert [each.line for each in refused.value.faults] == [3, 4]
    assert Contact.objects.count() == 0


@pytest.mark.parametrize(
    ("file", "line"),
    [(b"vards;talrunis\nAnna;1\n", 1), (b"epasts\n", 0), (b"epasts;vards\na@example.lv\n", 2), (b"PK\x03\x04zip", 0)],
)
def test_file_that_is_no_list_is_refused(file: bytes, line: int) -> None:
    faults = [each for each in read_addresses(io.BytesIO(file)) if isinstance(each, RowFault)]
    assert [each.line for each in faults] == [line]


def test_workbook_is_read_too() -> None:
    book, file = Workbook(), io.BytesIO()
    for row in (["E-pasts", "Vārds"], ["a@example.lv", "Anna"]):
        book.worksheets[0].append(row)
    book.save(file)
    file.seek(0)
    assert list(read_addresses(file)) == [Row("a@example.lv")]


def test_file_read_meanwhile_by_another_is_not_put_in_force_unseen(
    clients: AddressList, author: Actor, colleague: Actor
) -> None:
    read_contacts(address_list=clients, file=csv_of("a@example.lv"), by=author, now=NOW)
    read_contacts(address_list=clients, file=csv_of("b@example.lv"), by=colleague, now=NOW + DAY)
    with pytest.raises(OtherFile):
        take_contacts(address_list=clients, read_at=NOW, by=author, now=NOW + DAY)
    assert on(clients) == []


def test_discarded_file_leaves_the_list_as_it_was(clients: AddressList, author: Actor) -> None:
    fill(clients, author, "a@example.lv")
    read_contacts(address_list=clients, file=csv_of("b@example.lv"), by=author, now=NOW)
    discard_contacts(address_list=clients, by=author, now=NOW)
    assert list(Contact.objects.values_list("email", flat=True)) == ["a@example.lv"]


def test_each_owner_is_told_once_with_ground_and_way_out(clients: AddressList, author: Actor) -> None:
    fill(clients, author, "a@example.lv", "b@example.lv")
    tell()
    tell(NOW + DAY)
    assert letters("notices.listed") == ["a@example.lv", "b@example.lv"]
    letter = Notice.objects.get(to="a@example.lv")
    path = leave_path(contact_at("a@example.lv"))
    assert letter.leave_path == path
    parts = ["Izdomātā ministrija", "Klienti", "Valsts pārvaldes iekārtas likuma 10. pants", path]
    assert [part for part in parts if part not in letter.text] == []
    assert contact_at("a@example.lv").told_at == NOW


def test_who_could_not_be_told_counts_as_not_told(clients: AddressList, author: Actor) -> None:
    fill(clients, author, "a@example.lv")
    tell_contacts(now=NOW)
    Notice.objects.update(state=NoticeState.FAILED, finished_at=NOW)
    note_told()
    assert contact_at("a@example.lv").told_at is None


def test_nobody_is_told_during_a_stop_for_everything(clients: AddressList, author: Actor) -> None:
    fill(clients, author, "a@example.lv")
    stop_bulk(reason="Kļūda", by=SYSTEM, now=NOW)
    assert (tell_contacts(now=NOW), letters("notices.listed")) == (0, [])


def test_one_press_forgets_the_address_everywhere_at_the_institution(
    clients: AddressList, own: Institution, author: Actor, client: Client
) -> None:
    fill(clients, author, "a@example.lv", "b@example.lv")
    fill(new_list(own, "Partneri", author), author, "a@example.lv")
    tell()
    path = leave_path(clients.contacts.get(email="a@example.lv"))
    assert (client.get(path).status_code, Contact.objects.filter(email="a@example.lv").count()) == (200, 2)
    for _ in range(2):
        assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Contact.objects.values_list("email", flat=True)) == ["b@example.lv"]
    assert letters("notices.listed") == ["", "", "b@example.lv"]
    assert LeftAddress.objects.filter(institution=own).count() == 1


def test_letter_that_waits_is_drawn_back_when_its_owner_leaves(clients: AddressList, author: Actor) -> None:
    fill(clients, author, "a@example.lv")
    tell_contacts(now=NOW)
    take_off(address_list=clients, email="a@example.lv", by=author, now=NOW)
    assert Notice.objects.count() == 0


def test_official_ends_no_following_that_somebody_chose(clients: AddressList, own: Institution, author: Actor) -> None:
    thing = ("places.institution", own.slug)
    confirm(asked=Asked("a@example.lv", [thing], Wishes()), now=NOW)
    fill(clients, author, "a@example.lv")
    take_off(address_list=clients, email="a@example.lv", by=author, now=NOW)
    assert (on(clients), Subscription.objects.count()) == ([], 1)


def test_leaving_one_institution_leaves_no_other(
    clients: AddressList, other: Institution, author: Actor, stranger: Actor
) -> None:
    theirs = new_list(other, "Klienti", stranger)
    for held, by in ((clients, author), (theirs, stranger)):
        fill(held, by, "a@example.lv")
    take_off(address_list=clients, email="a@example.lv", by=author, now=NOW)
    assert (on(clients), on(theirs)) == ([], ["a@example.lv"])


@pytest.mark.parametrize("link", ["x", "a" * 32 + ":x", "1:2:3"])
def test_made_up_link_leaves_nothing(clients: AddressList, author: Actor, client: Client, link: str) -> None:
    fill(clients, author, "a@example.lv")
    assert client.post(f"/zinas/saraksti/atteikties/{link}/").status_code == 200
    assert on(clients) == ["a@example.lv"]


def test_removed_list_forgets_its_addresses_but_not_who_left(clients: AddressList, author: Actor) -> None:
    fill(clients, author, "a@example.lv", "b@example.lv")
    take_off(address_list=clients, email="b@example.lv", by=author, now=NOW)
    assert remove_list(address_list=clients, by=author, now=NOW) == 1
    assert (Contact.objects.count(), LeftAddress.objects.count()) == (0, 1)


def test_two_lists_of_one_title_are_refused(clients: AddressList, own: Institution, author: Actor) -> None:
    with pytest.raises(TitleTaken):
        new_list(own, "Klienti", author)


def test_ledger_names_ground_and_number_and_no_address(clients: AddressList, author: Actor) -> None:
    fill(clients, author, "a@example.lv")
    assert sorted(Entry.objects.values_list("action", flat=True)) == ["notices.list_filled", "notices.list_made"]
    assert [each for each in Content.objects.all() if "example.lv" in str(vars(each))] == []


def deeds(held: AddressList, by: Actor) -> dict[str, Any]:
    return {
        "make": lambda: new_list(held.institution, "Cits", by),
        "read": lambda: read_contacts(address_list=held, file=csv_of("a@example.lv"), by=by, now=NOW),
        "take": lambda: take_contacts(address_list=held, read_at=NOW, by=by, now=NOW),
        "discard": lambda: discard_contacts(address_list=held, by=by, now=NOW),
        "take off": lambda: take_off(address_list=held, email="a@example.lv", by=by, now=NOW),
        "remove": lambda: remove_list(address_list=held, by=by, now=NOW),
    }


@pytest.mark.parametrize("deed", ["make", "read", "take", "discard", "take off", "remove"])
def test_nobody_else_keeps_an_institutions_lists(clients: AddressList, stranger: Actor, deed: str) -> None:
    for actor in (ANONYMOUS, stranger, Actor(public_id="r", account_id=5)):
        with pytest.raises(NotAllowed):
            deeds(clients, actor)[deed]()
    assert (AddressList.objects.count(), Contact.objects.count()) == (1, 0)


def test_person_is_shown_and_erased_what_lists_hold(clients: AddressList, author: Actor) -> None:
    fill(clients, author, "a@example.lv", "b@example.lv")
    take_off(address_list=clients, email="b@example.lv", by=author, now=NOW)
    subject = Subject(frozenset(), frozenset(), frozenset(), frozenset({"A@example.lv", "b@example.lv"}))
    found = {
        name: rows(subject).count()
        for name in ("notices.contact", "notices.leftaddress")
        if (rows := holdings[name].rows)
    }
    assert found == {"notices.contact": 1, "notices.leftaddress": 1}


def test_who_reads_english_is_told_in_english_by_a_link_to_an_english_page(
    clients: AddressList, author: Actor, client: Client
) -> None:
    file = io.BytesIO(b"epasts;valoda\na@example.lv;en\nb@example.lv;\nc@example.lv;LV")
    read_contacts(address_list=clients, file=file, by=author, now=NOW)
    take_contacts(address_list=clients, read_at=NOW, by=author, now=NOW)
    tell()
    told = dict(Notice.objects.values_list("to", "language"))
    assert told == {"a@example.lv": "en", "b@example.lv": "lv", "c@example.lv": "lv"}
    letter = Notice.objects.get(to="a@example.lv")
    assert letter.subject == "Izdomātā ministrija has your address"
    assert letter.leave_path.startswith("/en/zinas/saraksti/atteikties/")
    client.post(letter.leave_path, {"List-Unsubscribe": "One-Click"})
    assert on(clients) == ["b@example.lv", "c@example.lv"]


def test_own_choice_of_language_goes_before_the_file(clients: AddressList, author: Actor) -> None:
    Follower.objects.create(email="a@example.lv", language="en", created_at=NOW)
    fill(clients, author, "a@example.lv", "b@example.lv")
    assert dict(clients.contacts.values_list("email", "language")) == {"a@example.lv": "en", "b@example.lv": "lv"}


def test_a_language_that_we_do_not_have_is_named_by_its_line() -> None:
    file = io.BytesIO(b"epasts;valoda\na@example.lv;de")
    assert list(read_addresses(file)) == [RowFault(2, "valoda nav ne lv, ne en")]
