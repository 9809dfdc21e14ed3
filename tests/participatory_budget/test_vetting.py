"""Vetting: changes agreed with the author, decisions with reasons, contesting; and what reaches the list."""

import json

import pytest
from django.core.files.base import ContentFile

from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participatory_budget import services
from balss.participatory_budget.models import Idea, ProposedChange, Vetting
from balss.participatory_budget.services import Line
from balss.participatory_budget.services.refusals import (
    ChangeWaits,
    CostOutOfBounds,
    NoConsent,
    NoCost,
    NotInThatState,
    ReasonMissing,
    VettingUnfinished,
)
from balss.shared.permissions import NotAllowed, Role
from tests.participatory_budget.conftest import IN_IDEAS, IN_VETTING, IN_VOTING

LINES = [Line("Šūpoles", 250_000), Line("Pamati", 70_000)]


@pytest.fixture
def estimated(idea, official):
    content = {"feasibility": "Var uzstādīt.", "competence": "Labiekārtošana.", "upkeep": "Parka budžets."}
    services.save_findings(idea=idea, content=content, lines=LINES, by=official, now=IN_VETTING)
    return idea


def decide(idea, by, *, accepts, reason="Tā ir.", now=IN_VETTING):
    return services.decide(idea=idea, accepts=accepts, reason=reason, by=by, now=now)


def test_an_admitted_idea_becomes_a_project_for_the_estimate_of_the_municipality(estimated, official, again):
    decide(estimated, official, accepts=True)
    project = again(estimated).project
    assert (project.number, project.cost_cents, project.title, project.state) == (1, 320_000, "Šūpoles parkā", "listed")
    letter = Notice.objects.get(kind="participatory_budget.idea_accepted")
    assert "3\xa0200\xa0€" in letter.text


def test_what_is_rejected_is_told_with_the_reasons_and_how_to_contest(estimated, official, again):
    decide(estimated, official, accepts=False, reason="Parkā ir kabeļi.")
    letter = Notice.objects.get(kind="participatory_budget.idea_rejected")
    assert "Parkā ir kabeļi." in letter.text
    assert "Mēneša laikā pašvaldības izpilddirektoram." in letter.text
    entry = Entry.objects.get(action="participatory_budget.idea_rejected")
    assert json.loads(entry.content.body)["reason"] == "Parkā ir kabeļi."
    assert again(estimated).state == "rejected"


def test_a_rejection_without_reasons_is_refused(estimated, official, again):
    with pytest.raises(ReasonMissing):
        decide(estimated, official, accepts=False, reason=" ")
    assert again(estimated).state == "submitted"


def test_nothing_is_admitted_without_its_cost_nor_above_what_there_is(idea, official):
    with pytest.raises(NoCost):
        decide(idea, official, accepts=True)
    services.save_findings(idea=idea, content={}, lines=[Line("Viss", 600_001)], by=official, now=IN_VETTING)
    with pytest.raises(CostOutOfBounds):
        decide(idea, official, accepts=True)


def test_nothing_is_admitted_on_land_of_another_without_consent(make_draft, resident, official):
    idea = services.hand_in(idea=make_draft(land="private", owner="Privāts īpašnieks"), by=resident.actor, now=IN_IDEAS)
    services.save_findings(idea=idea, content={}, lines=LINES, by=official, now=IN_VETTING)
    with pytest.raises(NoConsent, match=r"60\. panta trešās daļas 2\. punkts"):
        decide(idea, official, accepts=True)
    upload = ContentFile(b"Piekritu", name="s.txt")
    services.add_consent(idea=idea, upload=upload, by=resident.actor, now=IN_VETTING)
    assert decide(idea, official, accepts=True).decision == "accepted"


def test_the_municipality_adds_a_consent_that_came_on_paper(make_draft, resident, official, outsiders):
    idea = services.hand_in(idea=make_draft(land="private", owner="Privāts īpašnieks"), by=resident.actor, now=IN_IDEAS)
    services.save_findings(idea=idea, content={}, lines=LINES, by=official, now=IN_VETTING)
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            services.add_consent(idea=idea, upload=ContentFile(b"A", name="a.txt"), by=outsider, now=IN_VETTING)
    services.add_consent(idea=idea, upload=ContentFile(b"Piekritu", name="s.txt"), by=official, now=IN_VETTING)
    assert decide(idea, official, accepts=True).decision == "accepted"
    with pytest.raises(NotInThatState):
        services.add_consent(idea=idea, upload=ContentFile(b"A", name="a.txt"), by=official, now=IN_VETTING)


# Changes


def test_a_change_is_made_once_its_author_agrees(estimated, official, resident, again):
    content = {"title": "Šūpoles pie skolas", "place": "Ezera parks", "text": ""}
    change = services.propose_change(idea=estimated, content=content, reason="Kabeļi.", by=official, now=IN_VETTING)
    assert change.content == {"title": "Šūpoles pie skolas"}
    assert again(estimated).title == "Šūpoles parkā"
    with pytest.raises(ChangeWaits):
        decide(estimated, official, accepts=True)
    with pytest.raises(NotAllowed):
        services.answer_change(change=change, agrees=True, by=official, now=IN_VETTING)
    services.answer_change(change=change, agrees=True, by=resident.actor, now=IN_VETTING)
    assert [each.content["title"] for each in estimated.versions.all()] == ["Šūpoles parkā"]
    decide(estimated, official, accepts=True)
    assert again(estimated).project.title == "Šūpoles pie skolas"
    with pytest.raises(NotInThatState):
        services.answer_change(change=change, agrees=True, by=resident.actor, now=IN_VETTING)


def test_a_change_that_is_not_agreed_changes_nothing(estimated, official, resident, again):
    change = services.propose_change(
        idea=estimated, content={"cost_cents": 1}, reason="Lētāk.", by=official, now=IN_VETTING
    )
    services.answer_change(change=change, agrees=False, answer="Nē.", by=resident.actor, now=IN_VETTING)
    assert (again(estimated).cost_cents, again(change).state, again(change).answer) == (300_000, "declined", "Nē.")


def test_a_change_of_an_idea_from_elsewhere_was_agreed_by_other_means(estimated, official, again):
    Idea.objects.filter(pk=estimated.pk).update(person=None)
    change = services.propose_change(
        idea=estimated, content={"title": "Šūpoles pie skolas"}, reason="Zvanījām.", by=official, now=IN_VETTING
    )
    assert (change.state, again(estimated).title) == ("agreed", "Šūpoles pie skolas")
    assert [each.content["title"] for each in estimated.versions.all()] == ["Šūpoles parkā"]
    assert Entry.objects.filter(action="participatory_budget.change_agreed").count() == 1
    assert not Notice.objects.filter(kind="participatory_budget.change_proposed").exists()
    assert decide(estimated, official, accepts=True).decision == "accepted"


# Contesting


@pytest.fixture
def rejected(estimated, official):
    decide(estimated, official, accepts=False, reason="Nav vietas.")
    return estimated


def test_what_is_contested_is_decided_by_somebody_else(rejected, official, colleague, resident, again):
    services.contest(idea=rejected, objection="Vieta ir.", by=resident.actor, now=IN_VETTING)
    with pytest.raises(NotAllowed):
        decide(rejected, official, accepts=True)
    decide(rejected, colleague, accepts=True, reason="Vieta atrasta.")
    assert (again(rejected).state, again(rejected).project.number) == ("accepted", 1)


def test_a_rejection_upheld_cannot_be_contested_here_again(rejected, colleague, resident):
    services.contest(idea=rejected, objection="Vieta ir.", by=resident.actor, now=IN_VETTING)
    decide(rejected, colleague, accepts=False, reason="Tomēr nav.")
    with pytest.raises(NotInThatState):
        services.contest(idea=rejected, objection="Ir!", by=resident.actor, now=IN_VETTING)


def test_a_decision_that_nobody_contested_stands(rejected, colleague):
    with pytest.raises(NotInThatState):
        decide(rejected, colleague, accepts=True)


def test_nobody_contests_for_another(rejected, official, outsiders):
    for outsider in (official, *outsiders):
        with pytest.raises(NotAllowed):
            services.contest(idea=rejected, objection="X", by=outsider, now=IN_VETTING)


# The list


def test_the_list_waits_for_the_last_decision_and_then_stands(estimated, call, official, resident):
    with pytest.raises(VettingUnfinished):
        services.publish_projects(call=call, by=official, now=IN_VETTING)
    decide(estimated, official, accepts=True)
    listed = services.publish_projects(call=call, by=official, now=IN_VETTING)
    assert [(each.ballot_id, each.title) for each in listed.projects.all()] == [("1", "Šūpoles parkā")]


def test_after_the_list_is_public_nothing_is_contested(rejected, call, make_draft, resident, official, colleague):
    # handed in directly, so that the list has something to choose
    other = make_draft(title="Cita")
    type(other).objects.filter(pk=other.pk).update(state="submitted", number=9, submitted_at=IN_IDEAS)
    other.refresh_from_db()
    services.save_findings(idea=other, content={}, lines=LINES, by=official, now=IN_VETTING)
    decide(other, official, accepts=True)
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    for moment in (IN_VETTING, IN_VOTING):
        with pytest.raises(NotInThatState):
            services.contest(idea=rejected, objection="Vieta ir.", by=resident.actor, now=moment)


# Who may


DEEDS = {
    "findings": lambda idea, by: services.save_findings(idea=idea, content={}, lines=[], by=by, now=IN_VETTING),
    "change": lambda idea, by: services.propose_change(
        idea=idea, content={"title": "X"}, reason="X", by=by, now=IN_VETTING
    ),
    "decide": lambda idea, by: decide(idea, by, accepts=False),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_but_the_municipality_vets(idea, resident, outsiders, again, deed):
    for outsider in (resident.actor, *outsiders):
        with pytest.raises(NotAllowed):
            DEEDS[deed](idea, outsider)
    assert (again(idea).state, Vetting.objects.count(), ProposedChange.objects.count()) == ("submitted", 0, 0)


def test_an_official_does_not_vet_the_own_idea(make_draft, make_account, municipality, official):
    author = make_account("Pats Amats", Role.OFFICIAL, municipality)
    own = services.hand_in(idea=make_draft(author=author), by=author.actor, now=IN_IDEAS)
    for deed in DEEDS.values():
        with pytest.raises(NotAllowed):
            deed(own, author.actor)
