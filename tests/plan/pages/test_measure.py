"""The page of one measure."""

import re

import pytest

from tests.plan.pages.conftest import PLAN
from tests.plan.pages.reading import all_words, words


@pytest.fixture
def measure(get):
    return lambda key: get(f"{PLAN}pasakumi/{key}/")


def section(page, name):
    """The words of a section of the page."""
    return words(page.cssselect(f"section[aria-labelledby={name}]")[0])


def test_indicator_without_target_says_so_and_shows_no_share(measure, indicator, report_value):
    report_value(indicator("2.5", 2), 4)
    page = measure("2.5")
    assert "Mērķis: mērķis nav noteikts." in words(page.get_element_by_id("r2"))
    assert all_words(page.get_element_by_id("r2"), "td strong") == ["4"]
    assert re.findall(r"\d+\s*%", section(page, "indicators")) == []


def test_target_and_what_was_reached_are_numbers_never_a_share(measure, indicator, report_value):
    report_value(indicator("4.7"), 3)
    page = measure("4.7")
    assert "Mērķis: vismaz 10" in words(page.get_element_by_id("r1"))
    assert "Sasniegts: 3." in words(page.get_element_by_id("r1"))
    assert re.findall(r"\d+\s*%", section(page, "indicators")) == []


def test_number_left_open_in_the_plan_stays_open(published, measure):
    page = measure("3.3")
    assert "[skaits]" in words(page.get_element_by_id("r1"))
    said = "Mērķis: mērķis nav noteikts. Notikušie pasākumi: 0 pēc ierakstiem"
    assert said in words(page.get_element_by_id("r1"))


def test_yearly_target_tells_each_year(measure, indicator, report_value):
    report_value(indicator("4.1", 4), 2)
    page = measure("4.1")
    assert "Mērķis: 1–2 gadā. 2026: 2; 2027: nav ziņots." in words(page.get_element_by_id("r4"))


def test_date_of_the_footnote_stands_beside_that_of_the_table(published, measure):
    deadlines = section(measure("2.4"), "deadlines")
    assert "līdz 31.12.2027., atlikušas 403 dienas" in deadlines
    assert "2026. gada 31. decembris saskaņā ar tā paša plāna 35. zemsvītras piezīmi" in deadlines


def test_measure_without_deadline_says_so(published, measure):
    assert section(measure("4.7"), "deadlines") == "Termiņi Publicētajā tekstā termiņš nav norādīts."


def test_days_overdue_are_told(published, measure):
    assert "līdz 30.09.2026., kavējas 54 dienas" in section(measure("2.5"), "deadlines")


def test_views_are_three_and_each_says_whose_it_is(measure, report, assess):
    report("2.2", "FM", "completed")
    assess("2.2", "no_evidence")
    views = measure("2.2").cssselect(".view")
    assert [all_words(view, "h3, .status, strong, li .quiet") for view in views] == [
        ["Aprēķinātais statuss", "kavējas"],
        ["Oficiālais statuss", "Izpildīts", "Finanšu ministrija, 23.11.2026."],
        ["Neatkarīgais vērtējums", "nav pierādījumu"],
    ]


def test_value_stands_with_its_proof(measure, indicator, report_value):
    report_value(indicator("2.2"), 1, address="https://www.fm.gov.lv/vebinars")
    value = measure("2.2").get_element_by_id("r1").cssselect("td a")[0]
    assert (value.get("href"), value.get("rel")) == ("https://www.fm.gov.lv/vebinars", "external nofollow")


def test_value_without_proof_says_so(measure, indicator, report_value):
    report_value(indicator("2.2"), 1)
    assert all_words(measure("2.2").get_element_by_id("r1"), "td")[0] == "1 bez dokumenta"


@pytest.mark.parametrize("state", ["draft", "returned"])
@pytest.mark.parametrize("page", ["", "pasakumi/2.2/", "pasakumi/2.2/izmainas/", "paveiktais/", "izmainas/",
                                  "institucijas/finansu-ministrija/"])  # fmt: skip
def test_what_is_not_public_is_on_no_page(client, report, indicator, report_value, state, page):
    hidden = report("2.2", "FM", state=state, text="SLEPENS teksts", obstacles="SLEPENS šķērslis")
    report_value(indicator("2.2"), None, report=hidden, institution=hidden.institution, text="SLEPENS skaitlis")
    response = client.get(PLAN + page)
    assert (response.status_code, "SLEPEN" in response.content.decode()) == (200, False)


def test_corrected_report_is_replaced_by_its_correction(measure, report):
    wrong = report("2.2", "FM", text="Bija kļūda.")
    report("2.2", "FM", text="Tagad pareizi.", supersedes=wrong)
    reports = section(measure("2.2"), "reports")
    assert ("Tagad pareizi." in reports, "Bija kļūda." in reports) == (True, False)


def test_withdrawn_measure_keeps_its_page(published, measure, indicator, report_value):
    report_value(indicator("2.5"), 1)
    published.measures.filter(key="2.5").update(withdrawn_in=published.editions.get())
    page = measure("2.5")
    assert all_words(page, ".alert-title")[0] == "Plānā vairs nav"
    assert all_words(page.get_element_by_id("r1"), "td strong") == ["1"]


def test_words_of_the_published_table_stay_readable(published, measure):
    assert "Standarta publikācija" in words(measure("2.5").cssselect(".cells")[0])


def test_bodies_lead_to_their_obligations(published, measure):
    links = measure("2.5").cssselect("section[aria-labelledby=bodies] a")
    assert next((words(link), link.get("href")) for link in links) == ("VK", f"{PLAN}institucijas/valsts-kanceleja/")
