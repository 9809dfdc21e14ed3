"""A process: begun as a draft, published, changed in the open, stopped or ended."""

import pytest

from balss.ledger.models import Entry
from balss.participation.models import Process
from balss.participation.services import (
    StageContent,
    add_document,
    add_version,
    change_process,
    discard_process,
    end_process,
    publish_process,
    set_stages,
    start_process,
    stop_process,
)
from balss.participation.services.refusals import (
    ChangedMeanwhile,
    Missing,
    NotInThatState,
    NotPublishable,
    StillOpen,
)
from balss.shared.permissions import ANONYMOUS, NotAllowed, can


def test_start_names_the_process_by_year_and_title(draft_process):
    assert (draft_process.slug, draft_process.state) == ("2026-skolas-ielas-parbuve", "draft")


def test_start_of_a_second_with_the_same_title_gets_its_own_address(draft_process, official, process_content, now):
    second = start_process(institution=draft_process.institution, content=process_content, by=official, now=now)

    assert second.slug == "2026-skolas-ielas-parbuve-2"


def test_start_by_others_is_refused(municipality, stranger, resident, process_content, now):
    for actor in (stranger, resident, ANONYMOUS):
        with pytest.raises(NotAllowed):
            start_process(institution=municipality, content=process_content, by=actor, now=now)
    assert not Process.objects.exists()


def test_draft_is_seen_by_its_institution_alone(draft_process, official, colleague, stranger, resident, now):
    seeing = [can(actor, "participation.view_process", draft_process, now) for actor in (official, colleague)]
    others = [can(actor, "participation.view_process", draft_process, now) for actor in (stranger, resident, ANONYMOUS)]

    assert (seeing, others) == ([True, True], [False, False, False])


def test_published_process_is_everybodys_and_in_the_ledger(process, now):
    entry = Entry.objects.get(action="participation.process_published")

    assert can(ANONYMOUS, "participation.view_process", process, now)
    assert entry.subject_id == str(process.pk)


def test_publishing_names_everything_that_is_missing(draft_process, official, now):
    change_process(process=draft_process, content={"summary": "", "can_change": ""}, version=1, by=official, now=now)

    with pytest.raises(NotPublishable) as refused:
        publish_process(process=draft_process, by=official, now=now)

    assert [fault.field for fault in refused.value.faults] == ["summary", "can_change"]


def test_change_from_an_old_page_is_refused(process, official, colleague, now):
    change_process(process=process, content={"title": "Jauns"}, version=process.version, by=colleague, now=now)

    with pytest.raises(ChangedMeanwhile):
        change_process(process=process, content={"title": "Vecs"}, version=process.version, by=official, now=now)

    assert Process.objects.get().title == "Jauns"


def test_change_of_a_public_process_says_what_changed(process, official, now):
    change_process(process=process, content={"title": "Jauns"}, version=process.version, by=official, now=now)

    entry = Entry.objects.get(action="participation.process_changed")
    assert entry.content_value["changed"] == ["title"]


def test_change_by_another_institution_is_refused(process, stranger, now):
    with pytest.raises(NotAllowed):
        change_process(process=process, content={"title": "Cits"}, version=process.version, by=stranger, now=now)


def test_stopping_needs_a_reason(process, official, now):
    with pytest.raises(Missing):
        stop_process(process=process, reason="  ", by=official, now=now)

    stopped = stop_process(process=process, reason="Nav naudas.", by=official, now=now)
    assert (stopped.state, stopped.stop_reason) == ("stopped", "Nav naudas.")


def test_ending_while_people_may_still_speak_is_refused(opportunity, official, now):
    with pytest.raises(StillOpen):
        end_process(process=opportunity.process, by=official, now=now)


def test_ended_process_is_not_changed(process, official, now):
    end_process(process=process, by=official, now=now)

    with pytest.raises(NotInThatState):
        change_process(process=process, content={"title": "Cits"}, version=process.version, by=official, now=now)


def test_discarding_takes_a_draft_and_never_a_public_process(draft_process, official, now):
    discard_process(process=draft_process, by=official, now=now)
    assert not Process.objects.exists()


def test_discarding_a_public_process_is_refused(process, official, now):
    with pytest.raises(NotInThatState):
        discard_process(process=process, by=official, now=now)


def test_stages_keep_their_order(process, official, now):
    set_stages(process=process, stages=[StageContent("Idejas"), StageContent("Lēmums")], by=official, now=now)

    assert list(process.stages.values_list("place", "title")) == [(1, "Idejas"), (2, "Lēmums")]


def test_versions_of_a_document_are_numbered(process, official, now):
    document = add_document(process=process, kind="draft", title="Projekts", by=official, now=now)

    for text in ("Pirmā.", "Otrā."):
        add_version(document=document, text=text, by=official, now=now)

    assert list(document.versions.values_list("number", "text")) == [(2, "Otrā."), (1, "Pirmā.")]
