"""What people see of institutions and municipalities, and the same as data."""

import csv
import io

import pytest

from balss.places.models import Institution, InstitutionName
from balss.places.queries import institution_by_code
from balss.places.views import data, institutions, municipalities
from balss.shared.panels import InstitutionPanel, institution_panels

pytestmark = pytest.mark.usefixtures("reference_data")


def page_of(ask, code, **asked):
    return institutions.institution(ask(**asked), institution_by_code(code).slug).content.decode()


def test_the_list_has_every_institution_of_today_and_no_ended_one(client):
    page = client.get("/vietas/").content.decode()

    assert page.count('href="/vietas/iestade/') == Institution.objects.count() - 1
    assert "Varakļānu novada pašvaldība" not in page


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("kekav", "Ķekavas novada pašvaldība"),
        ("VARAM", "Viedās administrācijas un reģionālās attīstības ministrija"),
        ("vides aizsardzibas", "Viedās administrācijas un reģionālās attīstības ministrija"),
        ("treasury", "Valsts kase"),
        ("varaklanu novads", "Varakļānu novada pašvaldība"),
    ],
)
def test_an_institution_is_found_by_any_name_without_diacritics(client, words, name):
    page = client.get("/vietas/", {"q": words}).content.decode()

    assert page.count('href="/vietas/iestade/') == 1
    assert name in page


def test_the_list_narrows_to_one_kind(client):
    page = client.get("/vietas/?kind=ministry").content.decode()

    assert page.count('href="/vietas/iestade/') == 14


def test_a_search_that_finds_nothing_leads_back(client):
    page = client.get("/vietas/?q=zzz").content.decode()

    assert "Nekas nav atrasts" in page


def test_ministries_stand_in_latvian_order(client):
    page = client.get("/vietas/?kind=ministry").content.decode()

    assert (
        page.index("Aizsardzības ministrija") < page.index("Ārlietu ministrija") < page.index("Ekonomikas ministrija")
    )


def test_the_page_of_a_ministry_tells_its_names_and_who_took_over(ask):
    page = page_of(ask, "VARAM")

    assert "Vides aizsardzības un reģionālās attīstības ministrija, līdz 30.06.2024." in page
    assert "klimata politika" in page
    assert "Valsts digitālās attīstības aģentūra" in page


def test_the_page_of_an_ended_municipality_leads_to_its_successor(ask):
    page = page_of(ask, "VARAKLANU_NOVADS")

    assert "Šīs institūcijas vairs nav" in page
    assert 'Tās pienākumus pārņēma <a href="/vietas/iestade/madonas-novada-pasvaldiba/">' in page


def test_the_page_of_a_municipality_has_its_parishes_and_region(ask):
    page = page_of(ask, "MADONAS_NOVADS")

    assert "Murmastienes pagasts" in page
    assert "Vidzemes plānošanas reģions" in page


def test_an_open_group_says_so(ask):
    assert "tās dalībnieku saraksta nav" in page_of(ask, "REGIONALIE_MEDIJI")


def test_a_name_without_translation_is_marked_as_latvian(client):
    InstitutionName.objects.filter(institution__code="NMIC").update(en="")

    page = client.get("/en/vietas/iestade/maksliga-intelekta-centrs/").content.decode()

    assert '<h1 lang="lv">Mākslīgā intelekta centrs</h1>' in page


def test_other_rooms_add_panels_and_silent_ones_leave_no_heading(ask):
    institution_panels.pin(
        InstitutionPanel("test-speaks", "Pienākumi", 1, lambda body, request: f"<p>{body.code} pilda</p>"),
        InstitutionPanel("test-silent", "Klusums", 2, lambda body, request: None),
    )
    try:
        page = page_of(ask, "FM")
    finally:
        for key in ("001 test-speaks", "002 test-silent"):
            del institution_panels._pins[key]

    assert "<p>FM pilda</p>" in page
    assert "Klusums" not in page


def test_an_unknown_institution_is_not_found(client):
    assert client.get("/vietas/iestade/nav/").status_code == 404


def test_municipalities_stand_under_their_regions(client):
    page = client.get("/vietas/pasvaldibas/").content.decode()

    assert page.count("<h2>") == 5
    assert page.count("<h3>") == 42


@pytest.mark.parametrize(
    "path", ["/vietas/", "/vietas/pasvaldibas/", "/vietas/iestades.json", "/vietas/teritorijas.csv"]
)
def test_lists_ask_no_more_for_more_institutions(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(6) as many:
        client.get(path)
    few = len(many)
    for number in range(5):
        body = Institution.objects.create(code=f"X{number}", slug=f"x{number}", kind="ministry")
        InstitutionName.objects.create(institution=body, lv=f"Ministrija {number}")

    with django_assert_max_num_queries(few):
        client.get(path)


def test_the_page_of_a_group_asks_no_more_for_more_members(ask, django_assert_max_num_queries):
    with django_assert_max_num_queries(24) as before:
        page_of(ask, "VISAS_MINISTRIJAS")
    asked = len(before)
    for number in range(5):
        body = Institution.objects.create(code=f"X{number}", slug=f"x{number}", kind="ministry")
        InstitutionName.objects.create(institution=body, lv=f"Ministrija {number}")

    with django_assert_max_num_queries(asked):
        page_of(ask, "VISAS_MINISTRIJAS")


def test_the_institutions_are_a_table_with_the_name_of_today(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/vietas/iestades.csv").content.decode())))

    varam = next(row for row in rows if row["code"] == "VARAM")
    assert varam["name_en"] == "Ministry of Smart Administration and Regional Development"
    assert len(rows) == Institution.objects.count()


def test_the_data_of_an_ended_municipality_name_its_successor(ask):
    response = data.institution_json(ask(), "varaklanu-novada-pasvaldiba")

    assert '"code": "MADONAS_NOVADS", "effective_date": "2025-07-01"' in response.content.decode()


def test_the_territories_keep_their_history_in_the_data(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/vietas/teritorijas.csv").content.decode())))

    parish = [(row["parent"], row["valid_to"]) for row in rows if row["id"] == "varaklanu-pagasts"]
    assert parish == [("varaklanu-novads", "2025-06-30"), ("madonas-novads", "")]


def test_pages_name_their_data_twins(client, ask):
    assert "/vietas/teritorijas.csv" in municipalities.municipalities(ask()).content.decode()
    assert "/vietas/iestades.json" in client.get("/vietas/").content.decode()
