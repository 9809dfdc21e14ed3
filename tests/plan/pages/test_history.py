"""What happened: to one measure, and to the whole plan."""

from datetime import timedelta

import pytest

from balss.plan.models import ProgressReport
from tests.plan.pages.conftest import PLAN
from tests.plan.pages.reading import all_words, words

HISTORY = f"{PLAN}pasakumi/2.2/izmainas/"


@pytest.fixture
def entries(get):
    return lambda: get(HISTORY).cssselect(".timeline > li")


def test_value_and_its_correction_both_stay_and_the_old_one_is_struck(entries, indicator, report_value):
    wrong = report_value(indicator("2.2", 2), 12)
    report_value(indicator("2.2", 2), 14, supersedes=wrong)
    newer, older = entries()
    assert (all_words(newer, "strong"), all_words(newer, "del")) == (["14"], [])
    assert (all_words(older, "strong"), all_words(older, "del")) == ([], ["12"])
    assert "labo agrāku ierakstu" in words(newer)
    assert "vēlāk labots" in words(older)


def test_report_and_its_correction_both_stay_with_their_values(entries, indicator, report, report_value):
    wrong = report("2.2", "FM", "completed", text="Bija kļūda.")
    report_value(indicator("2.2"), 2, report=wrong)
    right = report("2.2", "FM", "in_progress", text="Tagad pareizi.", supersedes=wrong)
    report_value(indicator("2.2"), 1, report=right)
    newer, older = entries()
    assert all_words(newer, "strong, del") == ["1"]
    assert all_words(older, "strong, del") == ["Izpildīts", "2"]
    assert "Bija kļūda." in words(older)


def test_correction_that_is_still_a_draft_strikes_nothing(entries, report):
    right = report("2.2", "FM", "completed")
    report("2.2", "FM", "not_started", state="draft", supersedes=right, text="SLEPENS")
    (entry,) = entries()
    assert (all_words(entry, "del"), "labots" in words(entry)) == ([], False)


def test_corrected_assessment_is_struck(entries, assess, now):
    wrong = assess("2.2", "complete")
    assess("2.2", "limited", supersedes=wrong, recorded_at=now + timedelta(hours=1))
    newer, older = entries()
    assert ("ierobežoti izpildīts" in words(newer), all_words(older, "del")) == (True, ["pilnībā izpildīts"])


def test_corrected_edition_tells_what_stood_before(get, published, import_text):
    import_text(("Standarta publikācija", "Standarta publikācija angļu valodā"))
    (entry,) = get(f"{PLAN}pasakumi/2.5/izmainas/").cssselect(".timeline > li")
    assert all_words(entry, ".timeline-title") == ["Plāna 2. redakcija: rādītājs – mainīts"]
    assert all_words(entry, "del, ins")[0].startswith("Standarta publikācija")


def test_older_entries_are_on_further_pages(get, indicator, report_value):
    for number in range(30):
        report_value(indicator("2.2", 2), number)
    first, second = get(HISTORY), get(f"{HISTORY}?page=2")
    assert [len(page.cssselect(".timeline > li")) for page in (first, second)] == [25, 5]
    assert first.cssselect("[rel=next]")[0].get("href") == "?page=2"
    assert second.cssselect("[rel=next]") == []


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²"])
def test_page_that_cannot_be_is_answered(published, client, page):
    assert client.get(HISTORY, {"page": page}).status_code == 200


def test_plan_tells_what_happened_to_each_measure(get, report, assess):
    report("2.2", "FM")
    assess("1.3")
    page = get(f"{PLAN}izmainas/")
    assert all_words(page, ".timeline-title") == [
        "2.2. Finanšu ministrija: Izpildes procesā", "1.3. Neatkarīgais vērtējums: ierobežoti izpildīts",
    ]  # fmt: skip


def test_nothing_happened_is_said(published, get):
    assert all_words(get(HISTORY), ".empty-title") == ["Vēl nekas nav noticis"]


def test_withdrawn_report_is_gone(entries, report):
    sent = report("2.2", "FM", state="submitted")
    ProgressReport.objects.filter(pk=sent.pk).update(state="draft", submitted_at=None)
    assert entries() == []
