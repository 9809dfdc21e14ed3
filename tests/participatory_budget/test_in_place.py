"""Chosen projects on the page of their place, with their money."""

import pytest

from balss.participatory_budget import services
from balss.participatory_budget.queries.found import found_ideas, found_projects
from balss.participatory_budget.services import Line, Results
from balss.places.models import Territory
from balss.shared.place_records import Section
from tests.participatory_budget.conftest import AFTER_VOTING, IN_VETTING
from tests.participatory_budget.test_carrying_out import LATER, TOLD, expense
from tests.places.here import here, shown


@pytest.fixture
def listed(idea, call, official):
    services.save_findings(idea=idea, content={}, lines=[Line("Viss", 300_000)], by=official, now=IN_VETTING)
    services.decide(idea=idea, accepts=True, reason="", by=official, now=IN_VETTING)
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    return call.projects.get()


@pytest.fixture
def project(listed, call, official):
    results = Results(voters=10, votes={"1": 7}, chosen=["1"])
    services.announce_results(call=call, results=results, by=official, now=AFTER_VOTING)
    return call.projects.get()


def test_project_is_there_once_it_was_chosen(listed, territory):
    assert "projects" not in here(territory, IN_VETTING)


def test_chosen_project_says_its_money_and_how_far_it_is(project, territory, official):
    services.start_project(project=project, on=TOLD, by=official, now=LATER)
    expense(project, official)
    [found] = shown(territory, LATER, Section.PROJECTS).shown
    assert [fact.replace("\xa0", " ") for fact in found.record.facts] == [
        "līdzdalības budžets", "3 000 €", "iztērēts: 1 200 €", "tiek īstenots",
    ]  # fmt: skip


def test_money_that_was_taken_back_is_not_spent(project, territory, official):
    entry = expense(project, official)
    services.take_back(entry=entry, reason="Kļūda.", by=official, now=LATER)
    [found] = shown(territory, LATER, Section.PROJECTS).shown
    assert "iztērēts" not in str(found.record.facts)


def test_idea_and_project_are_found_in_the_places_of_their_planning_area_else_of_the_municipality(
    project, idea, territory
):
    key = [f"{project.call.slug}/1"]

    def places():
        return [next(find(key)).places for find in (found_ideas, found_projects)]

    assert places() == [(territory.pk,), (territory.pk,)]
    parish = Territory.objects.create(slug="ziedu-pagasts", kind="parish")
    project.area.territories.add(parish)
    assert places() == [(parish.pk,), (parish.pk,)]


def test_project_that_is_done_stands_among_the_results(project, territory, official):
    services.start_project(project=project, on=TOLD, by=official, now=LATER)
    services.finish_project(project=project, on=TOLD, by=official, now=LATER)
    found = here(territory, LATER)
    assert (found.get("projects"), found["results"]) == (None, [project.title])


def test_project_of_a_planning_area_is_of_the_areas_places(project, territory, make_institution):
    elsewhere = make_institution("N3").territory
    assert elsewhere is None
    project.area.territories.add(territory)
    assert here(territory, AFTER_VOTING)["projects"] == [project.title]
