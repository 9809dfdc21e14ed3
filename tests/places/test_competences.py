"""Who is competent: tasks with their acts, the municipality of the place, and how often the right one is named."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balss.places.models import Institution, InstitutionKind, Territory
from balss.places.queries.competences import LOCAL, competences, competent_for, places_named_in
from balss.places.services import NotQuestions, close, figures_of, merge
from tests.places.conftest import NOW, TODAY

pytestmark = pytest.mark.usefixtures("reference_data")

QUESTIONS = yaml.safe_load(Path(__file__).with_name("competence_questions.yaml").read_text(encoding="utf-8"))
DOCUMENT = (Path(__file__).parents[2] / "docs" / "competence.md").read_text(encoding="utf-8")


def named(question, **where):
    return [each.institution and each.institution.code for each in competent_for(question, on=TODAY, **where).found]


def test_every_task_has_an_institution_that_exists_and_its_act():
    codes = set(Institution.objects.on(TODAY).values_list("code", flat=True)) | {LOCAL}
    assert [
        each for each in competences() if each.who not in codes or not (each.basis and each.en and each.words)
    ] == []


def test_municipalities_have_all_their_autonomous_functions():
    acts = " ".join(each.basis for each in competences() if each.who == LOCAL)
    assert {int(number) for number in re.findall(r"Pašvaldību likums 4\(1\) (\d+)\.", acts)} == set(range(1, 23))


def test_right_ones_of_the_questions_exist():
    codes = {code for asked in QUESTIONS.values() for each in asked for code in each["right"]}
    assert codes - {LOCAL} <= set(Institution.objects.values_list("code", flat=True))
    assert len({each["q"] for asked in QUESTIONS.values() for each in asked}) >= 60


def test_figures_are_those_that_the_document_tells():
    figures = figures_of(QUESTIONS, on=TODAY)
    told = {
        row[0]: tuple(int(number) for number in row[1:])
        for row in re.findall(r"^\| (\w+) \| (\d+) of (\d+) \| (\d+) \| (\d+) of (\d+) \|$", DOCUMENT, re.MULTILINE)
    }
    assert told == {
        name: (each.among_first, each.questions, each.first, each.left_unanswered, each.strange)
        for name, each in figures.items()
    }


def test_contacts_are_as_many_as_the_document_tells():
    tasked = Institution.objects.filter(code__in={each.who for each in competences()} - {LOCAL})
    towns = Institution.objects.on(TODAY).filter(kind=InstitutionKind.MUNICIPALITY)
    told = [int(number) for number in re.findall(r"\d+", DOCUMENT.split("## Contacts")[1].split("Numbers")[0])]
    assert told == [
        tasked.count(),
        tasked.exclude(website="").count(),
        towns.exclude(website="").exclude(email="").count(),
    ]
    assert {each.code for each in (tasked | towns).exclude(e_address="")} == {
        "VID", "VSAA", "PTAC", "OGRES_NOVADS", "RIGA"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("sniegs uz ielas Ogrē", "OGRES_NOVADS"),
        ("sniegs uz ielas ogre", "OGRES_NOVADS"),
        ("sniegs uz ielas Taurupē", "OGRES_NOVADS"),
        ("sniegs uz ielas Rēzeknē", "REZEKNE"),
        ("sniegs uz ielas Rēzeknes novadā", "REZEKNES_NOVADS"),
        ("sniegs uz ielas Varakļānu novadā", "MADONAS_NOVADS"),
        ("autobuss Madona–Rīga neatbrauca", "ATD"),
        ("sniegs uz ielas", None),
    ],
)
def test_municipal_task_belongs_to_the_place_that_the_question_names(question, code):
    assert named(question)[0] == code


def test_place_of_the_question_goes_before_the_own_one():
    own = Territory.objects.get(slug="talsu-novads")
    assert named("sniegs uz ielas", own=own)[0] == "TALSU_NOVADS"
    assert named("sniegs uz ielas Ogrē", own=own)[0] == "OGRES_NOVADS"


@pytest.mark.parametrize("question", ["Kur ir mani kalni", "sala jūrā", "baloži uz jumta", "kādi ir noteikumi", ""])
def test_common_words_are_no_places(question):
    assert places_named_in(question.lower(), on=TODAY) == []


@pytest.mark.parametrize("question", ["", "?", "kā pagatavot pankūkas", "asdf", "x" * 10_000, "Ogrē", "\u0301"])
def test_nobody_is_named_where_nothing_is_understood(question):
    assert named(question) == []


def test_institution_is_found_by_its_name_and_abbreviation():
    assert named("VSAA")[0] == "VSAA"
    assert named("valsts zemes dienests")[0] == "VZD"


def test_heir_of_an_institution_is_competent(coordinator):
    heir, gone = Institution.objects.get(code="NVA"), Institution.objects.get(code="VDI")
    merge(predecessor=gone, successor=heir, effective_date=date(2026, 12, 1), basis="Likums", by=coordinator, now=NOW)
    found = competent_for("priekšnieks nesamaksā algu", on=date(2026, 12, 2)).found
    assert found[0].institution == heir


def test_institution_that_was_closed_is_named_no_more(coordinator):
    gone = Institution.objects.get(code="ZVA")
    close(institution=gone, last_day=date(2026, 12, 1), basis="Likums", by=coordinator, now=NOW)
    found = competent_for("zāļu reģistrācija", on=date(2026, 12, 2)).found
    assert gone not in [each.institution for each in found]


def test_longer_question_asks_the_database_no_more():
    def queries(question):
        with CaptureQueriesContext(connection) as asked:
            competent_for(question, on=TODAY)
        return len(asked)

    assert queries("pensija") == queries("pensija policija mežs skola nodoklis veikals bedre " * 5)


@pytest.mark.parametrize("groups", [None, [], {"a": [{"q": "x"}]}, {"a": 1}, {"a": ["x"]}])
def test_file_of_another_form_is_no_questions(groups):
    with pytest.raises(NotQuestions):
        figures_of(groups, on=TODAY)
