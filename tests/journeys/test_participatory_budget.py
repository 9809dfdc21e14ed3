"""Measure 2.3: a resident proposes, the municipality vets, and the resident reads why."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import HEIGHT, PageAt
from tests.journeys.signing_in import sign_in
from tests.journeys.stage_budget import CO_AUTHOR, CO_AUTHORED, DONE, OPEN

ROOM = "/lidzdalibas-budzets/"


@pytest.mark.parametrize(("width", "scripts"), [(390, False), (1280, True)])
def test_a_resident_proposes_and_reads_what_the_municipality_decided(page_at: PageAt, width: int, scripts: bool):
    resident = sign_in(page_at(width, javascript=scripts), "iedzivotaja@balss.example")
    resident.goto(f"{ROOM}{OPEN}/")
    resident.get_by_role("link", name="Iesniegt ideju").click()
    title = f"Soliņi pie upes {width}"
    resident.get_by_label("Jūsu ierosinājums vienā rindā").fill(title)
    resident.get_by_role("button", name="Saglabāt").click()
    resident.get_by_role("button", name="Iesniegt").click()
    expect(resident.get_by_role("alert")).to_contain_text("Kas jāizdara: Tas vajadzīgs")
    if scripts:
        assert_accessible(resident)
    for label, words in (
        ("Kas jāizdara", "Trīs soliņi ar atzveltni."), ("Kam tas dos labumu", "Senioriem."),
        ("Kur: adrese vai apraksts", "Ogres upes promenāde"), ("Kā izmaksas aprēķinātas", "Cenrādis."),
        ("Kas to uzturēs", "Pašvaldība"), ("Kā ikviens to varēs izmantot bez maksas", "Vienmēr."),
        ("Aptuvenās izmaksas, eiro", "1 800"),
    ):  # fmt: skip
        resident.get_by_label(label).fill(words)
    resident.get_by_label("Plānošanas vienība").select_option(label="Ogre un Ikšķile")
    resident.get_by_label("Kategorija").select_option(label="Vide un atpūta")
    resident.get_by_label("Pašvaldībai", exact=False).first.check()
    resident.get_by_label("Man ir vismaz 16 gadu").check()
    resident.get_by_role("button", name="Saglabāt").click()
    resident.get_by_role("button", name="Iesniegt").click()
    expect(resident.get_by_role("heading", level=1)).to_have_text(title)
    address = resident.url

    official = sign_in(page_at(width, javascript=scripts), "pasvaldiba@balss.example")
    official.goto(f"{ROOM}darbs/")
    official.get_by_role("link", name="gaida lēmumu").first.click()
    official.get_by_role("link", name=title).click()
    official.get_by_label("Pamatojums").fill("Promenādē šogad jau liek soliņus.")
    official.get_by_role("button", name="Nevirzīt balsošanai").click()
    if scripts:
        assert_accessible(official)

    resident.goto(address)
    expect(resident.get_by_role("main")).to_contain_text("Promenādē šogad jau liek soliņus.")
    resident.get_by_role("link", name="Strādāt pie šīs idejas").click()
    expect(resident.get_by_role("main")).to_contain_text("Apstrīdēt lēmumu")
    if scripts:
        assert_accessible(resident)


def test_anybody_follows_a_project_to_its_end(page_at: PageAt):
    page = page_at(390)
    page.goto(f"{ROOM}{DONE}/")
    page.get_by_role("link", name="Grāmatu maiņas skapis Ikšķiles stacijā", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("62. panta otrā daļa")
    expect(page.get_by_role("main")).to_contain_text("1 932 € no 1 950 €")


def test_who_is_asked_to_be_a_co_author_reads_the_idea_and_agrees(page_at: PageAt) -> None:
    page = sign_in(page_at(320), CO_AUTHOR)
    page.goto(f"/lidzdalibas-budzets/mani/{CO_AUTHORED}/")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert_accessible(page)
    plain = sign_in(page_at(390, javascript=False), CO_AUTHOR)
    plain.goto(page.url)
    plain.get_by_role("button", name="Kļūt par līdzautoru").click()
    expect(plain.get_by_role("status")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Kļūt par līdzautoru")).to_have_count(0)
    assert_accessible(page)
