"""A case is drafted, published, changed in the open, withdrawn and put back; each deed stands in the ledger."""

import pytest
from django.db import IntegrityError, transaction

from balss.ledger.queries import entries_about
from balss.library import services
from balss.library.models import PracticeCase
from balss.library.services import (
    CaseIncomplete,
    ChangedMeanwhile,
    Content,
    NotInThatState,
    ReasonMissing,
    content_of,
)
from tests.library.conftest import NOW


def test_draft_keeps_what_was_said(draft, content):
    assert (draft.state, draft.slug, content_of(draft)) == ("draft", "2026-balsosana-bibliotekas", content())


def test_two_cases_of_one_title_have_addresses_of_their_own(make_draft):
    assert [make_draft().slug, make_draft().slug] == ["2026-balsosana-bibliotekas", "2026-balsosana-bibliotekas-2"]


def test_translations_stand_beside_the_original(make_draft):
    made = make_draft(english={"title": "Voting at libraries", "outcome": ""})
    assert (made.all_words("title"), content_of(made).english) == (
        {"lv": "Balsošana bibliotēkās", "en": "Voting at libraries"}, {"title": "Voting at libraries"},
    )  # fmt: skip


@pytest.mark.parametrize("name", services.NEEDED)
def test_case_without_what_others_need_is_not_published(make_draft, anna, deeds, again, name):
    made = make_draft(**{name: () if name == "topics" else ""})
    with pytest.raises(CaseIncomplete) as refused:
        services.publish_case(case=made, by=anna.actor, now=NOW)
    assert (refused.value.missing, again(made).state, deeds()) == ([name], "draft", [])


def test_published_case_is_recorded(case, deeds):
    assert (case.state, case.published_at, deeds()) == ("published", NOW, ["library.case_published"])


def test_change_of_a_published_case_says_in_the_ledger_what_changed(case, content, anna):
    changed = content(outcome="Balsoja trīsreiz vairāk.", links=(("Nolikums", "https://ln.example/nolikums"),))
    services.change_case(case=case, content=changed, revision=case.revision, by=anna.actor, now=NOW)
    entry = entries_about(case).filter(action="library.case_changed").get()
    assert (entry.content_value["changed"], content_of(PracticeCase.objects.get())) == (["outcome", "links"], changed)


def test_change_of_a_draft_and_the_same_words_are_not_recorded(make_draft, content, anna, deeds, again):
    made = make_draft()
    services.change_case(case=made, content=content(title="Cits"), revision=0, by=anna.actor, now=NOW)
    case = services.publish_case(case=made, by=anna.actor, now=NOW)
    services.change_case(case=case, content=content_of(case), revision=2, by=anna.actor, now=NOW)
    assert (again(case).revision, deeds()) == (2, ["library.case_published"])


def test_change_that_takes_away_what_others_need_is_refused(case, content, anna, again):
    with pytest.raises(CaseIncomplete):
        services.change_case(case=case, content=content(outcome=""), revision=1, by=anna.actor, now=NOW)
    assert again(case).outcome == "Balsoja divreiz vairāk."


def test_change_begun_before_anothers_is_refused(draft, content, anna, again):
    services.change_case(case=draft, content=content(title="Pirmais"), revision=0, by=anna.actor, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        services.change_case(case=draft, content=content(title="Otrais"), revision=0, by=anna.actor, now=NOW)
    assert again(draft).title == "Pirmais"


def test_withdrawn_case_says_why_and_is_put_back_as_it_was(case, withdraw, anna, again, deeds):
    withdraw(case)
    assert (again(case).state, again(case).withdrawn_reason) == ("withdrawn", "Skaitļi bija aplami.")
    services.restore_case(case=case, reason="Skaitļi bija pareizi.", by=anna.actor, now=NOW.replace(month=6))
    found = again(case)
    assert (found.state, found.withdrawn_reason, found.published_at) == ("published", "", NOW)
    assert deeds() == ["library.case_published", "library.case_restored", "library.case_withdrawn"]


@pytest.mark.parametrize("deed", ["withdraw_case", "restore_case"])
def test_reason_is_asked_for(case, withdraw, anna, again, deed):
    if deed == "restore_case":
        withdraw(case)
    before = again(case).state
    with pytest.raises(ReasonMissing):
        getattr(services, deed)(case=case, reason=" \n", by=anna.actor, now=NOW)
    assert again(case).state == before


def test_deeds_out_of_their_order_are_refused(make_draft, make_case, withdraw, content, anna):
    who = {"by": anna.actor, "now": NOW}
    draft, case, gone = make_draft(), make_case(), withdraw(make_case())
    for deed in (
        lambda: services.withdraw_case(case=draft, reason="Tā.", **who),
        lambda: services.restore_case(case=case, reason="Tā.", **who),
        lambda: services.publish_case(case=case, **who),
        lambda: services.publish_case(case=gone, **who),
        lambda: services.discard_draft(case=case, **who),
        lambda: services.change_case(case=gone, content=content(), revision=2, **who),
    ):
        with pytest.raises(NotInThatState):
            deed()


def test_discarded_draft_is_gone(draft, anna, deeds):
    services.discard_draft(case=draft, by=anna.actor, now=NOW)
    assert (PracticeCase.objects.count(), deeds()) == (0, [])


def test_database_refuses_a_public_case_that_says_too_little(case):
    for wrong in ({"outcome": ""}, {"published_at": None}, {"withdrawn_reason": "Tā."}, {"last_year": 2023}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PracticeCase.objects.filter(pk=case.pk).update(**wrong)


def test_years_are_told_in_words(draft):
    def told(first, last):
        draft.first_year, draft.last_year = first, last
        return draft.years

    assert [told(2025, 2025), told(2023, 2025), told(2024, None)] == ["2025", "2023–2025", "kopš 2024. gada"]


def test_content_of_nothing_lacks_all_that_is_needed(db):
    assert services.missing_from(Content()) == list(services.NEEDED)
