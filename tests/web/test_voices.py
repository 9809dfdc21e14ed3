"""“My contributions and answers”: all that a person said, in every room, and what came of it; for that person alone."""

# ruff: noqa: F401, F811  (fixtures of rooms are imported, and named as arguments)

import csv
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from balss.events import services as events
from balss.events.services import Attendee, Content, Schedule
from balss.participation.models import Contribution
from balss.participation.services.answers import Answer, Changed, draft_response, publish_response
from balss.participation.services.answers.satisfaction import say_whether_answered
from balss.participation.services.contributions import Said, Speaker, contribute, save_draft, withdraw_contribution
from balss.participation.services.contributions.support import support
from balss.participation.services.moderation import Reasons, dismiss_reports, remove, report_content
from balss.people.models import Account, Person
from balss.people.queries import actor_of
from balss.shared.permissions import ANONYMOUS, SYSTEM, Actor, NotAllowed, can
from balss.shared.voices import voices
from balss.web.queries.voices import own_voices
from tests.participation.conftest import (
    NOW,
    _quick_passwords,
    clock,
    colleague,
    consultation,
    draft_opportunity,
    draft_process,
    make_account,
    make_institution,
    municipality,
    now,
    official,
    opportunity,
    opportunity_content,
    parish,
    process,
    process_content,
    resident,
    sign_in,
    topic,
)

PAGE = "/mani-viedokli/"
ANNA = Speaker(name="Anna Liepa")


@pytest.fixture
def neighbour(make_account):
    return actor_of(make_account("Kaimiņš Ozols"))


@pytest.fixture
def say(consultation, now):
    def make(text, by, **more):
        return contribute(
            consultation=consultation, submission_key=uuid4(), said=Said(text), speaker=ANNA, by=by, now=now, **more
        )

    return make


@pytest.fixture
def answer(consultation, official, now):
    def make(said, verdict="accepted", changes=()):
        drafted = draft_response(
            consultation=consultation, contributions=[said], answer=Answer(verdict, "Tā būs.", changes=changes),
            by=official, now=now,
        )  # fmt: skip
        return publish_response(response=drafted, by=official, now=now)

    return make


@pytest.fixture
def event(municipality, official, parish, now):
    starts = now + timedelta(days=5)
    draft = events.create_event(
        institution=municipality, by=official, now=now,
        content=Content(
            title="Skolas ielas darbnīca", summary="Zīmējam ielu.", contact_email="n1@example.lv",
            accessibility=("step_free",), spoken=("lv",),
        ),
        schedule=Schedule(
            starts_at=starts, ends_at=starts + timedelta(hours=2), form="onsite", place="Skola", territory=parish
        ),
    )  # fmt: skip
    return events.publish_event(event=draft, by=official, now=now)


def standings(actor, now=NOW):
    return {own.kind.name: (own.voice.standing.value, str(own.voice.state)) for own in own_voices(actor, now)}


def only(actor, now=NOW):
    (own,) = own_voices(actor, now)
    return own.voice


def test_contribution_waits_with_its_number_and_the_day_of_the_answer(say, resident):
    said = say("Vairāk koku.", resident)
    voice = only(resident)
    assert (voice.receipt, voice.standing.value, str(voice.due_date)) == (said.receipt, "waiting", "2027-01-29")


def test_answer_comes_with_its_reason_what_changed_and_the_question(say, answer, event, resident, now):
    said = say("Vairāk koku.", resident)
    answer(said, "partly", (Changed("events.event", str(event.pk)),))
    voice = only(resident)
    assert (voice.standing.value, str(voice.verdict), voice.reason, voice.asks) == (
        "answered", "daļēji ņemts vērā", "Tā būs.", True,
    )  # fmt: skip
    assert [address for _, address in voice.changes] == [event.get_absolute_url()]

    say_whether_answered(contribution=said, is_answered=False, by=resident, now=now)
    assert (only(resident).asks, only(resident).is_satisfied) == (False, False)


def test_draft_held_removed_and_taken_back_each_say_where_they_stand(
    say, consultation, resident, official, make_account, now
):
    def standing_after(act):
        somebody = actor_of(make_account(f"Kāds {uuid4().hex[:6]}"))
        act(somebody)
        return only(somebody).standing.value

    def draft(by):
        save_draft(consultation=consultation, submission_key=uuid4(), said=Said("M"), speaker=ANNA, by=by, now=now)

    def taken_back(by):
        withdraw_contribution(contribution=say("Nē.", by), by=by, now=now)

    def removed(by):
        remove(
            contribution=say("Lamas.", by), reasons=Reasons("offensive", "Lamas.", "3. punkts"), by=official, now=now
        )
        assert only(by).reason == "kādu aizskar vai apdraud: Lamas." or "Lamas." in only(by).reason

    def held(by):
        consultation.moderation = "before"
        consultation.save()
        say("Gaida.", by)

    assert [standing_after(act) for act in (draft, taken_back, removed, held)] == ["draft", "ended", "ended", "held"]


def test_reply_support_report_and_registration_are_there(say, answer, event, resident, neighbour, official, now):
    said = say("Vairāk koku.", neighbour)
    say("Piekrītu.", resident, parent=said)
    support(contribution=said, by=resident, now=now)
    other = say("Reklāma.", neighbour)
    report_content(contribution=other, ground="spam", text="Reklāma.", by=resident, now=now)
    events.register(event=event, attendee=Attendee(name="Anna", email="a@example.lv"), by=resident, now=now)
    before = {name: standing for name, (standing, _) in standings(resident).items()}
    answer(said)
    dismiss_reports(contribution=other, by=official, now=now)
    events.cancel_event(event=event, reason="Slims lektors.", by=official, now=now)
    after = {name: standing for name, (standing, _) in standings(resident).items()}

    assert before == {
        "participation.reply": "stands", "participation.support": "waiting", "participation.report": "held",
        "events.registration": "stands",
    }  # fmt: skip
    assert after == before | {
        "participation.support": "answered", "participation.report": "answered", "events.registration": "ended",
    }  # fmt: skip
    assert set(after) | {"participation.contribution"} <= set(voices.keys())


def test_words_that_were_removed_are_not_repeated_to_who_supported_them(say, resident, neighbour, official, now):
    said = say("Slepenas lamas.", neighbour)
    support(contribution=said, by=resident, now=now)
    remove(contribution=said, reasons=Reasons("offensive", "Lamas.", "3. punkts"), by=official, now=now)
    assert (only(resident).text, only(resident).standing.value) == ("", "ended")


def test_nobody_sees_what_another_said(say, resident, neighbour, official):
    say("Vairāk koku.", resident)
    assert [own_voices(actor, NOW) for actor in (neighbour, official)] == [[], []]
    assert not can(ANONYMOUS, "web.see_own_voices", None, NOW)
    for nobody in (ANONYMOUS, SYSTEM):
        with pytest.raises((NotAllowed, Person.DoesNotExist)):
            own_voices(nobody, NOW)


@pytest.mark.parametrize("address", [PAGE, "/mani-viedokli.csv", "/mani-viedokli.json"])
def test_pages_show_only_the_own_and_nothing_to_strangers(say, resident, neighbour, client, sign_in, clock, address):
    say("Mani slepenie vārdi.", resident)
    say("Kaimiņa vārdi.", neighbour)
    asked = client.get(address)
    own = sign_in(resident).get(address)
    content = own.content.decode()
    assert (asked.status_code, asked.headers["Location"]) == (302, f"/konts/pieslegties/?next={address}")
    assert ("Mani slepenie vārdi." in content, "Kaimiņa" in content) == (True, False)
    assert "no-store" in own.headers["Cache-Control"]


def test_guests_words_stay_behind_their_link(consultation, resident, now):
    account = Account.objects.get(pk=resident.account_id)
    contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Kā viesis."),
        speaker=Speaker(name="Anna", email=account.email), by=ANONYMOUS, now=now,
    )  # fmt: skip
    assert own_voices(resident, NOW) == []


def test_what_was_said_before_two_accounts_were_known_as_one_person_is_there_and_opens(
    say, resident, neighbour, sign_in, clock, now
):
    said = say("No otra konta.", neighbour)
    Person.objects.filter(pk=neighbour.person_id).update(merged_into=resident.person_id, merged_at=now)
    assert only(resident).text == "No otra konta."
    assert sign_in(resident).get(f"/lidzdaliba/mani/{said.receipt}/").status_code == 200


def test_page_is_narrowed_and_says_when_nothing_is_left(say, answer, resident, sign_in, clock):
    answer(say("Pirmais.", resident))
    say("Otrais.", resident)
    browser = sign_in(resident)

    def quotes(query):
        page = html.fromstring(browser.get(PAGE + query).content.decode())
        return [" ".join(each.text_content().split()) for each in page.cssselect("main blockquote")]

    assert sorted(quotes("")) == ["Otrais.", "Pirmais."]
    assert quotes("?stavoklis=answered") == ["Pirmais."]
    assert quotes("?veids=participation.support") == []
    assert sorted(quotes("?veids=nav&stavoklis=nav&page=99")) == ["Otrais.", "Pirmais."]


def test_many_stand_on_pages_and_all_on_one_to_print(say, resident, sign_in, clock):
    for number in range(27):
        say(f"Nr. {number}", resident)
    browser = sign_in(resident)
    counts = [browser.get(PAGE + query).content.decode().count("<blockquote>") for query in ("", "?page=2", "?viss=1")]
    assert counts == [25, 2, 27]


def test_queries_do_not_grow(say, answer, resident, neighbour, event, now):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            own_voices(resident, NOW)
        return len(queries)

    def speak():
        said = say("Koki.", resident)
        answer(said)
        other = say("Soliņi.", neighbour)
        answer(other)
        support(contribution=other, by=resident, now=now)
        report_content(contribution=other, ground="spam", text="x", by=resident, now=now)
        removed = say("Lamas.", resident)
        remove(contribution=removed, reasons=Reasons("offensive", "L.", "3."), by=SYSTEM, now=now)

    speak()
    once = ask()
    for _ in range(3):
        speak()
    assert ask() == once <= 15


def test_file_has_the_same(say, answer, resident, sign_in, clock):
    said = say("=Koki", resident)
    answer(said)
    browser = sign_in(resident)
    (row,) = csv.DictReader(browser.get("/mani-viedokli.csv").content.decode().splitlines())
    (fact,) = browser.get("/mani-viedokli.json").json()["voices"]
    assert (row["text"], fact["text"]) == ("'=Koki", "=Koki")  # no formula for a spreadsheet
    assert (row["receipt"], fact["receipt"], row["reason"]) == (said.receipt, said.receipt, "Tā būs.")


def test_empty_page_leads_to_where_one_can_take_part(resident, sign_in, clock):
    page = sign_in(resident).get(PAGE).content.decode()
    assert 'href="/lidzdaliba/"' in page
    assert "mani-viedokli.csv" not in page


def test_account_leads_to_the_page(resident, sign_in, clock):
    assert f'href="{PAGE}"' in sign_in(resident).get("/konts/").content.decode()


def test_hostile_words_do_no_harm(say, resident, sign_in, clock):
    say('<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror="alert(1)">', resident)
    page = sign_in(resident).get(PAGE).content.decode()
    assert [word in page for word in ("<script>alert", "<img src=x", 'href="javascript:')] == [False] * 3
