"""Processes and opportunities as people see them, and as officials keep them."""

import json

import pytest
from django.urls import reverse

from balss.participation.models import Opportunity, Process
from balss.participation.services import (
    StageContent,
    add_document,
    add_version,
    prepare_opportunity,
    set_stages,
    start_process,
)

pytestmark = pytest.mark.usefixtures("clock")


def test_process_page_says_what_can_be_influenced(client, process):
    page = client.get(process.get_absolute_url()).content.decode()

    for words in ("Ietvju platums un stāvvietas.", "Ielas novietojums.", "Ziedu pagasts", "Satiksme"):
        assert words in page


def test_draft_process_is_not_found_by_others(client, sign_in, draft_process, stranger):
    assert client.get(draft_process.get_absolute_url()).status_code == 302  # to signing in
    assert sign_in(stranger).get(draft_process.get_absolute_url()).status_code == 403


def test_process_as_data_is_what_the_page_says(client, process):
    data = json.loads(client.get(reverse("participation:process_json", args=[process.slug])).content)

    assert (data["id"], data["places"]) == (process.slug, [{"id": "ziedu-pagasts", "name": "Ziedu pagasts"}])


def test_opportunity_page_puts_the_question_first(client, opportunity):
    page = client.get(opportunity.get_absolute_url()).content.decode()

    assert page.index("Kam Skolas ielā jābūt pirmajā vietā?") < page.index("Gaidām idejas")


@pytest.mark.parametrize("count", [1, 3])
def test_process_page_asks_the_same_number_of_queries(client, process, official, now, count, django_assert_num_queries):
    for number in range(count):
        document = add_document(process=process, kind="draft", title=f"Nr. {number}", by=official, now=now)
        add_version(document=document, text="Teksts.", by=official, now=now)
    set_stages(process=process, stages=[StageContent("Posms")] * count, by=official, now=now)

    with django_assert_num_queries(10):
        client.get(process.get_absolute_url())


def test_desk_is_for_officials_alone(client, sign_in, resident):
    assert client.get(reverse("participation:desk")).status_code == 302
    assert sign_in(resident).get(reverse("participation:desk")).status_code == 403


def test_official_begins_publishes_and_asks(sign_in, official, municipality, opportunity_content):
    browser = sign_in(official)
    browser.post(
        reverse("participation:new_process"),
        {
            "title": "Parka soliņi", "summary": "Jauni soliņi.", "decided_by": "Dome", "can_change": "Kur tie stāv.",
            "affected": "Visi.",
        },
    )  # fmt: skip
    process = Process.objects.get(title="Parka soliņi")
    browser.post(reverse("participation:keep_process", args=[process.slug]), {"publish": "1"})
    form = {
        "kind": "ideas", "question": "Kur trūkst soliņa?", "title": "Soliņi", "summary": "Gaidām idejas.",
        "what_happens": "Atbildēsim.", "answers_by_date": "2027-02-01", "contact": "Kanceleja", "offline": "Centrā.",
        "last_date": "2026-12-31", "pienemsana-moderation": "after",
    }  # fmt: skip
    browser.post(reverse("participation:new_opportunity", args=[process.slug]), form)
    opportunity = Opportunity.objects.get(title="Soliņi")
    browser.post(reverse("participation:keep_opportunity", args=[opportunity.public_id]), {"publish": "1"})

    opportunity.refresh_from_db()
    assert (opportunity.state, opportunity.last_date.isoformat()) == ("published", "2026-12-31")


def test_official_chooses_the_kind_first(sign_in, official, process):
    page = sign_in(official).get(reverse("participation:new_opportunity", args=[process.slug])).content.decode()

    assert ("?veids=public_discussion" in page, "id_question" in page) == (True, False)


@pytest.mark.parametrize(("kind", "asks"), [("public_discussion", True), ("ideas", False)])
def test_articles_54_and_55_are_asked_of_a_public_discussion_alone(sign_in, official, process, kind, asks):
    address = reverse("participation:new_opportunity", args=[process.slug])
    page = sign_in(official).get(address, {"veids": kind}).content.decode()

    assert ("id_question" in page, "apspriesana-council_decision" in page) == (True, asks)


def test_ministry_is_not_offered_what_only_municipalities_do(sign_in, stranger, ministry, process_content, now):
    process = start_process(institution=ministry, content=process_content, by=stranger, now=now)
    page = sign_in(stranger).get(reverse("participation:new_opportunity", args=[process.slug])).content.decode()

    assert ("?veids=consultation" in page, "?veids=public_discussion" in page) == (True, False)


def test_new_opportunity_begins_with_topics_and_places_of_its_process(sign_in, official, process, parish):
    address = reverse("participation:new_opportunity", args=[process.slug])
    form = sign_in(official).get(address, {"veids": "ideas"}).context["filled"].main

    assert form["territories"].value() == [parish.pk]


def test_draft_of_which_only_the_last_day_is_known_can_be_opened(sign_in, official, process, opportunity_content, now):
    draft = prepare_opportunity(process=process, content=opportunity_content | {"opens_at": None}, by=official, now=now)
    page = sign_in(official).get(reverse("participation:keep_opportunity", args=[draft.public_id]))

    assert page.status_code == 200


def test_saving_from_an_old_page_keeps_the_words_and_says_why(sign_in, official, process):
    answer = sign_in(official).post(
        reverse("participation:edit_process", args=[process.slug]), {"title": "Mans jaunais teksts", "version": "0"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Mans jaunais teksts" in page, "Pa to laiku saglabāts: Skolas ielas pārbūve" in page) == (True, True)
    assert f'name="version" value="{process.version}"' in page  # sent once more it is saved
    process.refresh_from_db()
    assert process.title == "Skolas ielas pārbūve"


@pytest.mark.parametrize("name", ["keep_process", "edit_process", "edit_stages", "new_document", "new_opportunity"])
def test_pages_of_a_process_are_refused_to_another_institution(sign_in, stranger, process, name):
    browser = sign_in(stranger)
    address = reverse(f"participation:{name}", args=[process.slug])

    assert (browser.get(address).status_code, browser.post(address, {"publish": "1"}).status_code) == (403, 403)


@pytest.mark.parametrize("name", ["keep_opportunity", "edit_opportunity"])
def test_pages_of_an_opportunity_are_refused_to_another_institution(sign_in, stranger, opportunity, name):
    browser = sign_in(stranger)
    address = reverse(f"participation:{name}", args=[opportunity.public_id])

    assert (browser.get(address).status_code, browser.post(address, {"withdraw": "1"}).status_code) == (403, 403)


def test_document_with_a_file_of_a_refused_kind_says_so(sign_in, official, process, tmp_path):
    (tmp_path / "bad.exe").write_bytes(b"MZ" + b"\0" * 100)
    with (tmp_path / "bad.exe").open("rb") as upload:
        answer = sign_in(official).post(
            reverse("participation:new_document", args=[process.slug]),
            {"kind": "draft", "title": "Projekts", "upload": upload},
        )

    assert answer.status_code == 422
    assert not process.documents.exists()


def test_extension_page_refuses_an_earlier_day_in_words(sign_in, official, opportunity):
    answer = sign_in(official).post(
        reverse("participation:keep_opportunity", args=[opportunity.public_id]),
        {"extend": "1", "last_date": "2026-11-24", "reason": "Svētki"},
        follow=True,
    )

    assert "Norādiet vēlāku dienu." in answer.content.decode()
