"""Ideas and projects out and in: what an export says comes in again, and what is wrong is told with its row."""

import csv
import io
import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from balss.participation.queries.discussions import discussion_of
from balss.participatory_budget import services
from balss.participatory_budget.models import Idea, Project
from balss.participatory_budget.queries import counted
from balss.participatory_budget.queries.authors import discussion_key
from balss.participatory_budget.queries.facts import OF_IDEAS
from balss.participatory_budget.queries.similar import similar_ideas
from balss.participatory_budget.services.importing import (
    TakenIn,
    Unreadable,
    import_ideas,
    import_projects,
    import_results,
)
from balss.participatory_budget.services.refusals import NotInThatState, NumberTaken
from balss.search.models import Document
from balss.shared.evidence import EvidenceFilter
from balss.shared.permissions import NotAllowed
from tests.participatory_budget.conftest import AFTER_VOTING, IN_IDEAS, IN_VETTING, NOW

ROOM = "/lidzdalibas-budzets/"
POINT = {"type": "Point", "coordinates": [24.6049, 56.8164]}


def rows(address):
    text = b"".join(Client().get(address).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_ideas_go_out_without_who_proposed_them_and_come_in_again(call, make_draft, resident, official):
    draft = make_draft(geometry=POINT, title="=1+1 Šūpoles")
    services.hand_in(idea=draft, by=resident.actor, now=IN_IDEAS)
    (row,) = rows(f"{ROOM}{call.slug}/idejas.csv")
    assert (row["number"], row["cost_cents"], row["latitude"]) == ("1", "300000", "56.8164")
    assert "Anna" not in str(row)
    content = b"".join(Client().get(f"{ROOM}{call.slug}/idejas.csv").streaming_content)
    assert import_ideas(call=call, content=content, by=official, now=IN_VETTING) == TakenIn(1)
    taken = Idea.objects.get(number=2)
    columns = ("title", "text", "area", "category", "geometry", "land", "cost_cents", "keeper", "access")
    first = Idea.objects.get(number=1)
    assert [getattr(taken, name) for name in columns] == [getattr(first, name) for name in columns]
    assert taken.person is None


def test_geojson_has_the_whole_geometry_and_comes_in_again(call, make_draft, resident, official):
    square = {"type": "Polygon", "coordinates": [[[24.6, 56.8], [24.7, 56.8], [24.7, 56.9], [24.6, 56.8]]]}
    services.hand_in(idea=make_draft(geometry=square), by=resident.actor, now=IN_IDEAS)
    answer = Client().get(f"{ROOM}{call.slug}/idejas.geojson")
    (feature,) = answer.json()["features"]
    assert (answer["Content-Type"], feature["geometry"]) == ("application/geo+json", square)
    assert import_ideas(call=call, content=answer.content, by=official, now=IN_VETTING) == TakenIn(1)
    assert Idea.objects.get(number=2).geometry == square


def test_own_export_comes_in_again_and_what_is_decided_is_left_out(at, call, make_draft, resident, official_account):
    """One idea of an association, and one in each state that an export can have; the same through the page."""
    ours = {"organisation": "Biedrība Zieds", "registration_number": "40000000000", "without_municipality": True}
    land = {"land": "public", "owner": "Latvijas valsts meži"}
    for content in (ours, land, {"title": "Trīs"}, {"title": "Četri"}, {"title": "Pieci"}, {"title": "Seši"}):
        services.hand_in(idea=make_draft(**content), by=resident.actor, now=IN_IDEAS)
    states = {3: "accepted", 4: "rejected", 5: "merged", 6: "withdrawn"}
    for number, state in states.items():
        into = Idea.objects.get(number=1) if state == "merged" else None
        Idea.objects.filter(number=number).update(state=state, merged_into=into)
    address = f"{ROOM}{call.slug}/idejas.csv"
    written = b"".join(at(IN_VETTING).get(address).streaming_content)
    upload = {"what": "ideas", "upload": ContentFile(written, name="idejas.csv")}
    desk = at(IN_VETTING, official_account)
    page = desk.post(f"{ROOM}darbs/{call.slug}/ievest/", upload, follow=True).content.decode()
    assert "Ievestas 2 rindas. Izlaistas 3 rindas" in page
    assert "3., 4., 5. rinda" in page
    columns = [name for name in OF_IDEAS if name not in ("number", "url", "submitted")]
    first, second, *_decided, seventh, eighth = rows(address)
    assert [[row[name] for name in columns] for row in (seventh, eighth)] == [
        [row[name] for name in columns] for row in (first, second)
    ]
    assert (seventh["registration_number"], eighth["owner"]) == ("40000000000", "Latvijas valsts meži")


def test_what_is_decided_only_takes_nothing_in(call, official):
    with pytest.raises(Unreadable):
        import_ideas(call=call, content=b"title,text,area,state\nA,B,1,rejected", by=official, now=IN_VETTING)
    assert Idea.objects.count() == 0


def test_what_comes_in_is_discussed_found_and_compared_as_what_is_handed_in(call, draft_idea, official):
    content = f"title;text;area;cost_cents\nCits;{draft_idea.text};1;600000\n".encode()
    import_ideas(call=call, content=content, by=official, now=IN_VETTING)
    taken = Idea.objects.get(number=1)
    assert discussion_of("participatory_budget", discussion_key(taken)).opportunity.is_open(IN_VETTING)
    assert Document.objects.filter(kind="participatory_budget.idea", key=f"{call.slug}/1").count() == 1
    assert similar_ideas(draft_idea) == [taken]


def test_more_come_in_than_an_expression_has_terms_in_sqlite(call, official, django_assert_max_num_queries):
    written = "title,text,area\n" + "\n".join(f"Ideja {number},Teksts.,1" for number in range(1100))
    with django_assert_max_num_queries(150):  # in parts of some hundreds
        import_ideas(call=call, content=written.encode(), by=official, now=IN_VETTING)
    assert Document.objects.filter(kind="participatory_budget.idea").count() == 1100


def test_an_idea_never_takes_the_place_of_a_project_that_came_in(call, official, again):
    import_projects(call=call, content=PROJECTS, by=official, now=IN_VETTING)
    import_ideas(call=call, content=b"title,text,area\nA,B,1", by=official, now=IN_VETTING)
    idea = Idea.objects.get()
    assert idea.number == 8
    services.save_findings(idea=idea, content={}, lines=[services.Line("X", 100_000)], by=official, now=IN_VETTING)
    Idea.objects.update(number=7)  # as older numbers could be
    with pytest.raises(NumberTaken, match="Gaisma"):
        services.decide(idea=idea, accepts=True, reason="", by=official, now=IN_VETTING)
    assert (again(idea).state, Project.objects.get(number=7).idea) == ("submitted", None)


@pytest.mark.slow
def test_ideas_and_projects_that_come_at_one_moment_share_no_number(installation):
    said = json.loads(installation.run("from tests.participatory_budget.race import number; number()").splitlines()[-1])
    assert said == {"ideas": 12, "shared": [], "replaced": []}


@pytest.mark.parametrize(
    ("written", "row"),
    [
        (b"", None),
        ("title,text\nŠūpoles,Divas".encode("cp1257"), None),
        (b"title;text;area\nA;B;Ziedu pils\xc4\x93ta;X", 1),
        (b"title,text,area\nA,B,1\n,B,1", 2),
        (b"title,text,area\nA,B,9", 1),
        (b"title,text,area,cost_cents\nA,B,1,12.50", 1),
        (b"title,text,area,cost_cents\nA,B,1,-5", 1),
        (b"title,text,area,latitude,longitude\nA,B,1,24.6,56.8", 1),
        (b"title,text,area,land\nA,B,1,mine", 1),
        (b"title,text,area,organisation\nA,B,1,Biedriba", 1),
        (b"title,text,area,cost_cents\nA,B,1,600000\nA,B,1,600001", 2),
        (b"title,text,area,cost_cents\nA,B,2,500001", 1),
        (b"title,text,area,state\nA,B,1,rejected\nA,B,1,lost", 2),
        (b"{", None),
        (b'{"features": [1]}', None),
        (b'{"features": [{"properties": {"title": "A", "text": "B"}, "geometry": {"type": "Point"}}]}', 1),
        (b"title,text,area\n" + b"A" * 151 + b",B,1", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_row_and_nothing_comes_in(call, official, written, row):
    with pytest.raises(Unreadable) as refused:
        import_ideas(call=call, content=written, by=official, now=IN_VETTING)
    assert refused.value.row == row
    assert Idea.objects.count() == 0


PROJECTS = b"number;title;text;area;cost_cents\n3;Soli;Tris soli;1;100000\n7;Gaisma;Lampas;2;200000\n"
RESULTS = b"number,votes,rank\n3,12,\n7,30,1\n"


@pytest.fixture
def listed(call, official):
    import_projects(call=call, content=PROJECTS, by=official, now=IN_VETTING)
    return services.publish_projects(call=call, by=official, now=IN_VETTING)


def test_projects_and_results_come_in(listed, official):
    import_results(call=listed, content=RESULTS, voters=40, by=official, now=AFTER_VOTING)
    assert [(p.number, p.votes, p.rank, p.state) for p in listed.projects.all()] == [
        (3, 12, None, "not_chosen"), (7, 30, 1, "chosen"),
    ]  # fmt: skip
    (soli, gaisma) = rows(f"{ROOM}{listed.slug}/projekti.csv")
    assert (soli["votes"], gaisma["rank"], gaisma["start_by"]) == ("12", "1", "2026-08-20")


@pytest.mark.parametrize(
    "written",
    [
        PROJECTS.replace(b"7;", b"3;"), PROJECTS.replace(b"200000", b"0"), PROJECTS.replace(b"3;", b";", 1),
        PROJECTS.replace(b"3;", b"1;", 1), PROJECTS.replace(b"200000", b"500001"),
    ],
)  # fmt: skip
def test_projects_that_do_not_fit_are_refused_whole(call, idea, official, written):
    """The idea of the call has number 1."""
    with pytest.raises(Unreadable):
        import_projects(call=call, content=written, by=official, now=IN_VETTING)
    assert Project.objects.count() == 0


def test_a_list_that_is_public_takes_nothing_more(listed, official):
    for take in (import_ideas, import_projects):
        with pytest.raises(NotInThatState):
            take(call=listed, content=PROJECTS, by=official, now=IN_VETTING)


def test_nobody_else_takes_files_in(call, outsiders, resident):
    for outsider in (resident.actor, *outsiders):
        for take in (import_ideas, import_projects):
            with pytest.raises(NotAllowed):
                take(call=call, content=PROJECTS, by=outsider, now=IN_VETTING)
        with pytest.raises(NotAllowed):
            import_results(call=call, content=RESULTS, voters=1, by=outsider, now=AFTER_VOTING)


def test_projects_are_no_data_before_their_list_is_public(call, official):
    import_projects(call=call, content=PROJECTS, by=official, now=IN_VETTING)
    for name in ("projekti.csv", "projekti.geojson"):
        assert Client().get(f"{ROOM}{call.slug}/{name}").status_code == 404


# Evidence for measure 2.3


def test_calls_chosen_projects_and_voters_count(listed, official):
    assert [each.key for each in counted.calls(EvidenceFilter())] == [listed.slug]
    assert (counted.projects(EvidenceFilter()), counted.voters(EvidenceFilter())) == ([], [])
    import_results(call=listed, content=RESULTS, voters=40, by=official, now=AFTER_VOTING)
    assert [(each.key, each.amount) for each in counted.voters(EvidenceFilter())] == [(listed.slug, 40)]
    (project,) = counted.projects(EvidenceFilter())
    assert (project.key, str(project.date)) == (f"{listed.slug}/7", "2026-05-20")
    in_june = EvidenceFilter(from_date=AFTER_VOTING.date().replace(month=6))
    of_a_measure = EvidenceFilter(plan="lv-6", measure="2.3")
    assert [counted.projects(wanted) for wanted in (in_june, of_a_measure)] == [[], []]
    with pytest.raises(KeyError):
        counted.calls(EvidenceFilter(having={"x": ("y",)}))


def test_what_is_called_off_or_stopped_counts_no_more_and_says_why(listed, official):
    import_results(call=listed, content=RESULTS, voters=40, by=official, now=AFTER_VOTING)
    project = listed.projects.get(number=7)
    services.stop_project(project=project, reason="Applūda.", by=official, now=AFTER_VOTING)
    assert counted.projects(EvidenceFilter()) == []
    assert counted.states_of_projects([f"{listed.slug}/7"]) == {f"{listed.slug}/7": "pārtraukts: Applūda."}


def test_a_draft_is_no_evidence(draft):
    assert counted.calls(EvidenceFilter(until_date=NOW.date())) == []
    assert json.dumps(counted.states_of_calls([draft.slug])) == "{}"
