"""An official tells of good practice (plan, measure 2.3), and a visitor finds it, until it is withdrawn."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import PageAt
from tests.journeys.signing_in import sign_in

OFFICIAL = "pasvaldiba@balss.example"
VISITORS = [(390, False), (1280, True)]  # width, with scripts


def write(page: Page, title: str) -> None:
    page.goto("/laba-prakse/")
    page.get_by_role("link", name="Mūsu labās prakses piemēri").click()
    page.get_by_role("link", name="Jauns piemērs").click()
    page.fill("#id_title", title)
    page.fill("#id_summary", "Skolēni paši izlēma, kā iztērēt naudu.")
    page.fill("#id_problem", "Jauniešiem neviens nejautāja.")
    page.fill("#id_solution", "Skola saņēma 2000 eiro, un visi balsoja.")
    page.fill("#id_first_year", "2025")
    page.fill("#id_contact_email", "skola@ogre.example")
    page.get_by_text("Tēmas").first.click()
    page.get_by_label("Līdzdalības budžets").check()
    page.get_by_role("button", name="Saglabāt melnrakstu").click()


@pytest.mark.parametrize(("width", "javascript"), VISITORS)
def test_case_is_written_looked_at_published_found_and_withdrawn(page_at: PageAt, width: int, javascript: bool) -> None:
    title = f"Skolēnu budžets {uuid4().hex[:6]}"
    official, visitor = sign_in(page_at(width, javascript=javascript), OFFICIAL), page_at(width, javascript=javascript)
    write(official, title)
    official.get_by_role("link", name="Skatīt, kā to redzēs citi").click()
    expect(official.locator("main")).to_contain_text("To redz tikai jūsu institūcija")
    address = official.url
    official.go_back()
    official.get_by_role("button", name="Publicēt piemēru").click()
    expect(official.get_by_role("alert")).to_contain_text("aizpildiet to, bez kā citi piemēru nevarēs izmantot")
    official.fill("#id_outcome", "Skolas pagalmā ir jauns laukums.")
    if javascript:  # axe is a script
        assert_accessible(official)
    official.get_by_role("button", name="Saglabāt melnrakstu").click()
    official.get_by_role("button", name="Publicēt piemēru").click()
    expect(official.get_by_role("status")).to_contain_text("publicēts")

    visitor.goto(f"/laba-prakse/?tema=lidzdalibas-budzets&q=pagalma+{title[-6:]}")
    visitor.get_by_role("link", name=title).click()
    expect(visitor.locator("main")).to_contain_text("Skolas pagalmā ir jauns laukums.")

    official.get_by_role("link", name="Atsaukt piemēru").click()
    official.fill("#id_reason", "Skaitļi bija aplami.")
    official.get_by_role("button", name="Atsaukt piemēru").click()
    visitor.goto(f"{address}?velreiz")
    expect(visitor.locator("main")).to_contain_text("Skaitļi bija aplami.")
