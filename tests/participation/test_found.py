"""Participation is found from the moment it is public, and no longer than that; a rebuild finds the same."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from balss.core.text.question import question
from balss.participation.models import Contribution, Process
from balss.participation.services import (
    Announcement,
    add_document,
    announce,
    change_opportunity,
    change_process,
    retract,
    withdraw_opportunity,
)
from balss.participation.services.answers import Answer, draft_response, publish_response
from balss.participation.services.contributions import (
    Said,
    Speaker,
    change_contribution,
    confirm,
    contribute,
    guest_of,
    withdraw_contribution,
)
from balss.participation.services.contributions.authors import author_link
from balss.participation.services.contributions.entering import Received, enter
from balss.participation.services.contributions.importing import import_contributions
from balss.participation.services.moderation import (
    Reasons,
    contest,
    decide_contest,
    hold_as_spam,
    publish_held,
    remove,
)
from balss.participation.services.outcomes import (
    add_update,
    change_decision,
    publish_decision,
    publish_report,
    save_report,
    start_decision,
    withdraw_decision,
    withdraw_report,
)
from balss.search.models import Document
from balss.search.queries import Answers, Filters
from balss.search.services import rebuild
from balss.shared.permissions import ANONYMOUS, SYSTEM
from tests.participation.conftest import LATER

ANNA = Speaker(name="Anna Slepenā", shown=Contribution.Shown.INITIALS)
AFTER = LATER + timedelta(days=1)
DECISION = {
    "title": "Par Skolas ielu", "text": "Ietve būs **platāka**.", "affected": "Ielas iedzīvotāji.",
    "decided_by": "Izdomātā novada dome", "decided_date": date(2026, 11, 20), "how_to_contest": "Tiesā.",
}  # fmt: skip
REPORT = {"introduction": "Jautājām par gājējiem.", "said": "Lūdza liepas.", "next_steps": "Būvprojekts."}


@pytest.fixture
def found(db):
    """What answers a question: its kind without the room, and its key."""

    def read(typed, **filters):
        answers = Answers(question(typed), Filters(**filters), on=date(2026, 11, 23))
        return sorted((row.kind.partition(".")[2], row.key) for row in answers[:50])

    return read


@pytest.fixture(autouse=True)
def _same_after_a_rebuild(db):
    """Whatever a test did, the index is what a rebuild makes of it."""
    yield
    before = contents()
    rebuild()
    assert contents() == before


def contents():
    columns = ("kind", "key", "date", "language", "title", "text", "institutions")
    ours = Document.objects.filter(kind__startswith="participation.")
    return sorted(ours.values_list(*columns), key=lambda row: row[:2])


@pytest.fixture
def say(consultation, resident, now):
    def make(text="Vairāk **liepu** pie skolas.", by=resident, speaker=ANNA, **more):
        return contribute(
            consultation=consultation, submission_key=uuid4(), said=Said(text), speaker=speaker, by=by, now=now, **more
        )

    return make


@pytest.fixture
def held(consultation, say):
    consultation.moderation = "before"
    consultation.save()
    return say()


def key_of(said):
    return ("contribution", f"{said.consultation.opportunity.public_id}/{said.receipt}")


def test_process_is_found_once_it_is_published(draft_process, found):
    assert found("skolas iela") == []


def test_public_process_is_found_by_its_changed_words_and_documents(process, found, official, now, topic, parish):
    add_document(process=process, kind="draft", title="Gaismekļu izvietojums", by=official, now=now)
    process.refresh_from_db()
    change_process(
        process=process, content={"summary": "Par luksoforiem."}, version=process.version, by=official, now=now
    )
    here = [("process", process.slug)]
    assert (found("luksofors"), found("gaismekļi"), found("drošu")) == (here, here, [])
    assert found("luksofors", topic=topic) == found("luksofors", place=parish) == here


def test_opportunity_is_found_until_it_is_withdrawn_with_all_that_was_said(
    draft_opportunity, opportunity, say, found, official, now
):
    said = say("Vairāk liepu pie skolas.")
    before = found("skola")
    withdraw_opportunity(opportunity=opportunity, reason="Kļūda.", by=official, now=now)

    assert before[:2] == [key_of(said), ("opportunity", str(opportunity.public_id))]
    assert [kind for kind, _ in found("skola")] == ["process"]


def test_draft_of_an_opportunity_is_not_found(draft_opportunity, found):
    assert found("idejas") == []


def test_opportunity_is_found_by_its_new_title_and_what_was_said_in_it_by_neither(
    opportunity, say, found, official, now
):
    said = say("Vairāk bērzu.")
    opportunity.refresh_from_db()
    content = {"title": "Promenādes idejas"}
    change_opportunity(opportunity=opportunity, content=content, version=opportunity.version, by=official, now=now)

    assert (found("promenāde"), found("bērzi")) == (
        [("opportunity", str(opportunity.public_id))], [key_of(said)],
    )  # fmt: skip


def test_contribution_is_found_by_its_words_and_not_by_its_author(say, found):
    said = say()
    assert (found("liepas"), found("Slepenā"), found("Anna")) == ([key_of(said)], [], [])
    assert "*" not in Document.objects.get(kind="participation.contribution").text["lv"]


def test_contribution_follows_its_author(say, found, resident, now):
    said = say()
    change_contribution(contribution=said, said=Said("Vairāk bērzu."), speaker=ANNA, version=1, by=resident, now=now)
    changed = (found("liepas"), found("bērzi"))
    withdraw_contribution(contribution=said, by=resident, now=now)

    assert changed == ([], [key_of(said)])
    assert found("bērzi") == []


def test_guest_is_found_once_the_address_is_confirmed(say, found, now):
    said = say(by=ANONYMOUS, speaker=Speaker(name="Guntis", email="guntis@example.lv"))
    before = found("liepas")
    contribution, guest = guest_of(author_link(said).split("/")[-2])
    confirm(contribution=contribution, by=guest, now=now)

    assert (before, found("liepas")) == ([], [key_of(said)])


def test_held_contribution_is_found_once_it_was_read(held, found, official, now):
    before = found("liepas")
    publish_held(contributions=[held], by=official, now=now)
    assert (before, found("liepas")) == ([], [key_of(held)])


def test_spam_is_not_found(held, found, official, now):
    hold_as_spam(contributions=[held], by=official, now=now)
    assert found("liepas") == []


def test_removed_contribution_is_not_found_unless_the_removal_is_reversed(
    say, found, official, colleague, resident, now
):
    said = say()
    reasons = Reasons("offensive", "Aizskar kaimiņu.", "Noteikumu 3. punkts")
    removal = remove(contribution=said, reasons=reasons, by=official, now=now)
    removed = found("liepas")
    contest(removal=removal, objection="Neaizskar.", by=resident, now=now)
    decide_contest(removal=removal, uphold=False, decision="Taisnība.", by=colleague, now=now)

    assert (removed, found("liepas")) == ([], [key_of(said)])


def test_what_staff_enter_and_what_is_imported_is_found(consultation, found, official, now, tmp_path):
    received = Received("spoken", date(2026, 11, 23), read_back=True)
    entered = enter(
        consultation=consultation, submission_key=uuid4(), said=Said("Soliņi pie pieturas."), speaker=ANNA,
        received=received, by=official, now=now,
    )  # fmt: skip
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": 1, "title": "Strūklaka", "text": "Laukumā.", "date": "2026-11-01"}\n')
    import_contributions(consultation=consultation, files=[rows], source="cits", language="lv", by=SYSTEM, now=now)

    assert found("soliņš") == [key_of(entered)]
    assert found("strūklakas") == [key_of(Contribution.objects.get(text__contains="Strūklaka"))]


def test_outcome_report_is_found_while_it_is_published(consultation, say, found, official, now):
    said = say("Soliņus.")
    response = draft_response(
        consultation=consultation, contributions=[said], answer=Answer("accepted", "Būs."), by=official, now=now
    )
    publish_response(response=response, by=official, now=now)
    save_report(consultation=consultation, content=REPORT, version=0, by=official, now=AFTER)
    draft = found("liepas")
    publish_report(consultation=consultation, version=1, by=official, now=AFTER)
    published = found("liepas")
    withdraw_report(consultation=consultation, reason="Kļūda.", by=official, now=AFTER)

    assert (draft, published) == ([], [("outcome_report", str(consultation.opportunity.public_id))])
    assert found("liepas") == []


def test_decision_is_found_until_it_is_withdrawn(municipality, found, official):
    decision = start_decision(institution=municipality, content=DECISION, by=official, now=AFTER)
    draft = found("platāka ietve")
    decision = publish_decision(decision=decision, by=official, now=AFTER)
    add_update(
        decision=decision, progress="under_way", as_of_date=AFTER.date(), text="Ietvi jau bruģē.", by=official,
        now=AFTER,
    )  # fmt: skip
    decision.refresh_from_db()
    change_decision(
        decision=decision, content={"affected": "Skolēni."}, version=decision.version, by=official, now=AFTER
    )
    published = [found(words) for words in ("platāka ietve", "bruģē", "skolēns", "iedzīvotājs")]
    withdraw_decision(decision=decision, reason="Atcelts.", by=official, now=AFTER)

    here = [("decision", decision.slug)]
    assert (draft, published, found("platāka ietve")) == ([], [here, here, here, []], [])


def test_only_what_is_elsewhere_is_found_of_what_others_announce(municipality, found, official, now):
    for origin in ("events", "elsewhere:tap"):
        announce(
            Announcement(
                origin=origin, key="1", kind="other", institution=municipality, title=f"Kaut kas: {origin}",
                summary="Par upēm.", address="https://example.lv/", opens_at=now, closes_at=None,
            ),
            by=official, now=now,
        )  # fmt: skip
    titles = [each.title["lv"] for each in Document.objects.filter(kind="participation.opportunity")]
    retract(origin="elsewhere:tap", key="1", reason="Atcelts.", now=now)

    assert (titles, found("upes")) == (["Kaut kas: elsewhere:tap"], [])


def test_documents_of_many_are_made_in_as_many_queries(say, django_assert_num_queries):
    from balss.participation.queries import found as documents

    for number in range(4):
        say(f"Viedoklis {number}")
    keys = list(documents.contribution_keys())
    for some in (keys[:1], keys):
        with django_assert_num_queries(3):
            assert len(list(documents.found_contributions(some))) == len(some)


def test_results_lead_to_their_pages(process, opportunity, say, client, clock):
    said = say()
    answer = client.get("/meklet/", {"q": "skolas"}).content.decode()
    page = f"/lidzdaliba/iespejas/{opportunity.public_id}/"
    pages = [f"{page}pavediens/{said.receipt}/", page, f"/lidzdaliba/procesi/{process.slug}/"]
    assert [f'href="{each}"' in answer for each in pages] == [True] * 3
    assert Process.objects.count() == 1
