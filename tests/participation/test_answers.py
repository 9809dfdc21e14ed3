"""Answering: with a reason, by two people where that is wanted, once for many, told to each."""

from uuid import uuid4

import pytest

from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participation.models import Consultation, Contribution, Response, Satisfaction
from balss.participation.queries.answering import responses_in_work
from balss.participation.services import add_document, add_version
from balss.participation.services.answers import (
    Answer,
    Changed,
    approve_response,
    assign,
    change_response,
    correct_response,
    discard_response,
    draft_response,
    group_campaigns,
    include,
    leave_out,
    propose_response,
    publish_response,
    return_response,
    say_whether_answered,
)
from balss.participation.services.answers.assigning import NotOneOfUs
from balss.participation.services.answers.drafting import AnsweredAlready, AsksForNothing, NoSuchChange
from balss.participation.services.answers.publishing import AnswersNothing, NeedsApproval, OtherWordsRead
from balss.participation.services.contributions import Said, Speaker, contribute, guest_of
from balss.participation.services.contributions.authors import author_link
from balss.participation.services.refusals import ChangedMeanwhile, Missing, NotInThatState
from balss.people.models import RoleGrant
from balss.shared.permissions import ANONYMOUS, NotAllowed, Role, can

YES = Answer("accepted", "Stādīsim desmit kokus.", theme="Apstādījumi")


@pytest.fixture
def said(consultation, resident, now):
    return contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Vairāk koku."),
        speaker=Speaker(name="Anna Liepa"), by=resident, now=now,
    )  # fmt: skip


@pytest.fixture
def guests(consultation, now):
    """What a confirmed guest said."""
    return Contribution.objects.create(
        consultation=consultation, kind="opinion", text="Soliņus.", name="Jānis", email="janis@example.lv",
        state="published", created_at=now, updated_at=now, submitted_at=now, published_at=now, language="en",
    )  # fmt: skip


@pytest.fixture
def draft(consultation, said, official, now):
    return draft_response(consultation=consultation, contributions=[said], answer=YES, by=official, now=now)


@pytest.fixture
def approved_by_two(consultation):
    Consultation.objects.update(needs_approval=True)


def test_answer_without_a_reason_is_refused(consultation, said, official, now):
    with pytest.raises(Missing):
        draft_response(
            consultation=consultation, contributions=[said], answer=Answer("accepted", " "), by=official, now=now
        )


def test_answering_is_refused_to_others(consultation, said, stranger, resident, now):
    for actor in (stranger, resident, ANONYMOUS):
        with pytest.raises(NotAllowed):
            draft_response(consultation=consultation, contributions=[said], answer=YES, by=actor, now=now)


def test_published_answer_reaches_each_contributor(draft, guests, official, now):
    include(response=draft, contributions=[guests], by=official, now=now)
    publish_response(response=draft, by=official, now=now)

    letters = {letter.to: letter for letter in Notice.objects.filter(kind="participation.answered")}
    assert sorted(letters) == ["anna.liepa@example.lv", "janis@example.lv"]
    assert "ņemts vērā" in letters["anna.liepa@example.lv"].text
    assert "taken into account" in letters["janis@example.lv"].text
    assert guest_of(author_link(guests).split("/")[-2]) is not None


def test_published_answer_is_in_the_ledger_with_its_receipts(draft, said, official, now):
    publish_response(response=draft, by=official, now=now)

    content = Entry.objects.get(action="participation.response_published").content_value
    assert (content["receipts"], content["verdict"]) == ([said.receipt], "accepted")
    assert not Contribution.objects.unanswered().exists()


def test_two_officials_do_not_answer_the_same(consultation, said, draft, colleague, now):
    with pytest.raises(AnsweredAlready):
        draft_response(consultation=consultation, contributions=[said], answer=YES, by=colleague, now=now)


@pytest.mark.parametrize("state", ["held", "removed", "withdrawn", "spam", "unconfirmed"])
def test_what_asks_for_nothing_is_not_answered(consultation, said, official, now, state):
    Contribution.objects.update(state=state, published_at=None)

    with pytest.raises(AsksForNothing):
        draft_response(consultation=consultation, contributions=[said], answer=YES, by=official, now=now)


def test_answer_that_answers_nothing_is_not_published(draft, said, official, now):
    leave_out(response=draft, contributions=[said], by=official, now=now)

    with pytest.raises(AnswersNothing):
        publish_response(response=draft, by=official, now=now)


def test_second_person_approves(approved_by_two, draft, official, colleague, now):
    with pytest.raises(NeedsApproval):
        publish_response(response=draft, by=official, now=now)
    propose_response(response=draft, by=official, now=now)
    with pytest.raises(NotAllowed):
        approve_response(response=draft, version=draft.version, by=official, now=now)

    published = approve_response(response=draft, version=draft.version, by=colleague, now=now)
    assert (published.state, published.approved_by) == ("published", colleague.public_id)


def test_nobody_approves_words_that_they_have_not_read(approved_by_two, draft, official, colleague, now):
    propose_response(response=draft, by=official, now=now)
    read = draft.version
    changed = change_response(response=draft, answer=YES, version=read, by=official, now=now)
    propose_response(response=changed, by=official, now=now)

    with pytest.raises(OtherWordsRead):
        approve_response(response=draft, version=read, by=colleague, now=now)
    assert approve_response(response=draft, version=changed.version, by=colleague, now=now).state == "published"


def test_who_changes_what_was_proposed_is_its_author(approved_by_two, draft, official, colleague, now):
    propose_response(response=draft, by=official, now=now)
    changed = change_response(response=draft, answer=YES, version=draft.version, by=colleague, now=now)

    assert (changed.state, changed.author) == ("draft", colleague.public_id)
    propose_response(response=changed, by=colleague, now=now)
    with pytest.raises(NotAllowed):
        approve_response(response=changed, version=changed.version, by=colleague, now=now)


def test_returned_answer_is_a_draft_again(approved_by_two, draft, official, colleague, now):
    propose_response(response=draft, by=official, now=now)

    assert return_response(response=draft, by=colleague, now=now).state == "draft"


def test_change_from_an_old_page_is_refused(draft, official, colleague, now):
    change_response(response=draft, answer=YES, version=1, by=colleague, now=now)

    with pytest.raises(ChangedMeanwhile):
        change_response(response=draft, answer=YES, version=1, by=official, now=now)


def test_discarded_draft_leaves_its_contributions_unanswered(draft, said, official, now):
    discard_response(response=draft, by=official, now=now)

    said.refresh_from_db()
    assert said.response is None


def test_published_answer_is_corrected_in_the_open(draft, official, now):
    published = publish_response(response=draft, by=official, now=now)
    with pytest.raises(NotInThatState):
        discard_response(response=published, by=official, now=now)

    corrected = correct_response(
        response=published, answer=Answer("partly", "Pieci koki."), version=published.version, by=official, now=now
    )
    assert (corrected.verdict, corrected.version) == ("partly", 2)
    assert Notice.objects.filter(kind="participation.answered").count() == 2
    assert Entry.objects.filter(action="participation.response_corrected").exists()


def test_correction_waits_for_a_second_person_while_the_public_words_stay(
    approved_by_two, draft, official, colleague, now
):
    propose_response(response=draft, by=official, now=now)
    public = approve_response(response=draft, version=draft.version, by=colleague, now=now)
    new = Answer("partly", "Pieci koki.")

    waiting = correct_response(response=public, answer=new, version=public.version, by=colleague, now=now)
    assert (waiting.state, waiting.verdict, waiting.correction["verdict"]) == ("published", "accepted", "partly")
    assert not Entry.objects.filter(action="participation.response_corrected").exists()
    assert list(responses_in_work(waiting.consultation)) == [waiting]
    with pytest.raises(ChangedMeanwhile):
        correct_response(response=public, answer=new, version=waiting.version - 1, by=official, now=now)
    with pytest.raises(NotAllowed):
        approve_response(response=waiting, version=waiting.version, by=colleague, now=now)

    corrected = approve_response(response=waiting, version=waiting.version, by=official, now=now)
    assert (corrected.verdict, corrected.correction, corrected.author) == ("partly", None, colleague.public_id)
    assert corrected.approved_by == official.public_id
    assert Entry.objects.filter(action="participation.response_corrected").exists()
    with pytest.raises(NotInThatState):
        approve_response(response=corrected, version=corrected.version, by=official, now=now)


def test_correction_that_was_dropped_changes_nothing(approved_by_two, draft, official, colleague, now):
    propose_response(response=draft, by=official, now=now)
    public = approve_response(response=draft, version=draft.version, by=colleague, now=now)
    waiting = correct_response(response=public, answer=Answer("partly", "X"), version=1, by=official, now=now)

    dropped = return_response(response=waiting, by=colleague, now=now)
    assert (dropped.state, dropped.verdict, dropped.correction, dropped.corrected_by) == (
        "published",
        "accepted",
        None,
        "",
    )


def test_answer_points_to_the_very_version_that_changed(consultation, said, process, official, now):
    document = add_document(process=process, kind="draft", title="Projekts", by=official, now=now)
    version = add_version(document=document, address="https://example.lv/2.pdf", by=official, now=now)
    answer = Answer("accepted", "Skat.", changes=(Changed("participation.document_version", str(version.pk)),))

    response = draft_response(consultation=consultation, contributions=[said], answer=answer, by=official, now=now)

    assert list(response.changes.values_list("label", "address")) == [("Projekts, 1.", "https://example.lv/2.pdf")]


@pytest.mark.parametrize("target", ["participation.document_version", "unknown.thing"])
def test_answer_that_points_to_nothing_is_refused(consultation, said, official, now, target):
    answer = Answer("accepted", "Skat.", changes=(Changed(target, "999"),))

    with pytest.raises(NoSuchChange):
        draft_response(consultation=consultation, contributions=[said], answer=answer, by=official, now=now)
    assert not Response.objects.exists()


def test_assigning_is_for_officials_of_the_institution(consultation, said, official, colleague, stranger, now):
    RoleGrant.objects.create(
        account_id=colleague.account_id, role=Role.OFFICIAL, institution_id=colleague.grant.institution_id,
        starts_at=now, granted_by="system", granted_at=now,
    )  # fmt: skip
    assert assign(consultation=consultation, contributions=[said], to=colleague.public_id, by=official, now=now) == 1
    with pytest.raises(NotAllowed):
        assign(consultation=consultation, contributions=[said], to="", by=stranger, now=now)


def test_campaign_is_grouped_and_one_answer_serves_all(consultation, official, now):
    letter = "Lūdzam saglabāt visus kokus Skolas ielā, jo tie dod ēnu skolēniem un putniem mājas visa gada garumā. "
    for name in ("Ilze", "Pēteris", "Marta"):
        Contribution.objects.create(
            consultation=consultation, kind="opinion", text=f"{letter}Ar cieņu, {name}", state="published",
            created_at=now, updated_at=now, submitted_at=now, published_at=now,
        )  # fmt: skip
    Contribution.objects.create(
        consultation=consultation, kind="opinion", text="Pavisam cits viedoklis par stāvvietām.", state="published",
        created_at=now, updated_at=now, submitted_at=now, published_at=now,
    )  # fmt: skip

    assert group_campaigns(consultation=consultation, by=official, now=now) == 1
    together = Contribution.objects.filter(campaign__isnull=False)
    response = draft_response(consultation=consultation, contributions=together, answer=YES, by=official, now=now)
    publish_response(response=response, by=official, now=now)

    assert (together.count(), Contribution.objects.unanswered().count()) == (3, 1)


def test_contributor_says_whether_it_was_answered(draft, said, resident, official, now):
    with pytest.raises(NotInThatState):
        say_whether_answered(contribution=said, is_answered=True, by=resident, now=now)
    publish_response(response=draft, by=official, now=now)
    for answered in (True, False):
        say_whether_answered(contribution=said, is_answered=answered, comment=" Kur? ", by=resident, now=now)

    assert list(Satisfaction.objects.values_list("is_answered", "comment")) == [(False, "Kur?")]


def test_nobody_else_says_whether_it_was_answered(draft, said, official, stranger, now):
    publish_response(response=draft, by=official, now=now)

    for actor in (official, stranger, ANONYMOUS):
        assert not can(actor, "participation.edit_contribution", said, now)
        with pytest.raises(NotAllowed):
            say_whether_answered(contribution=said, is_answered=True, by=actor, now=now)


def test_work_is_assigned_to_colleagues_alone(consultation, said, official, stranger, now):
    for name in (stranger.public_id, "x" * 300):
        with pytest.raises(NotOneOfUs):
            assign(consultation=consultation, contributions=[said], to=name, by=official, now=now)

    said.refresh_from_db()
    assert said.assigned_to == ""
