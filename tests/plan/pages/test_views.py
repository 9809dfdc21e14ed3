"""The other views of a plan: calendar, results, institutions, aims, what is unclear."""

from balss.indicators.services import load_reference_data as load_figures
from tests.plan.pages.conftest import PLAN
from tests.plan.pages.reading import all_words, words


def test_calendar_goes_by_quarters_then_what_has_no_date(published, get):
    headings = [heading.partition(" atlikušas ")[0].partition(" kavējas ")[0]
                for heading in all_words(get(f"{PLAN}kalendars/"), "h2")]  # fmt: skip
    assert headings == [
        "2026. gada 1. ceturksnis", "2026. gada 2. ceturksnis", "2026. gada 3. ceturksnis", "2026. gada 4. ceturksnis",
        "2027. gada 4. ceturksnis", "Citi datumi zemsvītras piezīmēs", "Pastāvīgi, kamēr plāns ir spēkā",
        "Bez termiņa publicētajā tekstā",
    ]  # fmt: skip


def test_what_is_unclear_is_told_by_line(published, get):
    unclear = get(f"{PLAN}neskaidrais/")
    assert all_words(unclear, ".measure-number") == ["1.1", "2.4", "3.3", "4.7"]
    assert all(line.endswith(". rinda)") for line in all_words(unclear, ".measures p .quiet"))


def test_results_are_shown_newest_first_and_zero_is_none(get, indicator, report_value, today):
    report_value(indicator("2.2"), 1, as_of=today.replace(month=3))
    report_value(indicator("1.3"), 1)
    report_value(indicator("2.5", 2), 0)
    titles = all_words(get(f"{PLAN}paveiktais/"), ".timeline-title")
    assert [title.partition(":")[0] for title in titles] == ["1.3", "2.2"]


def test_results_come_in_pages(get, indicator, report_value):
    for number in range(1, 26):
        report_value(indicator("2.5", 2), number)
    pages = [get(f"{PLAN}paveiktais/?page={number}") for number in (1, 2)]
    assert [len(page.cssselect(".timeline > li")) for page in pages] == [20, 5]


def test_without_results_the_page_says_when_one_appears(published, get):
    assert all_words(get(f"{PLAN}paveiktais/"), ".empty p")[-1] == (
        "Rezultāts šeit parādās, kad atbildīgā institūcija to paziņo kopā ar vērtību."
    )


def test_institutions_tell_what_they_answer_for_and_support(published, get):
    rows = {row[0]: row[1:] for row in map(words_of_row, get(f"{PLAN}institucijas/").cssselect("tbody tr"))}
    assert rows["Valsts kanceleja"] == ["12", "0"]
    assert "Visas ministrijas" in rows


def words_of_row(row):
    return [words(cell) for cell in row.cssselect("th, td")]


def test_ministry_sees_what_it_has_by_name_and_through_its_group(published, get):
    page = get(f"{PLAN}institucijas/tieslietu-ministrija/")
    parts = dict(zip(all_words(page, ".measure-number"), all_words(page, ".measures .small"), strict=True))
    assert list(parts) == ["1.2", "1.5", "2.1", "2.2", "3.1", "3.6", "3.7", "4.2", "4.3", "4.4"]
    assert parts["2.1"] == "Atbildīgā (plānā: Visas ministrijas)"


def test_own_report_stands_with_the_obligation(published, get, report):
    report("2.2", "TM", "completed")
    report("2.2", "FM", "not_started")
    page = get(f"{PLAN}institucijas/tieslietu-ministrija/")
    (row,) = (row for row in page.cssselect(".measures > li") if words(row).startswith("2.2"))
    assert "Institūcijas pēdējais pārskats: Izpildīts, 23.11.2026." in words(row)


def test_institution_without_a_part_is_told_so(published, get):
    page = get(f"{PLAN}institucijas/junior-achievement-latvia/")
    assert all_words(page, ".empty-title") == ["Plānā šai institūcijai uzdevumu nav"]


def test_aims_name_the_survey_of_each_figure_and_keep_a_place_for_the_next(published, now, get):
    load_figures(now=now)
    page = get(f"{PLAN}iznakums/")
    trust = words(page.cssselect("section")[0].cssselect(".key-figure")[0])
    assert len(page.cssselect("section")) == 4
    assert trust.startswith("28,7 % Uzticēšanās valdībai OECD vidēji: 39,3 %")
    assert "OECD Uzticēšanās pētījums 2023" in trust
    assert "2026: vēl nav datu" in words(page.cssselect("section")[2])


def test_aims_lead_to_the_figures_over_the_years(published, now, get):
    load_figures(now=now)
    links = get(f"{PLAN}iznakums/").cssselect("section > p > a")
    assert [link.get("href") for link in links] == [f"/raditaji/#plan-6-outcome-{number}" for number in (1, 2, 3, 4)]


def test_commitment_lists_its_measures(published, get):
    assert all_words(get(f"{PLAN}apnemsanas/1/"), ".measure-number") == ["1.1", "1.2", "1.3", "1.4", "1.5"]


def test_all_plans_are_listed(published, get):
    assert all_words(get("/plans/visi/"), "h2") == [published.name]
