"""The plan at a glance."""

import pytest

from tests.plan.pages.conftest import PLAN
from tests.plan.pages.reading import all_words, words

LISTED = "#list .measure-number"


def signs(page):
    """Keys of the measures on the board by the status that their sign shows."""
    found = {}
    for sign in page.cssselect(".board .sign"):
        found.setdefault(sign.get("class").removeprefix("sign sign-"), []).append(words(sign.cssselect("span")[0]))
    return found


def statuses(page, key):
    """The three statuses of a measure in the list."""
    (row,) = (row for row in page.cssselect("#list .measures > li") if words(row.cssselect(LISTED[6:])[0]) == key)
    return dict(zip(all_words(row, "dt"), all_words(row, "dd"), strict=True))


def test_every_measure_is_one_sign_with_nothing_reported(published, get):
    found = signs(get())
    assert (found["overdue"], found["unclear"]) == (["2.2", "2.5", "4.1"], ["4.7"])
    assert found["continuous"] == ["1.4", "4.2", "4.3", "4.4", "4.6"]
    assert (len(found["due"]), "done" in found) == (15, False)


def test_sign_says_its_status_in_words(published, get):
    sign = words(get().cssselect(".board .sign-overdue")[0])
    assert sign == "2.2 kavējas. Budžeta atklātība un uztveramība nozares, iestādes un pašvaldības līmenī."


def test_counts_agree_with_their_words(published, get):
    counts = ["3 kavējas", "15 jāizpilda", "1 neskaidrs", "5 pastāvīgi", "0 izpildītu"]
    assert all_words(get(), ".count") == counts


def test_next_deadline_names_measures_and_the_footnotes_date(published, get):
    assert words(get().cssselect(".board + p")[0]) == (
        "Tuvākais termiņš: 2026. gada 31. decembris (atlikušas 38 dienas). "
        "1.1, 1.3, 3.3; 2.4 saskaņā ar 35. zemsvītras piezīmi. "
        "Aprēķināts pēc termiņiem un paziņotajām vērtībām: 2026. gada 23. novembris."
    )


def test_lost_title_is_said_to_be_lost(published, get):
    assert words(get().cssselect("#list h3")[0]) == "Publicētajā tekstā nosaukums ir pazudis"


def test_measures_of_one_status_are_listed_alone(published, get):
    page = get(f"{PLAN}?status=overdue")
    assert all_words(page, LISTED) == ["2.2", "2.5", "4.1"]
    assert all_words(page, "[role=status]") == [
        "Tikai pasākumi ar šādu aprēķināto statusu: kavējas. Rādīt visus pasākumus"
    ]
    assert len(page.cssselect(".board .sign")) == 24


def test_unknown_status_lists_everything(published, get):
    assert len(get(f"{PLAN}?status=secret").cssselect(LISTED)) == 24


def test_status_that_no_measure_has_says_so(published, get):
    page = get(f"{PLAN}?status=done")
    assert all_words(page, "#list .empty") == ["Šodien šāda statusa nav nevienam pasākumam"]


def test_nothing_said_is_said_to_be_nothing(published, get):
    assert statuses(get(), "2.2") == {
        "Aprēķinātais": "kavējas", "Oficiālais": "nav ziņots", "Neatkarīgais": "nav vērtēts",
    }  # fmt: skip


def test_three_statuses_stand_side_by_side_however_they_differ(get, indicator, report, report_value, assess):
    report_value(indicator("1.3"), 1)
    report("1.3", "VK", "not_started")
    assess("1.3", "limited")
    assert statuses(get(), "1.3") == {
        "Aprēķinātais": "izpildīts", "Oficiālais": "Nav uzsākts", "Neatkarīgais": "ierobežoti izpildīts",
    }  # fmt: skip


def test_official_statuses_of_several_bodies_are_counted_not_merged(get, report):
    report("2.2", "FM", "in_progress")
    report("2.2", "IZM", "in_progress")
    report("2.2", "KM", "not_started")
    assert statuses(get(), "2.2")["Oficiālais"] == "Nav uzsākts (1), Izpildes procesā (2)"


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_report_that_is_not_public_counts_for_nothing(get, report, state):
    report("2.2", "FM", "completed", state=state)
    assert statuses(get(), "2.2")["Oficiālais"] == "nav ziņots"


def test_plan_of_today_stands_at_the_root_too(published, get):
    assert words(get("/plans/").cssselect("h1")[0]) == words(get(PLAN).cssselect("h1")[0])


@pytest.mark.parametrize("address", ["/plans/lv-9/", f"{PLAN}pasakumi/9.9/", f"{PLAN}apnemsanas/9/"])
def test_what_the_plan_has_not_is_not_found(published, client, address):
    assert client.get(address).status_code == 404


def test_pages_are_read_and_never_written(published, client):
    assert (client.head(PLAN).status_code, client.post(PLAN).status_code) == (200, 405)
