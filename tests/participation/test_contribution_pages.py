"""What people say as people see it: threads, the form that loses nothing, data that tell nobody who somebody is."""

import csv
import hashlib
import io
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participation.forms.saying import opened
from balss.participation.models import Contribution
from balss.participation.queries.said import initials
from balss.participation.services.answers import Answer, draft_response, publish_response
from balss.participation.services.contributions import (
    Said,
    Speaker,
    author_link,
    change_contribution,
    contribute,
    withdraw_contribution,
)
from balss.participation.services.moderation import Reasons, remove
from balss.people.models import Account, RoleGrant
from balss.people.queries import actor_of
from balss.shared.models import StoredFile
from tests.participation.conftest import LATER

OWN = Speaker(name="Anna Liepa")
SECRETS = ("Slepenais Uzvārds", "slepens@example.lv", "Ziedu pagasts", "65-")


@pytest.fixture
def sign_in(client, now):
    def enter(actor):
        account = Account.objects.get(pk=actor.account_id)
        if actor.grant is not None:
            RoleGrant.objects.create(
                account=account, role=actor.grant.role, institution_id=actor.grant.institution_id, starts_at=now,
                granted_by="system", granted_at=now,
            )  # fmt: skip
        client.force_login(account)
        return client

    return enter


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def say(consultation, resident, now):
    def make(text="Vairāk koku.", *, by=resident, speaker=OWN, kind="opinion", at=now, **more):
        return contribute(
            consultation=consultation, submission_key=uuid4(), said=Said(text, kind), speaker=speaker, by=by, now=at,
            **more,
        )  # fmt: skip

    return make


@pytest.fixture
def address(opportunity):
    return lambda name: reverse(f"participation:{name}", args=[opportunity.public_id])


@pytest.fixture
def form(now):
    """What somebody has filled in a minute ago."""
    return {
        "submission_key": str(uuid4()), "opened": opened(now - timedelta(minutes=1)), "kind": "proposal",
        "text": "Vairāk soliņu.", "name": "Zenta Ozola", "shown": "initials", "email": "zenta@example.lv",
    }  # fmt: skip


def text_of(answer):
    return answer.getvalue().decode()


def test_page_shows_who_said_what_and_what_came_of_it(client, opportunity, consultation, say, official, now):
    said = say()
    response = draft_response(
        consultation=consultation, contributions=[said], answer=Answer("partly", "Piecus iestādīs."), by=official,
        now=now,
    )  # fmt: skip
    publish_response(response=response, by=official, now=now)

    page = text_of(client.get(opportunity.get_absolute_url()))
    assert page.index("A. L.") < page.index("Vairāk koku.") < page.index("Daļēji ņemts vērā") < page.index("Piecus")


@pytest.mark.parametrize(("threads", "replies"), [(1, 1), (3, 3)])
def test_pages_ask_the_same_number_of_queries(client, opportunity, address, say, threads, replies):
    for thread in range(threads):
        root = parent = say(f"Doma {thread}")
        for reply in range(replies):
            parent = say(f"Atbilde {reply}", parent=parent)
        assert parent.root == root
    counts = []
    for page in (opportunity.get_absolute_url(), address("whole"), address("contributions_json")):
        with CaptureQueriesContext(connection) as asked:
            b"".join(client.get(page)) if page.endswith("json") else client.get(page)
        counts.append(len(asked))

    assert counts == [12, 12, 12]


def test_replies_stand_below_what_they_reply_to(client, opportunity, say):
    root = say("Pirmā")
    reply = say("Otrā", parent=root)
    say("Trešā", parent=reply)
    say("Ceturtā", parent=root)

    page = text_of(client.get(opportunity.get_absolute_url()))
    order = [page.index(f'id="{said.receipt}"') for said in Contribution.objects.order_by("pk")]
    assert order == sorted(order)
    assert (page.count('<ol class="replies">'), page.count("</ol></li>")) == (2, 2)


def test_long_thread_shows_its_first_replies_and_leads_to_all(client, opportunity, say):
    root = say("Sākums")
    for number in range(23):
        say(f"Atbilde nr. {number}.", parent=root)

    page = text_of(client.get(opportunity.get_absolute_url()))
    thread = reverse("participation:thread", args=[opportunity.public_id, root.receipt])
    assert ("Atbilde nr. 19." in page, "Atbilde nr. 20." in page, thread in page) == (True, False, True)
    assert "Atbilde nr. 22." in text_of(client.get(thread))


def test_reply_number_leads_to_its_place_in_the_thread(client, opportunity, say):
    root = say("Sākums")
    reply = say("Atbilde", parent=root)

    answer = client.get(reverse("participation:thread", args=[opportunity.public_id, reply.receipt]))
    assert answer.url.endswith(f"/pavediens/{root.receipt}/#{reply.receipt}")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?words=SOLINI", {"Soliņi parkā"}),
        ("?words=pukes", {"Koki ielā"}),  # said in a reply
        ("?kind=question", {"Kad sāks?"}),
        ("?answered=yes", set()),
        ("?answered=maybe&kind=nonsense&order=%00x&page=99", {"Soliņi parkā", "Koki ielā", "Kad sāks?"}),
    ],
)
def test_threads_are_narrowed(client, opportunity, say, query, shown):
    say("Soliņi parkā")
    say("Un puķes.", parent=say("Koki ielā"))
    say("Kad sāks?", kind="question")

    page = text_of(client.get(opportunity.get_absolute_url() + query.replace("%00x", "x")))
    assert {words for words in ("Soliņi parkā", "Koki ielā", "Kad sāks?") if words in page} == shown


def test_threads_are_ordered(client, opportunity, say, make_account, sign_in, address):
    first, second = say("Vecākā doma"), say("Jaunākā doma")
    other = sign_in(actor_of(make_account("Cits Cilvēks")))
    other.post(address("support"), {"support": first.receipt})

    def order(query):
        page = text_of(client.get(opportunity.get_absolute_url() + query))
        return sorted([first, second], key=lambda said: page.index(f'id="{said.receipt}"'))

    assert [order(query) for query in ("", "?order=oldest", "?order=supported")] == [
        [second, first], [first, second], [first, second],
    ]  # fmt: skip


def test_removed_and_taken_back_words_are_nowhere(client, opportunity, address, say, official, resident, now):
    bad, back = say("Aizskarošie vārdi"), say("Pārdomātie vārdi")
    remove(contribution=bad, reasons=Reasons("offensive", "Lamuvārdi.", "Noteikumu 3. punkts"), by=official, now=now)
    withdraw_contribution(contribution=back, by=resident, now=now)

    everywhere = [
        text_of(client.get(page))
        for page in (opportunity.get_absolute_url(), address("whole"), address("contributions_atom"))
    ] + [b"".join(client.get(address(f"contributions_{form}"))).decode() for form in ("csv", "json")]
    for text in everywhere:
        assert ("Aizskarošie" in text, "Pārdomātie" in text) == (False, False)
    for page in everywhere[:2]:
        assert "Noteikumu 3. punkts" in page
    assert bad.receipt not in text_of(client.get(opportunity.get_absolute_url() + "?words=aizskarosie"))


def test_changed_words_that_are_read_again_hide_no_reply_of_another(
    client, opportunity, consultation, address, say, resident, make_account, now
):
    root = say("Pirmie vārdi")
    other = actor_of(make_account("Cits Cilvēks"))
    say("Cita cilvēka atbilde", by=other, speaker=Speaker(name="Cits Cilvēks"), parent=root)
    consultation.moderation = "before"
    consultation.save()
    held = change_contribution(
        contribution=root, said=Said("Mainītie vārdi"), speaker=OWN, version=1, by=resident, now=now
    )
    assert held.state == "held"

    for page in (
        opportunity.get_absolute_url(),
        address("whole"),
        f"{address('opportunity')}pavediens/{root.receipt}/",
    ):
        text = text_of(client.get(page))
        assert ("Cita cilvēka atbilde" in text, "Autors to mainīja" in text) == (True, True)
        assert ("Pirmie vārdi" in text, "Mainītie vārdi" in text, "A. L." in text) == (False, False, False)
    rows = json.loads(b"".join(client.get(address("contributions_json"))))["contributions"]
    assert [(row["state"], row["text"], row["name"]) for row in rows] == [
        ("held", "", ""), ("published", "Cita cilvēka atbilde", "C. C."),
    ]  # fmt: skip


@pytest.mark.parametrize("taken_for", ["held", "spam"])
def test_what_was_never_shown_has_no_place(client, opportunity, consultation, address, say, resident, now, taken_for):
    consultation.moderation = "before"
    consultation.save()
    never, back = say("Nekad nerādīts"), say("Neparādīts atsaukts")
    Contribution.objects.filter(pk=never.pk).update(state=taken_for)
    withdraw_contribution(contribution=back, by=resident, now=now)

    page = text_of(client.get(opportunity.get_absolute_url()))
    assert (never.receipt in page, back.receipt in page, "1 pavediens" in page) == (False, False, False)
    assert json.loads(b"".join(client.get(address("contributions_json"))))["contributions"] == []


def test_identity_never_leaves_in_data(client, address, say, parish, now):
    say(speaker=Speaker(name="Slepenais Uzvārds", territory=parish, age_band="65-"))
    say(speaker=Speaker(name="Atklātais Vārds", shown="name"))
    Contribution.objects.update(email="slepens@example.lv")

    texts = [b"".join(client.get(address(f"contributions_{form}"))).decode() for form in ("csv", "json")]
    for text in [*texts, text_of(client.get(address("contributions_atom")))]:
        assert [secret for secret in SECRETS if re.search(rf"(?<!\w){secret}", text)] == []  # no part of an id
    assert [row["name"] for row in csv.DictReader(io.StringIO(texts[0]))] == ["S. U.", "Atklātais Vārds"]


def test_key_in_the_data_fits_the_seal_of_the_ledger(client, address, say):
    say("Pārbaudāmi vārdi.")
    row = json.loads(b"".join(client.get(address("contributions_json"))))["contributions"][0]
    entry = Entry.objects.get(action="participation.contribution_submitted")

    found = hashlib.sha256(bytes.fromhex(row["key"]) + row["text"].encode()).hexdigest()
    assert found == entry.content_value["seal"]


@pytest.mark.parametrize(("name", "letters"), [("Anna Liepa-Kalna", "A. L."), ("", ""), ("šņ ž", "Š. Ž.")])
def test_initials(name, letters):
    assert initials(name) == letters


def test_guest_says_something_and_gets_the_number_at_once(client, address, form):
    page = client.post(address("say"), form, follow=True)

    said = Contribution.objects.get()
    assert (said.state, said.kind, said.receipt in text_of(page)) == ("unconfirmed", "proposal", True)
    assert Notice.objects.get(kind="participation.confirm").to == "zenta@example.lv"


def test_receipt_page_of_a_forged_address_is_not_found(client):
    assert client.get(reverse("participation:receipt", args=["1:abc"])).status_code == 404


def test_signed_in_says_something_with_a_file(sign_in, address, form, resident, client):
    upload = SimpleUploadedFile("skice.txt", b"Skice")
    sign_in(resident).post(address("say"), form | {"attachments": [upload]})

    file = Contribution.objects.get(state="published").attachments.get().file
    client.logout()
    answer = client.get(file.get_absolute_url())
    assert (file.name, b"".join(answer)) == ("skice.txt", b"Skice")
    answer.close()


def test_attachment_of_what_is_not_public_is_closed(sign_in, client, address, form, resident, consultation):
    consultation.moderation = "before"
    consultation.save()
    sign_in(resident).post(address("say"), form | {"attachments": [SimpleUploadedFile("a.txt", b"Skice")]})

    file = StoredFile.objects.get(guard="participation.attachment")
    client.logout()
    assert client.get(file.get_absolute_url()).status_code in (302, 403)


@pytest.mark.parametrize(
    ("change", "status"),
    [({"shown": ""}, 422), ({"email": "nav"}, 422), ({"kind": "nonsense"}, 422), ({"text": "x" * 20_001}, 422)],
)
def test_every_typed_word_is_kept_on_an_error(client, address, form, change, status):
    typed = form | {"organisation": "Biedrība Skolas iela"} | change
    answer = client.post(address("say"), typed)

    page = text_of(answer)
    assert (answer.status_code, typed["text"] in page, "Biedrība Skolas iela" in page) == (status, True, True)
    assert not Contribution.objects.exists()


def test_what_came_too_late_is_kept_and_refused(client, address, form, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    answer = client.post(address("say"), form)

    assert (answer.status_code, form["text"] in text_of(answer)) == (409, True)


def test_words_of_an_ended_session_are_kept(client, address, form, consultation):
    consultation.takes_guests = False
    consultation.save()
    answer = client.post(address("say"), form)

    assert (answer.status_code, form["text"] in text_of(answer)) == (403, True)


def test_words_of_a_form_without_its_token_are_kept(address, form):
    answer = Client(enforce_csrf_checks=True).post(address("say"), form)
    assert (answer.status_code, form["text"] in text_of(answer)) == (403, True)
    assert not Contribution.objects.exists()


def test_who_sends_too_often_keeps_the_words(client, address, form, monkeypatch):
    monkeypatch.setattr("balss.participation.views.contributions.saying.TIMES", 1)
    client.post(address("say"), form)
    answer = client.post(address("say"), form | {"submission_key": str(uuid4()), "text": "Vēl viens"})

    assert (answer.status_code, "Vēl viens" in text_of(answer), Contribution.objects.count()) == (429, True, 1)


def test_form_sent_twice_is_one_contribution(client, address, form):
    first, again = (client.post(address("say"), form).url for _press in range(2))

    assert (first, Contribution.objects.count()) == (again, 1)


@pytest.mark.parametrize("change", [{"website": "https://spam.example"}, {"opened": "now"}])
def test_robots_are_held_and_told_nothing_else(sign_in, resident, address, form, now, change):
    change = {"opened": opened(now)} if "opened" in change else change
    sign_in(resident).post(address("say"), form | change)

    assert Contribution.objects.get().state == "held"


def test_opening_time_that_nobody_gave_is_no_sign(sign_in, resident, address, form):
    sign_in(resident).post(address("say"), form | {"opened": "forged"})

    assert Contribution.objects.get().state == "published"


def test_draft_is_kept_shown_again_and_sent(sign_in, resident, address, form):
    browser = sign_in(resident)
    browser.post(address("say"), form | {"draft": "1"})
    page = text_of(browser.get(address("say")))
    assert (Contribution.objects.get().state, form["text"] in page, form["submission_key"] in page) == (
        "draft", True, True,
    )  # fmt: skip

    browser.post(address("say"), form | {"text": "Gatavs.", "version": "1"})
    assert [(said.state, said.text) for said in Contribution.objects.all()] == [("published", "Gatavs.")]


def test_draft_saved_by_itself_answers_in_json(sign_in, resident, address, form):
    answer = sign_in(resident).post(address("say"), form | {"name": ""}, headers={"X-Autosave": "1"})

    assert (answer.json()["saved"], Contribution.objects.get().text) == (True, form["text"])


def test_draft_is_nobody_elses(sign_in, client, resident, make_account, address, form):
    sign_in(resident).post(address("say"), form | {"draft": "1"})
    draft = Contribution.objects.get()
    other = sign_in(actor_of(make_account("Cits Cilvēks")))

    assert other.get(reverse("participation:own", args=[draft.receipt])).status_code == 403
    assert form["text"] not in text_of(other.get(address("say")))


def test_draft_is_thrown_away(sign_in, resident, address, form):
    browser = sign_in(resident)
    browser.post(address("say"), form | {"draft": "1"})
    browser.post(address("say"), {"discard": "1"})

    assert not Contribution.objects.exists()


def test_reply_is_sent_to_what_it_replies_to(sign_in, resident, address, form, say):
    said = say()
    sign_in(resident).post(f"{address('say')}?atbilde={said.receipt}", form | {"is_proposal": "on"})

    reply = Contribution.objects.get(parent=said)
    assert (reply.root, reply.is_proposal, reply.kind) == (said, True, "opinion")


def test_reply_to_what_is_not_public_is_not_found(client, address, say):
    said = say()
    Contribution.objects.update(state="held")

    assert client.get(f"{address('say')}?atbilde={said.receipt}").status_code == 404


def test_idea_against_burden_says_what_it_saves(client, address, opportunity, form, now):
    opportunity.kind = "burden"
    opportunity.save()
    more = {"before": "Trīs veidlapas.", "after": "Viena.", "steps_before": "3", "steps_after": "1"}
    client.post(address("say"), form | more)
    Contribution.objects.update(state="published", published_at=now)

    assert "3 → 1" in text_of(client.get(opportunity.get_absolute_url()))


def test_author_changes_the_words(sign_in, resident, say):
    said = say("Pirmie vārdi.")
    page = reverse("participation:change", args=[said.receipt])
    typed = {"kind": "opinion", "text": "Otrie vārdi.", "name": "Anna Liepa", "shown": "name", "version": "1"}
    browser = sign_in(resident)
    shown = text_of(browser.post(page, typed, follow=True))

    assert ("Otrie vārdi." in shown, "Pirmie vārdi." in shown) == (True, True)
    again = browser.post(page, typed | {"text": "Trešie vārdi."})
    assert (again.status_code, "Trešie vārdi." in text_of(again)) == (409, True)


def test_guest_changes_the_words_by_the_link(client, address, form):
    client.post(address("say"), form)
    said = Contribution.objects.get()
    typed = form | {"text": "Citi vārdi.", "version": "1"}
    client.post(f"{author_link(said)}labot/", typed)

    said.refresh_from_db()
    assert (said.text, said.email) == ("Citi vārdi.", "zenta@example.lv")


def test_others_do_not_change_the_words(sign_in, say, stranger):
    page = reverse("participation:change", args=[say().receipt])
    browser = sign_in(stranger)

    assert (browser.get(page).status_code, browser.post(page, {}).status_code) == (403, 403)


def test_support_is_given_and_taken_back(sign_in, say, make_account, address, opportunity):
    said = say()
    browser = sign_in(actor_of(make_account("Cits Cilvēks")))
    page = browser.post(address("support"), {"support": said.receipt, "next": "https://evil.example/"})
    assert (page.url, said.supports.count()) == (f"{opportunity.get_absolute_url()}#{said.receipt}", 1)

    browser.post(address("support"), {"take_back": said.receipt})
    assert said.supports.count() == 0


def test_support_without_signing_in_leads_to_signing_in(client, say, address):
    said = say()

    assert "pieslegties" in client.post(address("support"), {"support": said.receipt}).url
    assert said.supports.count() == 0


def test_page_of_an_opportunity_of_another_kind_shows_no_contributions(client, opportunity):
    opportunity.consultation.delete()

    assert client.get(opportunity.get_absolute_url()).status_code == 200
    assert client.get(reverse("participation:whole", args=[opportunity.public_id])).status_code == 404


def test_two_tabs_with_one_draft_lose_no_words(client, sign_in, address, form, resident, now):
    sign_in(resident)
    first = {name: value for name, value in form.items() if name != "email"}
    saved = client.post(address("say"), first, headers={"X-Autosave": "1"}).json()
    assert (saved["saved"], saved["version"]) == (True, 1)
    client.post(address("say"), first | {"text": "Pirmās cilnes vārdi", "version": "1"}, headers={"X-Autosave": "1"})

    other = first | {"text": "Otrās cilnes <b>vārdi</b>", "version": "1"}
    by_itself = client.post(address("say"), other, headers={"X-Autosave": "1"}).json()
    assert (by_itself["saved"], Contribution.objects.get().text) == (False, "Pirmās cilnes vārdi")
    for button in ("draft", "send"):
        refused = client.post(address("say"), other | {button: "1"})
        page = text_of(refused)
        assert (refused.status_code, Contribution.objects.get().state) == (409, "draft")
        assert ("Pirmās cilnes vārdi" in page, "Otrās cilnes &lt;b&gt;vārdi&lt;/b&gt;" in page) == (True, True)
        assert '<input type="hidden" name="version" value="2"' in page

    sent = client.post(address("say"), other | {"version": "2", "send": "1"})
    assert sent.status_code == 302
    assert [(said.text, said.state, said.version) for said in Contribution.objects.all()] == [
        ("Otrās cilnes <b>vārdi</b>", "published", 1)
    ]


def test_draft_thrown_away_in_another_tab_can_be_kept_again(client, sign_in, address, form, resident):
    sign_in(resident)
    client.post(address("say"), form | {"draft": "1"})
    client.post(address("say"), form | {"discard": "1"})

    client.post(address("say"), form | {"draft": "1", "version": "1"})
    assert Contribution.objects.get().text == "Vairāk soliņu."


def test_change_of_what_was_changed_meanwhile_shows_both_and_then_is_saved(client, sign_in, form, say, resident, now):
    said = say("Pirmie vārdi")
    change_contribution(contribution=said, said=Said("Telefonā"), speaker=OWN, version=1, by=resident, now=now)
    sign_in(resident)
    address = reverse("participation:change", args=[said.receipt])

    refused = client.post(address, form | {"text": "Datorā", "version": "1"})
    page = text_of(refused)
    assert (refused.status_code, "Telefonā" in page, "Datorā" in page, 'name="version" value="2"' in page) == (
        409, True, True, True,
    )  # fmt: skip
    client.post(address, form | {"text": "Datorā", "version": "2"})
    said.refresh_from_db()
    assert (said.text, [each.text for each in said.versions.all()]) == ("Datorā", ["Telefonā", "Pirmie vārdi"])
