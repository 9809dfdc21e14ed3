"""The sheet of a place: of this month or the next, the same file while nothing changes."""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from balss.core.calendar.riga import day_in_riga
from balss.places.views.sheet import sheet
from balss.shared.place_records import Found, PlaceRecord, PlaceRecordKind, Section, place_records
from tests.places.conftest import NOW

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.fixture
def one_thing():
    """A room with one thing for every place, open since the first day of December."""

    def of(place, now, most):
        begun = day_in_riga(now).month == 12
        record = PlaceRecord("Ielas pārbūve", "/x/", until=date(2026, 12, 5), facts=("apspriešana",))
        return Found(int(begun), [record] * begun)

    place_records.pin(PlaceRecordKind("tests.thing", Section.TAKE_PART, of))
    yield
    del place_records._pins["tests.thing"]


def words_of(answer):
    pdf = PdfReader(io.BytesIO(answer.content))
    assert len(pdf.pages) == 1
    return " ".join(pdf.pages[0].extract_text().replace("\u200b", "").split())


def test_sheet_is_of_this_month_and_says_where_all_of_it_is(ask):
    answer = sheet(ask(), "ogres-novads")
    words = words_of(answer)
    assert answer["Content-Type"] == "application/pdf"
    assert ("Ogres novads" in words, "2026. gada novembris" in words, "/vietas/vieta/ogres-novads/" in words) == (
        True, True, True,
    )  # fmt: skip


def test_sheet_of_the_next_month_shows_what_will_be_open_then(ask, one_thing):
    coming = words_of(sheet(ask("/?menesis=2026-12"), "ogres-novads"))
    assert ("2026. gada decembris" in coming, "līdz 2026. gada 5. decembrim · apspriešana" in coming) == (True, True)
    assert "Ielas pārbūve" not in words_of(sheet(ask(), "ogres-novads"))


def test_sheet_is_the_same_file_on_another_day_of_the_month_while_nothing_changes(ask):
    later = ask()
    later.now = NOW + timedelta(days=3)
    assert sheet(ask(), "ogre").content == sheet(later, "ogre").content


@pytest.mark.parametrize("month", ["2026-10", "2027-01", "nav", "2026-12-01", "9999-99"])
def test_other_months_have_no_sheet(client, month):
    assert client.get(f"/vietas/vieta/ogre/lapa.pdf?menesis={month}").status_code == 404


def test_merged_place_has_the_sheet_of_its_successor(client):
    assert client.get("/vietas/vieta/varaklanu-novads/lapa.pdf")["Location"] == "/vietas/vieta/madonas-novads/lapa.pdf"


def test_page_leads_to_its_sheet_feed_and_calendar(client):
    page = client.get("/vietas/vieta/ogre/").content.decode()
    for address in ("/vietas/vieta/ogre/lapa.pdf", "/zinas/plusma.atom?ko=places.territory:ogre"):
        assert f'href="{address}"' in page
    assert client.get("/zinas/plusma.atom?ko=places.territory:ogre").status_code == 200
    assert client.get("/zinas/plusma.ics?ko=places.territory:ogre").status_code == 200
