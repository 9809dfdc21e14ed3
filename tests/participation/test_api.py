"""What programs read: the same public facts as the pages, in parts; nothing unpublished, and nobody's name."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balss.participation.models import Contribution
from balss.participation.services import prepare_opportunity, publish_opportunity, withdraw_opportunity
from balss.participation.services.answers import Answer, draft_response, publish_response
from balss.participation.services.contributions import Said, Speaker, contribute, withdraw_contribution
from balss.participation.services.moderation import Reasons, remove
from balss.participation.services.outcomes import (
    add_telling,
    publish_decision,
    publish_report,
    save_report,
    start_decision,
    withdraw_decision,
    withdraw_report,
)
from balss.participation.views.contributions import downloads
from balss.places.models import Territory, TerritoryVersion
from balss.shared.permissions import ANONYMOUS
from tests.participation.conftest import LATER, NOW

ROOT = "/api/v1/participation/"
AFTER = LATER + timedelta(days=1)
ANNA = Speaker(name="Anna Slepenā", shown=Contribution.Shown.INITIALS, age_band="16-25")
REPORT = {"introduction": "Jautājām.", "said": "Liepas.", "next_steps": "Projekts."}
DECISION = {
    "title": "Par Skolas ielu", "text": "Ietve.", "affected": "Visi.", "decided_by": "Dome",
    "decided_date": date(2026, 11, 20), "how_to_contest": "Tiesā.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _at_the_time_of_the_tests(clock):
    """Pages are asked for then."""


@pytest.fixture
def api(client):
    def read(address, **query):
        answer = client.get(ROOT + address, query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return read


@pytest.fixture
def say(consultation, resident, now):
    def make(text="Vairāk liepu.", by=resident, speaker=ANNA, kind="proposal", **more):
        return contribute(
            consultation=consultation, submission_key=uuid4(), said=Said(text, kind=kind), speaker=speaker, by=by,
            now=now, **more,
        )  # fmt: skip

    return make


@pytest.fixture
def answer(consultation, official, now):
    def make(said, verdict="accepted"):
        drafted = draft_response(
            consultation=consultation, contributions=[said], answer=Answer(verdict, "Tā būs."), by=official, now=now
        )
        return publish_response(response=drafted, by=official, now=now)

    return make


@pytest.fixture
def report(consultation, official):
    save_report(consultation=consultation, content=REPORT, version=0, by=official, now=AFTER)

    def publish():
        return publish_report(consultation=consultation, version=1, by=official, now=AFTER)

    return publish


def test_facts_of_an_opportunity(opportunity, process, api):
    fact = api(f"opportunities/{opportunity.public_id}")
    assert api("opportunities") == {"items": [fact], "total": 1, "next": None}
    said = {name: fact[name] for name in ("kind", "state", "institution", "process", "topics", "places", "answers_by")}
    assert said == {
        "kind": "ideas", "state": "open", "institution": "N1", "process": process.slug, "topics": ["satiksme"],
        "places": [{"id": "ziedu-pagasts", "name": "Ziedu pagasts"}], "answers_by": "2027-01-29",
    }  # fmt: skip
    assert fact["url"].endswith(f"/lidzdaliba/iespejas/{opportunity.public_id}/")
    assert fact["url"].startswith("http")


def test_answer_is_the_same_in_every_language(opportunity, client):
    answers = [client.get(f"{ROOT}opportunities", headers={"accept-language": each}).content for each in ("lv", "en")]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 2),
        ({"when": "open"}, 1),
        ({"when": "coming"}, 1),
        ({"when": "closed"}, 0),
        ({"kind": "problem"}, 1),
        ({"institution": "N1"}, 2),
        ({"institution": "XM"}, 0),
        ({"institution": "nav"}, 0),
        ({"topic": "satiksme"}, 2),
        ({"topic": "nav"}, 0),
        ({"territory": "ziedu-novads"}, 2),
        ({"territory": "nekur"}, 0),
        ({"audience": "seniori"}, 1),
    ],
)
def test_opportunities_are_narrowed(
    opportunity, process, official, opportunity_content, seniors, parish, ministry, api, query, count
):
    municipality = Territory.objects.create(slug="ziedu-novads", kind="municipality")
    TerritoryVersion.objects.create(territory=municipality, name="Ziedu novads")
    TerritoryVersion.objects.filter(territory=parish).update(parent=municipality)
    content = opportunity_content | {
        "kind": "problem", "opens_at": NOW + timedelta(days=2), "audiences": [seniors],
    }  # fmt: skip
    coming = prepare_opportunity(process=process, content=content, by=official, now=NOW)
    publish_opportunity(opportunity=coming, by=official, now=NOW)

    assert api("opportunities", **query)["total"] == count


def test_draft_and_withdrawn_opportunity_are_nowhere(opportunity, process, official, opportunity_content, client, api):
    draft = prepare_opportunity(process=process, content=opportunity_content, by=official, now=NOW)
    withdraw_opportunity(opportunity=opportunity, reason="Kļūda.", by=official, now=NOW)

    assert api("opportunities")["total"] == 0
    for each in (draft, opportunity):
        for address in ("", "/contributions", "/outcome"):
            assert client.get(f"{ROOT}opportunities/{each.public_id}{address}").status_code == 404


def test_contribution_with_its_answer(opportunity, say, answer, api):
    said = say()
    answer(said)
    (fact,) = api(f"opportunities/{opportunity.public_id}/contributions")["items"]
    told = {name: fact[name] for name in ("receipt", "text", "name", "kind", "verdict", "reason", "reply_to", "thread")}
    assert told == {
        "receipt": said.receipt, "text": "Vairāk liepu.", "name": "A. S.", "kind": "proposal", "verdict": "accepted",
        "reason": "Tā būs.", "reply_to": "", "thread": said.receipt,
    }  # fmt: skip
    assert fact["url"].endswith(f"/pavediens/{said.receipt}/#{said.receipt}")
    assert set(fact) == {*downloads.FIELDS, "url"}


def test_who_somebody_is_stands_nowhere(opportunity, say, client):
    say(by=ANONYMOUS, speaker=Speaker(name="Guntis", email="guntis@example.lv"))
    say()
    content = client.get(f"{ROOT}opportunities/{opportunity.public_id}/contributions").content.decode()
    assert [word in content for word in ("Slepen", "Guntis", "example.lv", "16-25")] == [False] * 4


def test_held_and_unconfirmed_are_not_told_and_of_removed_only_the_place(
    consultation, opportunity, say, official, resident, api
):
    removed, taken_back = say("Lamas."), say("Pārdomāju.")
    remove(contribution=removed, reasons=Reasons("offensive", "Lamājas.", "3. punkts"), by=official, now=NOW)
    withdraw_contribution(contribution=taken_back, by=resident, now=NOW)
    say("Viesis.", by=ANONYMOUS, speaker=Speaker(name="G", email="g@example.lv"))
    consultation.moderation = "before"
    consultation.save()
    say("Gaida.")

    items = api(f"opportunities/{opportunity.public_id}/contributions")["items"]
    assert [(each["state"], each["text"], each["name"], each["key"]) for each in items] == [
        ("removed", "", "", ""), ("withdrawn", "", "", ""),
    ]  # fmt: skip


def test_reply_in_a_later_part_names_what_it_replies_to(opportunity, say, api):
    root = say()
    reply = say("Piekrītu.", parent=root, kind="opinion")
    part = api(f"opportunities/{opportunity.public_id}/contributions", limit=1, offset=1)

    assert [(each["receipt"], each["reply_to"], each["thread"]) for each in part["items"]] == [
        (reply.receipt, root.receipt, root.receipt)
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [({}, 3), ({"kind": "proposal"}, 1), ({"verdict": "accepted"}, 1), ({"verdict": "partly"}, 0), ({"limit": 1}, 3)],
)
def test_contributions_are_narrowed(opportunity, say, answer, api, query, count):
    root = say()
    answer(root)
    say("Piekrītu.", parent=root, kind="opinion")
    say("Kāpēc?", kind="question")
    address = f"opportunities/{opportunity.public_id}/contributions"
    assert api(address, **query)["total"] == count
    assert api(address, thread=root.receipt)["total"] == 2


def test_queries_do_not_grow_with_contributions(opportunity, say, client):
    def ask(count):
        for number in range(count):
            say(f"Viedoklis {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{ROOT}opportunities/{opportunity.public_id}/contributions?{count}")
        return len(queries)

    assert ask(1) == ask(5)


def test_outcome_report_is_told_while_it_is_published(opportunity, say, answer, report, official, client, api):
    answer(say())
    before = client.get(f"{ROOT}opportunities/{opportunity.public_id}/outcome").status_code
    report()
    fact = api(f"opportunities/{opportunity.public_id}/outcome")
    assert (before, api("outcomes?x")["items"]) == (404, [fact])
    assert (fact["title"], fact["said"], fact["figures"]["verdicts"]) == (
        "Skolas ielas idejas", "Liepas.", {"accepted": 1},
    )  # fmt: skip
    assert [api("outcomes", **query)["total"] for query in ({"institution": "N1"}, {"topic": "nav"})] == [1, 0]

    withdraw_report(consultation=opportunity.consultation, reason="Kļūda.", by=official, now=AFTER)
    assert (
        api("outcomes?y")["total"],
        client.get(f"{ROOT}opportunities/{opportunity.public_id}/outcome?y").status_code,
    ) == (0, 404)


def test_facts_of_a_process(process, opportunity, api):
    fact = api(f"processes/{process.slug}")
    assert api("processes")["items"] == [fact]
    assert (fact["state"], fact["institution"], fact["can_change"]) == (
        "under_way",
        "N1",
        "Ietvju platums un stāvvietas.",
    )
    assert fact["opportunities"] == [
        {"id": str(opportunity.public_id), "kind": "ideas", "title": "Skolas ielas idejas", "state": "open"}
    ]
    asked = ({"state": "decided"}, {"territory": "ziedu-pagasts"}, {"measure": "lv-6/4.2"}, {"institution": "N1"})
    assert [api("processes", **query)["total"] for query in asked] == [0, 1, 0, 1]


def test_draft_of_a_process_is_nowhere(draft_process, draft_opportunity, client, api):
    draft_process.refresh_from_db()
    draft_process.__class__.objects.update(state="draft", published_at=None)
    assert (api("processes")["total"], client.get(f"{ROOT}processes/{draft_process.slug}").status_code) == (0, 404)


def test_decision_is_told_while_it_is_published(municipality, process, official, client, api):
    decision = start_decision(institution=municipality, content=DECISION | {"process": process}, by=official, now=AFTER)
    draft = client.get(f"{ROOT}decisions/{decision.slug}").status_code
    decision = publish_decision(decision=decision, by=official, now=AFTER)
    add_telling(decision=decision, channel="press", told_date=date(2026, 11, 21), by=official, now=AFTER)
    fact = api(f"decisions/{decision.slug}?anew")

    assert (draft, api("decisions")["items"]) == (404, [fact])
    assert (fact["process"], fact["told"]) == (
        process.slug, [{"channel": "press", "on": "2026-11-21", "address": "", "note": ""}],
    )  # fmt: skip
    asked = ({"progress": "done"}, {"topic": "satiksme"}, {"institution": "XM"}, {"measure": "x"})
    assert [api("decisions", **query)["total"] for query in asked] == [0, 1, 0, 0]

    withdraw_decision(decision=decision, reason="Atcelts.", by=official, now=AFTER)
    assert api("decisions?again")["total"] == 0


def test_author_of_an_office_is_not_told(opportunity, process, official, client):
    pages = [client.get(f"{ROOT}{each}").content.decode() for each in ("opportunities", "processes")]
    assert [official.public_id in page for page in pages] == [False, False]


@pytest.mark.parametrize("address", ["opportunities", "processes", "outcomes", "decisions"])
def test_list_that_has_not_changed_is_answered_304(opportunity, client, address):
    etag = client.get(ROOT + address).headers["ETag"]
    assert client.get(ROOT + address, headers={"if-none-match": etag}).status_code == 304


def test_too_many_reads_are_refused(opportunity, client, settings):
    settings.API_READS_PER_MINUTE = 2
    answers = [client.get(f"{ROOT}opportunities?offset={number}").status_code for number in range(3)]
    assert answers == [200, 200, 429]
