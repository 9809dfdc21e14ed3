"""Answering, the outcome report and decisions as pages: of officials, and of everybody."""

import csv
import io
import json
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from balss.participation.models import Consultation, Contribution, Decision, OutcomeReport, Response
from balss.participation.services.answers import Answer, draft_response, propose_response, publish_response
from balss.participation.services.contributions import Said, Speaker, contribute
from balss.participation.services.outcomes import publish_decision, publish_report, save_report, start_decision
from balss.people.queries import actor_of
from balss.shared.recounts import recounts
from tests.participation.conftest import LATER
from tests.participation.test_outcomes import DECISION, WORDS

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def say(consultation, make_account, now):
    def make(text, name="Anna Liepa"):
        return contribute(
            consultation=consultation, submission_key=uuid4(), said=Said(text), speaker=Speaker(name=name),
            by=actor_of(make_account(name)), now=now,
        )  # fmt: skip

    return make


@pytest.fixture
def outcome(consultation, say, official, now):
    """Published: one contribution, answered."""
    response = draft_response(
        consultation=consultation, contributions=[say("Vairāk koku.")], answer=Answer("partly", "Pieci.", "Koki"),
        by=official, now=now,
    )  # fmt: skip
    publish_response(response=response, by=official, now=now)
    save_report(consultation=consultation, content=WORDS, version=0, by=official, now=now)
    return publish_report(consultation=consultation, version=1, by=official, now=LATER)


def of(opportunity, name):
    return reverse(f"participation:{name}", args=[opportunity.public_id])


def test_official_answers_two_at_once(sign_in, official, opportunity, say):
    first, second = say("Vairāk koku."), say("Daudz koku.", "Jānis Ozols")
    browser = sign_in(official)
    chosen = browser.post(of(opportunity, "answering"), {"viedoklis": [first.receipt, second.receipt], "answer": "1"})
    browser.post(chosen.url, {"verdict": "accepted", "reason": "Stādīsim.", "change": "", "publish": "1"})

    assert Response.objects.get().contributions.count() == 2
    assert not Contribution.objects.unanswered().exists()


def test_official_answers_a_whole_campaign_with_one_tick(sign_in, official, opportunity, say):
    text = "Es iebilstu pret Skolas ielas liepu ciršanu, jo tās dod ēnu skolēniem un mājo putniem visu gadu."
    own, alike = say("Vairāk soliņu."), [say(text, "Jānis Ozols"), say(f"{text} Paldies!", "Zane Kalēja")]
    browser = sign_in(official)
    browser.post(of(opportunity, "answering"), {"campaigns": "1"})
    campaign = Contribution.objects.get(pk=alike[0].pk).campaign_id
    chosen = browser.post(of(opportunity, "answering"), {"kampana": campaign, "answer": "1"})
    browser.post(chosen.url, {"verdict": "accepted", "reason": "Paliks.", "change": "", "publish": "1"})

    assert list(Response.objects.get().contributions.order_by("pk")) == alike
    assert list(Contribution.objects.unanswered()) == [own]


def test_answer_without_reason_keeps_what_was_typed(sign_in, official, opportunity, say):
    said = say("Vairāk koku.")
    answer = sign_in(official).post(
        f"{of(opportunity, 'new_response')}?viedoklis={said.receipt}", {"verdict": "accepted", "theme": "Mana tēma"}
    )

    assert answer.status_code == 422
    assert "Mana tēma" in answer.content.decode()


def test_list_of_answers_asks_the_same_number_of_queries(
    sign_in, official, opportunity, say, django_assert_max_num_queries
):
    browser = sign_in(official)
    for number in range(3):
        say(f"Viedoklis {number}", f"Cilvēks {number}")

    with django_assert_max_num_queries(25):
        browser.get(of(opportunity, "answering"))


@pytest.mark.parametrize("name", ["answering", "new_response", "keep_report"])
def test_pages_of_answers_are_refused_to_others(client, sign_in, stranger, opportunity, name):
    address = of(opportunity, name)
    assert client.get(address).status_code == 302  # to signing in

    browser = sign_in(stranger)
    assert (browser.get(address).status_code, browser.post(address, {"save": "1"}).status_code) == (403, 403)


def test_draft_answer_of_another_institution_is_refused(sign_in, stranger, consultation, say, official, now):
    response = draft_response(
        consultation=consultation, contributions=[say("Koki.")], answer=Answer("partly", "Pieci."), by=official, now=now
    )
    address = reverse("participation:keep_response", args=[response.pk])
    browser = sign_in(stranger)

    assert (browser.get(address).status_code, browser.post(address, {"approve": "1"}).status_code) == (403, 403)


def test_who_read_other_words_is_shown_those_of_now(sign_in, colleague, consultation, say, official, now):
    Consultation.objects.update(needs_approval=True)
    draft = draft_response(
        consultation=consultation, contributions=[say("Koki.")], answer=Answer("partly", "Pieci."), by=official, now=now
    )
    propose_response(response=draft, by=official, now=now)
    address = reverse("participation:keep_response", args=[draft.pk])
    browser = sign_in(colleague)

    page = browser.post(address, {"approve": "1", "version": draft.version - 1}, follow=True).content.decode()
    assert "pēc tam, kad to atvērāt, ir mainīta" in page
    assert "Pieci." in page
    browser.post(address, {"approve": "1", "version": draft.version})
    assert Response.objects.get().state == "published"


def test_report_page_says_what_is_missing(sign_in, official, opportunity, say):
    say("Vairāk koku.")
    browser = sign_in(official)
    page = browser.get(of(opportunity, "keep_report")).content.decode()

    assert "1 viedoklim vēl nav atbildes." in page
    browser.post(of(opportunity, "keep_report"), {**WORDS, "version": "0", "publish": "1"})
    assert OutcomeReport.objects.get().state == "draft"


def test_draft_report_is_seen_by_its_institution_alone(client, sign_in, official, stranger, consultation, now):
    save_report(consultation=consultation, content=WORDS, version=0, by=official, now=now)
    address = of(consultation.opportunity, "outcome")

    assert client.get(address).status_code == 302
    assert sign_in(stranger).get(address).status_code == 403


def test_outcome_says_what_was_said_and_how_many(client, outcome, opportunity):
    page = client.get(of(opportunity, "outcome")).content.decode()

    for words in ("Vairāk koku.", "Būvprojekts.", "Daļēji ņemts vērā"):
        assert words in page


def test_outcome_as_pdf_is_tagged_and_latvian(client, outcome, opportunity):
    pdf = PdfReader(io.BytesIO(client.get(of(opportunity, "outcome_pdf")).getvalue()))

    assert pdf.trailer["/Root"]["/Lang"] == "lv"
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    assert "rezultātiem un ietekmi" in pdf.pages[0].extract_text()


def test_outcome_as_data_tells_nobodys_name(client, outcome, opportunity):
    data = client.get(of(opportunity, "outcome_json")).content.decode()
    table = b"".join(client.get(of(opportunity, "outcome_csv")).streaming_content).decode("utf-8-sig")

    assert json.loads(data)["figures"]["verdicts"] == {"partly": 1}
    assert [row["verdict"] for row in csv.DictReader(io.StringIO(table))] == ["partly"]
    for name in ("Liepa", "anna.liepa"):
        assert name not in data + table


def test_author_says_whether_it_was_answered(sign_in, outcome, say):
    said = Contribution.objects.get()
    author = actor_of(said.person.accounts.get())
    sign_in(author).post(reverse("participation:own", args=[said.receipt]), {"satisfied": "no", "comment": "Kad?"})

    assert (said.satisfaction.is_answered, said.satisfaction.comment) == (False, "Kad?")


# --- Decisions -------------------------------------------------------------------------------------------------------


def test_official_tells_of_a_decision_and_how_far_it_is(sign_in, official, municipality):
    browser = sign_in(official)
    browser.post(reverse("participation:new_decision"), DECISION | {"decided_date": "2026-11-20"})
    decision = Decision.objects.get()
    keep = reverse("participation:keep_decision", args=[decision.slug])
    browser.post(keep, {"publish": "1"})
    browser.post(keep, {"tell": "1", "channel": "press", "told_date": "2026-11-23"})
    browser.post(keep, {"update": "1", "progress": "under_way", "as_of_date": "2026-11-23", "text": "Sākts."})

    decision.refresh_from_db()
    assert (decision.state, decision.progress, decision.tellings.count()) == ("published", "under_way", 1)


@pytest.fixture
def decision(municipality, official, now):
    draft = start_decision(institution=municipality, content=DECISION, by=official, now=now)
    return publish_decision(decision=draft, by=official, now=now)


def test_decision_page_says_how_to_contest(client, decision):
    assert "Mēneša laikā VARAM." in client.get(decision.get_absolute_url()).content.decode()


def test_decisions_are_found_by_words_and_progress(client, decision):
    address = reverse("participation:decisions")

    found = [decision.title in client.get(f"{address}{query}").content.decode() for query in (
        "", "?q=ielas", "?gaita=not_started", "?gaita=done", "?q=nekas",
    )]  # fmt: skip
    assert found == [True, True, True, False, False]


def test_draft_decision_is_in_no_list_and_no_data(client, municipality, official, now):
    draft = start_decision(institution=municipality, content=DECISION | {"title": "Slepens"}, by=official, now=now)

    for name in ("decisions", "decisions_json"):
        assert "Slepens" not in client.get(reverse(f"participation:{name}")).content.decode()
    assert client.get(reverse("participation:decision_json", args=[draft.slug])).status_code == 302


def test_pages_of_a_decision_are_refused_to_others(sign_in, stranger, decision):
    browser = sign_in(stranger)

    for name in ("keep_decision", "edit_decision"):
        address = reverse(f"participation:{name}", args=[decision.slug])
        assert (browser.get(address).status_code, browser.post(address, {"withdraw": "1"}).status_code) == (403, 403)


def test_figures_of_a_report_that_were_altered_are_named(outcome):
    assert [each for recount in recounts for each in recount.differences()] == []

    outcome.figures["asking"] += 1
    outcome.save()
    found = [(each.figure, each.counted - each.says) for each in recounts["participation.outcomes"].differences()]
    assert found == [("asking", -1), ("themes", 1), ("verdicts", 1)]
