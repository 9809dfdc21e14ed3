"""Places of ideas and projects as a map finds them: beside what the page says in words, only where there are some."""

import json

import lxml.html

from balss.participatory_budget import services
from balss.participatory_budget.queries.geometry import box_around
from tests.participatory_budget.conftest import IN_IDEAS, IN_VETTING, make_project

ROOM = "/lidzdalibas-budzets/"
POINT = {"type": "Point", "coordinates": [24.6049, 56.8164]}
AREA = {"type": "Polygon", "coordinates": [[[24.6, 56.8], [24.7, 56.8], [24.7, 56.9], [24.6, 56.8]]]}


def maps_on(answer):
    return [each.attrib for each in lxml.html.fromstring(answer.content.decode()).cssselect("section.map")]


def test_list_has_a_map_of_what_was_found_and_lies_somewhere(at, call, idea, make_draft, resident):
    page = f"{ROOM}{call.slug}/idejas/"
    assert maps_on(at(IN_IDEAS).get(page)) == []  # it is known in words alone
    services.hand_in(idea=make_draft(title="Soliņi", geometry=AREA), by=resident.actor, now=IN_IDEAS)
    (shown,) = maps_on(at(IN_IDEAS).get(f"{page}?q=solini"))
    assert shown["data-source"] == f"{ROOM}{call.slug}/idejas.geojson?q=solini&lauki=karte"
    assert "hidden" in shown  # until a script shows it
    (found,) = at(IN_IDEAS).get(shown["data-source"]).json()["features"]
    assert found["geometry"] == AREA
    assert found["properties"] == {
        "number": 2, "title": "Soliņi", "url": f"http://localhost:8000{ROOM}{call.slug}/idejas/2/",
    }  # fmt: skip


def test_data_without_the_word_are_whole(at, call, idea):
    (found,) = at(IN_IDEAS).get(f"{ROOM}{call.slug}/idejas.geojson").json()["features"]
    assert found["geometry"] is None
    assert found["properties"]["text"] == idea.text


def test_idea_shows_its_own_place(at, make_draft, resident, call):
    services.hand_in(idea=make_draft(geometry=POINT), by=resident.actor, now=IN_IDEAS)
    (shown,) = maps_on(at(IN_IDEAS).get(f"{ROOM}{call.slug}/idejas/1/"))
    assert json.loads(shown["data-shape"]) == POINT


def test_idea_that_was_taken_back_shows_no_place(at, make_draft, resident, call):
    idea = services.hand_in(idea=make_draft(geometry=POINT), by=resident.actor, now=IN_IDEAS)
    services.withdraw_idea(idea=idea, by=resident.actor, now=IN_IDEAS)
    assert maps_on(at(IN_IDEAS).get(f"{ROOM}{call.slug}/idejas/1/")) == []
    assert at(IN_IDEAS).get(f"{ROOM}{call.slug}/idejas.geojson?lauki=karte").json()["features"] == []


def test_projects_of_a_round_and_a_project_have_a_map(at, call, official):
    make_project(call, 1, geometry=POINT)
    page = f"{ROOM}{call.slug}/"
    assert maps_on(at(IN_VETTING).get(page)) == []  # not published yet
    for number, area in ((2, 0), (3, 1)):
        make_project(call, number, area=area)
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    (shown,) = maps_on(at(IN_VETTING).get(page))
    assert [each["properties"]["number"] for each in at(IN_VETTING).get(shown["data-source"]).json()["features"]] == [1]
    assert len(maps_on(at(IN_VETTING).get(f"{page}projekti/1/"))) == 1
    assert maps_on(at(IN_VETTING).get(f"{page}projekti/2/")) == []


def test_form_looks_first_where_others_proposed(at, call, make_draft, resident):
    page = f"{ROOM}{call.slug}/iesniegt/"
    assert json.loads(maps_on(at(IN_IDEAS, resident).get(page))[0]["data-around"]) is None
    services.hand_in(idea=make_draft(geometry=AREA), by=resident.actor, now=IN_IDEAS)
    make_draft(geometry={"type": "Point", "coordinates": [21.0, 56.5]})  # a draft, which nobody else sees
    answer = at(IN_IDEAS, resident).get(page)
    assert json.loads(maps_on(answer)[0]["data-around"]) == [[56.8, 24.6], [56.9, 24.7]]
    assert "geolocation=(self)" in answer["Permissions-Policy"]


def test_box_of_nothing_is_none():
    assert box_around([]) is None
