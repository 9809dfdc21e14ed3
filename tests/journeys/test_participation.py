"""A voice has a path: found, said, answered by two officials, reported, and read again by who said it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from balss.people.services.demo import (
    DEFENCE_OFFICIAL,
    HELPER,
    MUNICIPALITY_HEAD,
    MUNICIPALITY_OFFICIAL,
    RESIDENT,
)
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import HEIGHT, PageAt
from tests.journeys.letters import Mailbox, post
from tests.journeys.signing_in import sign_in
from tests.journeys.stage_events import TITLE as EVENT
from tests.journeys.stage_participation import DECISION, DRAFT, OPEN, OVER, PROCESS, RECEIPT, TITLE, UNANSWERED

VISITORS = [(390, False), (1280, True)]  # width, with scripts
NUMBERED = [(*visitor, number) for number, visitor in enumerate(VISITORS, start=1)]
WORK = "/lidzdaliba/darbs/"
LETTER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
UNREAD = 3.1  # seconds: what is filled in faster waits for a reader


@pytest.fixture(scope="module")
def mailbox(served: Path, server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailbox]:
    with post(served, server, tmp_path_factory.mktemp("mail")) as box:
        yield box


def check(page: Page, javascript: bool) -> None:
    """axe is a script."""
    if javascript:
        assert_accessible(page)
        page.emulate_media(color_scheme="light")


def find(page: Page) -> None:
    """From the home page to the question."""
    page.goto("/")
    page.get_by_role("link", name="Visas līdzdalības iespējas").click()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sakiet: kādu Skolas ielu mēs gribam?")


@pytest.mark.parametrize(("width", "javascript"), VISITORS)
def test_guest_finds_a_consultation_answers_and_confirms_by_letter(
    page_at: PageAt, mailbox: Mailbox, width: int, javascript: bool
) -> None:
    page, email = page_at(width, javascript=javascript), f"viesis{width}@example.lv"
    find(page)
    button = page.get_by_role("link", name="Izteikt viedokli").first
    assert (button.bounding_box() or {"y": HEIGHT})["y"] < HEIGHT  # at once, also on a phone
    button.click()
    page.get_by_role("button", name="Nosūtīt viedokli").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, javascript)
    page.get_by_label("priekšlikums").check()
    page.fill("#id_text", f"Lūdzu soliņu pie {width}. nama.")
    page.fill("#id_name", "Zenta Mūrniece")
    page.fill("#id_email", email)
    page.get_by_role("button", name="Nosūtīt viedokli").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gandrīz gatavs: apstipriniet e-pastā")
    check(page, javascript)
    page.goto(mailbox.link(email, "Apstipriniet", "/lidzdaliba/saite/"))
    check(page, javascript)
    page.get_by_role("button", name="Apstiprināt: to teicu es").click()
    expect(page.locator("main")).to_contain_text(f"Lūdzu soliņu pie {width}. nama.")
    receipt = page.locator(".page-header strong").inner_text()
    page.goto(f"/lidzdaliba/iespejas/{OPEN}/pavediens/{receipt}/")  # the page of all is kept for half a minute
    expect(page.locator("main")).to_contain_text(f"Lūdzu soliņu pie {width}. nama.")
    expect(page.locator("main")).to_contain_text("Z. M.")
    expect(page.locator("main")).not_to_contain_text("Zenta Mūrniece")


@pytest.mark.parametrize(("width", "javascript"), VISITORS)
def test_resident_signed_in_answers_and_finds_it_again(page_at: PageAt, width: int, javascript: bool) -> None:
    page = sign_in(page_at(width, javascript=javascript), RESIDENT.email)
    find(page)
    page.get_by_role("link", name="Izteikt viedokli").first.click()
    page.fill("#id_text", f"Apgaismojiet pāreju ({width}).")
    page.wait_for_timeout(UNREAD * 1000)
    page.get_by_role("button", name="Nosūtīt viedokli").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Paldies, esam saņēmuši")
    receipt = page.locator(".receipt strong").inner_text()
    page.get_by_role("link", name="Skatīt lapā").click()
    expect(page.locator(f"[id='{receipt}']")).to_contain_text(f"Apgaismojiet pāreju ({width}).")
    page.goto(f"/lidzdaliba/mani/{receipt}/")
    expect(page.locator("main")).to_contain_text("Atbilde būs šeit.")
    check(page, javascript)


@pytest.mark.parametrize(("width", "javascript", "number"), NUMBERED)
def test_letter_is_entered_all_is_answered_and_the_resident_reads_what_changed(
    page_at: PageAt, mailbox: Mailbox, width: int, javascript: bool, number: int
) -> None:
    """Measure 4.2: public reports on what participation changed."""
    page = sign_in(page_at(width, javascript=javascript), MUNICIPALITY_OFFICIAL.email)
    head = sign_in(page_at(width, javascript=javascript), MUNICIPALITY_HEAD.email)
    page.goto(WORK)
    page.get_by_role("link", name=f"{UNANSWERED} {number}").first.click()
    work = page.url
    enter_letter(page, javascript)
    answer_a_campaign(page, work, javascript)
    publish_report(page, work)
    expect(page.locator("main")).to_contain_text("viedokļiem vēl nav atbildes")
    check(page, javascript)
    page.goto(f"{work}atbildes/")
    answer_the_rest(page, javascript)
    approve_everything(head, work, javascript)
    publish_report(page, work)
    expect(page.get_by_role("status")).to_contain_text("Publicēts")
    read_what_changed(page_at(width, javascript=javascript), mailbox, f"velta{number}@example.lv", javascript)


def enter_letter(page: Page, javascript: bool) -> None:
    """Without the letter itself it is refused, in words."""
    page.get_by_role("link", name="Ievadīt vēstuli vai mutisku viedokli").click()
    page.get_by_label("uz papīra").check()
    page.fill("#id_received_date", str(timezone.localdate() - timedelta(days=9)))
    page.fill("#id_text", "Liepas stādīju pati. Lūdzu, neaiztieciet.")
    page.fill("#id_name", "Alma Petrovska")
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Pievienojiet pašu vēstuli")
    check(page, javascript)
    page.set_input_files("#id_original", {"name": "vestule.pdf", "mimeType": "application/pdf", "buffer": LETTER})
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saņemšanas numurs")


def answer_a_campaign(page: Page, work: str, javascript: bool) -> None:
    page.goto(f"{work}atbildes/")
    page.get_by_role("button", name="Meklēt gandrīz vienādus tekstus").click()
    page.get_by_label("Izvēlēties visu kampaņu").check()
    check(page, javascript)
    page.get_by_role("button", name="Atbildēt uz izvēlētajiem").click()
    expect(page.locator("main")).to_contain_text("Uz 2 viedokļiem")
    propose(page, "nav ņemts vērā", "Divas liepas ir slimas un jānozāģē.")


def answer_the_rest(page: Page, javascript: bool) -> None:
    """In one go, with what changed."""
    for box in page.locator("input[name=viedoklis]:enabled").all():
        box.check()
    page.get_by_role("button", name="Atbildēt uz izvēlētajiem").click()
    page.select_option("#id_change", label="Skice, 1.")
    check(page, javascript)
    propose(page, "daļēji ņemts vērā", "Četras liepas paliks, un ēnā būs soliņi.")


def propose(page: Page, verdict: str, reason: str) -> None:
    page.get_by_label(verdict, exact=True).check()
    page.fill("#id_reason", reason)
    page.fill("#id_theme", "Liepas")
    page.get_by_role("button", name="Nodot apstiprināšanai").click()
    expect(page.get_by_role("status")).to_contain_text("Tas jāapstiprina kolēģim")


def approve_everything(head: Page, work: str, javascript: bool) -> None:
    for _answer in range(2):
        head.goto(f"{work}atbildes/")
        head.locator("main ul.plain.spaced a").first.click()
        check(head, javascript)
        head.get_by_role("button", name="Apstiprināt un publicēt").click()
        expect(head.get_by_role("status")).to_contain_text("Apstiprināts un publicēts")


def publish_report(page: Page, work: str) -> None:
    page.goto(f"{work}parskats/")
    page.fill("#id_said", "Liepas ir vajadzīgas.")
    page.fill("#id_next_steps", "Lems dome.")
    page.get_by_role("button", name="Publicēt pārskatu").click()


def read_what_changed(page: Page, mailbox: Mailbox, email: str, javascript: bool) -> None:
    """From the letter to the answer and the words that changed, and on to the report."""
    page.goto(mailbox.link(email, "Jums ir atbilde", "/lidzdaliba/saite/"))
    expect(page.locator("main")).to_contain_text("Četras liepas paliks, un ēnā būs soliņi.")
    expect(page.get_by_role("link", name="Skice, 1.")).to_be_visible()
    check(page, javascript)
    page.get_by_role("button", name="Jā, bija").click()
    expect(page.locator("main")).to_contain_text("Jūs atbildējāt: jā.")
    page.goto(mailbox.link(email, "Kas no tā iznāca", "/lidzdaliba/iespejas/"))
    expect(page.locator("main")).to_contain_text("Liepas ir vajadzīgas.")
    expect(page.locator("main")).not_to_contain_text("Alma Petrovska")
    check(page, javascript)


@pytest.mark.parametrize(("width", "javascript", "number"), [(*each, n) for n, each in enumerate(VISITORS, start=4)])
def test_event_is_closed_and_the_figure_of_measure_3_3_moves(
    page_at: PageAt, width: int, javascript: bool, number: int
) -> None:
    page = sign_in(page_at(width, javascript=javascript), DEFENCE_OFFICIAL.email)
    before = held_in_latgale(page)
    page.goto("/notikumi/darbs/")
    page.get_by_role("link", name=f"{EVENT} {number}").click()
    page.get_by_role("link", name="Noslēgt notikumu").click()
    page.fill("#id_came_onsite", "12")
    page.fill("#id_outcome", "Pagasti veido kaimiņu tīklu.")
    page.get_by_label("Materiālu, ar ko dalīties, nav").check()
    page.get_by_role("button", name="Noslēgt notikumu").click()
    expect(page.get_by_role("status")).to_contain_text("ieskaitīts plānam")
    assert held_in_latgale(page) == before + 1
    check(page, javascript)


def held_in_latgale(page: Page) -> int:
    page.goto("/plans/lv-6/pasakumi/3.3/")
    indicator = page.locator("main .indicator", has_text="pasākumi Latgales plānošanas reģionā")
    return int(indicator.locator(".counted strong").inner_text())


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_an_official_and_a_helper_are_accessible(page_at: PageAt, width: int) -> None:
    page = sign_in(page_at(width), MUNICIPALITY_OFFICIAL.email)
    opportunity, process = f"{WORK}iespejas/{OPEN}/", f"{WORK}procesi/{PROCESS}/"
    for address in (
        WORK, f"{WORK}jauns-process/", process, f"{process}labot/", f"{process}posmi/", f"{process}dokumenti/",
        f"{process}jauna-iespeja/", f"{process}jauna-iespeja/?veids=public_discussion", f"{WORK}iespejas/{DRAFT}/",
        f"{WORK}iespejas/{DRAFT}/labot/", opportunity, f"{opportunity}lasit/",
        f"{opportunity}nonemt/?viedoklis={RECEIPT}", f"{opportunity}atbildes/",
        f"{opportunity}atbildes/jauna/?viedoklis={RECEIPT}", f"{opportunity}parskats/",
        f"{WORK}iespejas/{OVER}/parskats/",
        f"{WORK}lemumi/jauns/", f"{WORK}lemumi/{DECISION}/",
    ):  # fmt: skip
        page.goto(address)
        assert_accessible(page)
    helper = sign_in(page_at(width), HELPER.email)
    for address in (f"{WORK}palidzet/", f"{opportunity}ievadit/"):
        helper.goto(address)
        assert_accessible(helper)
