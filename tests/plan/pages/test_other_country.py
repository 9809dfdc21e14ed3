"""A plan of another country stands on the same pages, in the languages that it has."""

import pytest
from django.test import Client

from balss.plan.models import ProgressReport
from balss.plan.queries import read_plan_bytes
from balss.plan.services import import_edition
from balss.shared.permissions import SYSTEM
from tests.core.plandoc.shared_plan import beside_the_project
from tests.plan.pages.reading import all_words, words

CANADA = "/plans/ca-6/"


@pytest.fixture
def canada(institutions, now, today):
    content = beside_the_project("data/trackers/canada_nap6.yaml").read_bytes()
    document = read_plan_bytes(content, on=today)
    return import_edition(document=document, content=content, file_name="c.yaml", by=SYSTEM, now=now).edition.plan


@pytest.fixture
def page(canada, get):
    return lambda address="", language="": get(f"{language}{CANADA}{address}")


def test_words_are_marked_with_their_language_where_it_is_not_the_readers(page, canada):
    heading = page().cssselect("h1 span")[0]
    assert (heading.get("lang"), words(heading)) == ("en", canada.title["en"])
    assert page(language="/en").cssselect("h1 span") == []


def test_every_page_of_it_answers_in_both_languages(canada):
    measure = canada.measures.all()[0].key
    pages = ["", "kalendars/", "institucijas/", "iznakums/", "neskaidrais/", "paveiktais/", "izmainas/",
             f"pasakumi/{measure}/", f"pasakumi/{measure}/izmainas/"]  # fmt: skip
    answers = {Client().get(f"{language}{CANADA}{page}").status_code for page in pages for language in ("", "/en")}
    assert answers == {200}


def test_deadline_in_words_is_not_taken_for_a_continuous_one(page):
    sections = {words(each.cssselect("h2")[0]): each for each in page("kalendars/").cssselect("section")}
    assert len(sections["Termiņi vārdos, bez noteikta datuma"].cssselect("li")) == 52


def test_it_has_no_aims_of_ours(page):
    assert all_words(page("iznakums/"), ".empty-title") == ["Šim plānam mums zināmu rezultātu rādītāju nav"]


def test_official_status_is_in_its_own_scheme(page, canada, ministry, now, today):
    measure = canada.measures.all()[0]
    ProgressReport.objects.create(
        measure=measure, institution=ministry, as_of_date=today, status=canada.statuses.get(code="LP"), text="Done.",
        state="accepted", created_at=now, updated_at=now, submitted_at=now, decided_at=now, author="abc",
    )  # fmt: skip
    officials = all_words(page(language="/en"), "#list dl > div:nth-child(2) dd")
    assert officials[0] == "Limited progress"
