"""The public pages: the list, an entry with its proof, the check for everyone, the signed states; and their data."""

import json
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from balss.core.chain.receipt import Result, Step, check_receipt, read_receipt
from balss.ledger.models import Entry, TreeHead
from balss.ledger.queries import log_keys
from balss.ledger.services import Subject, erase_content, integrate, record
from balss.shared.permissions import SYSTEM
from tests.ledger.tampering import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    """Pages below /en/: tests read the words that stand in the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def proven(new_entry, now, key):
    entry = new_entry(status="done", note="<b>3 semināri</b>")
    integrate(now=now, key=key)
    return Entry.objects.get(pk=entry.pk)


def words(client: Client, url: str, **query: str) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def receipt_of(client: Client, entry: Entry) -> dict:
    return client.get(reverse("ledger:receipt", args=[entry.pk])).json()


def handed_in(client: Client, receipt: object):
    return client.post(reverse("ledger:check"), {"text": json.dumps(receipt)})


def test_an_empty_ledger_says_so(client):
    assert "Nothing is recorded yet" in words(client, reverse("ledger:entries"))
    assert "Nothing is signed yet" in words(client, reverse("ledger:heads"))


def test_the_list_has_the_newest_entry_first(client, official, now):
    for hours in (2, 0, 1):
        at = now + timedelta(hours=hours)
        record(action=f"a.h{hours}", subject=Subject("k", "1"), by=official, now=at, content={})
    listed = client.get(reverse("ledger:entries_json")).json()["entries"]
    assert [entry["action"] for entry in listed] == ["a.h2", "a.h1", "a.h0"]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [3, 2, 1]),
        ({"action": "plan.two"}, [2]),
        ({"subject": "plan.Measure"}, [2, 1]),
        ({"subject": "plan.Measure:1"}, [1]),
        ({"since": "2026-11-24"}, [3, 2]),
        ({"until": "2026-11-24"}, [2, 1]),
        ({"since": "2026-11-24", "until": "2026-11-24"}, [2]),
        ({"since": "nonsense", "action": "plan.two"}, [2]),
        ({"action": "unknown"}, [3, 2, 1]),
        ({"subject": "plan.Measure:9"}, []),
    ],
)
def test_the_list_is_narrowed_by_action_subject_and_days_in_riga(query, numbers, client, official, now):
    """23:30 UTC on the 23rd is the 24th in Riga."""
    late = now.replace(hour=23, minute=30)
    for number, (action, subject, at) in enumerate(
        [
            ("plan.one", Subject("plan.Measure", "1"), now),
            ("plan.two", Subject("plan.Measure", "2"), late),
            ("plan.three", Subject("plan.Report", "1"), late + timedelta(days=1)),
        ],
        start=1,
    ):
        record(action=action, subject=subject, by=official, now=at, content={"number": number})
    listed = client.get(reverse("ledger:entries_json"), query).json()["entries"]
    assert [entry["content"]["number"] for entry in listed] == numbers


def test_a_long_list_is_read_page_by_page_with_its_conditions(client, new_entry):
    for number in range(60):
        new_entry("plan.many", number=number)
    new_entry("plan.other")
    first = client.get(reverse("ledger:entries_json"), {"action": "plan.many"}).json()
    second = client.get(first["next"]).json()
    assert (first["count"], first["pages"], second["next"]) == (60, 2, None)
    numbers = [entry["content"]["number"] for entry in first["entries"] + second["entries"]]
    assert sorted(numbers) == list(range(60))


@pytest.mark.parametrize("name", ["entries", "entries_json"])
def test_a_list_costs_the_same_queries_for_one_entry_and_five(
    name, client, new_entry, now, key, django_assert_num_queries
):
    new_entry(), integrate(now=now, key=key)
    url = reverse(f"ledger:{name}")
    with django_assert_num_queries(3) as first:
        client.get(url, {"x": "1"})
    for _ in range(4):
        new_entry()
    integrate(now=now, key=key)
    with django_assert_num_queries(len(first)):
        client.get(url, {"x": "2"})


def test_an_entry_shows_its_facts_content_and_place(client, proven):
    page = words(client, reverse("ledger:entry", args=[proven.pk]))
    for shown in ("plan.report_published", "plan.Measure 7", "a7f3", "official", "done", "In the signed ledger"):
        assert shown in page
    assert proven.leaf.leaf_hash in page


def test_content_is_shown_as_text_and_never_as_markup(client, proven):
    response = client.get(reverse("ledger:entry", args=[proven.pk]))
    assert b"<b>3" not in response.content
    assert b"&lt;b&gt;3 semin" in response.content


def test_a_waiting_entry_says_that_the_proof_is_to_come(client, new_entry):
    entry = new_entry()
    assert "The proof is to come" in words(client, reverse("ledger:entry", args=[entry.pk]))
    assert "waits for its position" in words(client, reverse("ledger:entries"))
    assert receipt_of(client, entry)["proof"] is None
    assert client.get(reverse("ledger:proof", args=[entry.pk])).status_code == 404


def test_an_erased_entry_shows_no_content_and_leads_to_the_erasure(client, proven, administrator, now):
    erasure = erase_content(entry=proven, by=administrator, now=now, reason="a name stood in it")
    page = words(client, reverse("ledger:entry", args=[proven.pk]))
    assert reverse("ledger:entry", args=[erasure.pk]) in page
    everywhere = page + words(client, reverse("ledger:entries")) + json.dumps(receipt_of(client, proven))
    assert "semin" not in everywhere + json.dumps(client.get(reverse("ledger:entries_json")).json())


def test_who_was_not_signed_in_and_the_system_are_said_in_words(client, now):
    entry = record(action="a.b", subject=Subject("k", "1"), by=SYSTEM, now=now, content={})
    assert "the system itself" in words(client, reverse("ledger:entry", args=[entry.pk]))


@pytest.mark.parametrize("name", ["entry", "receipt", "proof"])
def test_an_entry_that_is_not_there_is_not_found(name, client):
    url = reverse(f"ledger:{name}", args=["00000000-0000-4000-8000-000000000000"])
    assert client.get(url).status_code == 404


def test_a_receipt_is_checked_by_itself_with_the_public_key_alone(client, proven, key):
    receipt = read_receipt(client.get(reverse("ledger:receipt", args=[proven.pk])).content.decode())
    assert check_receipt(receipt, keys=[key.verifier()]) == dict.fromkeys(Step, Result.PROVEN)
    proof = client.get(reverse("ledger:proof", args=[proven.pk])).content.decode()
    assert proof == str(receipt.proof)


def test_the_check_page_proves_a_true_receipt(client, proven):
    page = unescape(handed_in(client, receipt_of(client, proven)).content.decode())
    assert "The entry is exactly as it was recorded" in page
    assert page.count(">yes<") == 4


def test_the_check_page_takes_a_file(client, proven):
    file = SimpleUploadedFile("r.json", client.get(reverse("ledger:receipt", args=[proven.pk])).content)
    response = client.post(reverse("ledger:check"), {"file": file})
    assert "The entry is exactly as it was recorded" in response.content.decode()


def test_the_check_page_puts_the_receipt_of_an_entry_into_the_form(client, proven):
    page = words(client, reverse("ledger:check"), entry=str(proven.pk))
    assert proven.commitment in page
    assert "Not proven" not in words(client, reverse("ledger:check"), entry="nonsense")


@pytest.mark.parametrize(
    ("member", "value", "failed"),
    [
        ("actor", "somebody-else", "Is the entry part of that state?"),
        ("recorded_at", "2020-01-01T00:00:00.000000Z", "Is the entry part of that state?"),
    ],
)
def test_an_altered_receipt_is_not_proven(member, value, failed, client, proven):
    receipt = receipt_of(client, proven)
    receipt["entry"][member] = value
    response = handed_in(client, receipt)
    assert response.context["check"].outcome == "not proven"
    assert (failed, Result.FAILED) in response.context["answers"]


def test_altered_content_in_a_receipt_is_not_proven(client, proven):
    receipt = receipt_of(client, proven)
    receipt["content"]["value"]["status"] = "late"
    response = handed_in(client, receipt)
    assert ("Is the content what was recorded?", Result.FAILED) in response.context["answers"]


def test_a_true_receipt_shows_that_the_ledger_was_rewritten(client, proven):
    """The receipt proves itself; the ledger of today is another one."""
    receipt = receipt_of(client, proven)
    tamper(f"UPDATE ledger_leaf SET leaf_hash = '{'0' * 64}'")
    tamper(f"UPDATE ledger_treenode SET hash = '{'0' * 64}'")
    response = handed_in(client, receipt)
    assert [answer for _, answer in response.context["answers"]] == [*[Result.PROVEN] * 3, Result.FAILED]
    assert response.context["check"].outcome == "not proven"


def test_a_receipt_of_a_waiting_entry_proves_nothing_yet(client, new_entry):
    response = handed_in(client, receipt_of(client, new_entry()))
    assert response.context["check"].outcome == "waiting"
    assert "nothing is proven yet" in response.content.decode()


def test_a_receipt_taken_while_waiting_shows_that_the_entry_was_dropped(client, official, now):
    with transaction.atomic():
        entry = record(action="a.b", subject=Subject("k", "1"), by=official, now=now, content={})
        receipt = receipt_of(client, entry)
        transaction.set_rollback(True)
    assert handed_in(client, receipt).context["check"].outcome == "not proven"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Paste a receipt or choose its file."),
        ({"text": "nonsense"}, "it is not JSON"),
        ({"text": '{"format": "x"}'}, "JSON of another kind"),
        ({"text": '{"format": "balss-ledger-receipt/1"}'}, "its part “entry” is missing"),
        ({"file": SimpleUploadedFile("r", b"\xff\xfe\x00")}, "not text in UTF-8"),
        ({"file": SimpleUploadedFile("r", b"x" * 500_001)}, "larger than any receipt"),
        ({"file": SimpleUploadedFile("r", b"")}, "empty"),
    ],
)
def test_what_is_no_receipt_is_refused_in_words(data, message, client):
    response = client.post(reverse("ledger:check"), data)
    assert response.status_code == 422
    assert message in unescape(response.content.decode())


def test_what_was_typed_is_still_there_when_refused(client):
    assert b"my text" in client.post(reverse("ledger:check"), {"text": "my text"}).content


def test_the_signed_states_name_root_key_and_what_witnesses_read(client, proven):
    head = TreeHead.objects.get()
    page = words(client, reverse("ledger:heads"))
    for shown in (head.root_hash, head.checkpoint, log_keys()[0].vkey):
        assert shown in page


def test_the_states_are_there_for_machines(client, proven, key):
    head = TreeHead.objects.get()
    data = client.get(reverse("ledger:heads_json")).json()
    assert data["latest"]["checkpoint"] == head.checkpoint
    assert data["keys"] == [{"name": key.name, "id": key.verifier().id, "vkey": key.verifier().vkey}]
    assert client.get(reverse("ledger:latest_note")).content.decode() == head.checkpoint
    assert client.get(reverse("ledger:head_note", args=[2])).content.decode() == head.checkpoint
    assert client.get(reverse("ledger:head_json", args=[2])).json()["root_hash"] == head.root_hash
    assert client.get(reverse("ledger:head_note", args=[10**30])).status_code == 404


@pytest.mark.parametrize(("name", "twin"), [("entries", "entries_json"), ("entry", "receipt"), ("heads", "heads_json")])
def test_every_page_names_its_data_twin(name, twin, client, proven):
    args = [proven.pk] if name == "entry" else []
    page = words(client, reverse(f"ledger:{name}", args=args))
    assert f'href="{reverse(f"ledger:{twin}", args=args)}"' in page


def test_nothing_is_written_by_reading(client, proven):
    for url in (reverse("ledger:entries"), reverse("ledger:receipt", args=[proven.pk]), reverse("ledger:heads")):
        assert client.post(url).status_code == 405
