"""The pages of officials and clerks, of the voting screen and of the lent screen, as a browser without scripts asks."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html
from pypdf import PdfReader

from balss.box.models import Ballot
from balss.people.models import Account, Person, RoleGrant, Session
from balss.people.services.persons import digest_of
from balss.voting.models import Batch, Election, RollEntry, RollUpload
from balss.voting.queries.standing import key_for
from tests.voting.officials import code, know_code, official_of, read

ANNA = code(1)


@pytest.fixture
def coming(arranged, named):
    now = timezone.now()
    return named(arranged(opens_at=now + timedelta(hours=1), closes_at=now + timedelta(days=20), now=now))


@pytest.fixture
def open_now(arranged, named):
    now = timezone.now()
    election = arranged(
        opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=20), now=now - timedelta(days=1),
        roll_date=date(2026, 11, 1),
    )  # fmt: skip
    for serial in range(1, 4):
        RollEntry.objects.create(key=key_for(election, digest_of(read(code(serial)))), election=election)
    return named(election)


@pytest.fixture
def named():
    """Gives the municipality a name, which pages show."""
    from balss.places.models import InstitutionName

    def name(election):
        InstitutionName.objects.get_or_create(institution=election.institution, lv="Izdomātā novada pašvaldība")
        return election

    return name


@pytest.fixture
def clerk(db):
    """A browser of an official."""

    def make(election, name="klerks", **options):
        browser = Client()
        browser.force_login(official_of(election.institution, name, **options))
        return browser

    return make


def at(election, part=""):
    return f"/balsosana/darbs/{election.pk}/{part}"


def words(answer):
    return " ".join(html.fromstring(answer.content).get_element_by_id("main").text_content().split())


def hidden(answer, action=""):
    tree = html.fromstring(answer.content)
    return {each.name: each.value for each in tree.xpath(f"//form[contains(@action, '{action}')]//input[@name]")}


def sends(browser, election, text, day="2026-11-01"):
    upload = SimpleUploadedFile("saraksts.csv", text.encode())
    return browser.post(at(election, "saraksts/"), {"snapshot_date": day, "unstored_list": upload}, follow=True)


def test_list_is_sent_compared_and_put_in_force(coming, clerk):
    browser = clerk(coming)
    shown = sends(browser, coming, f"personas_kods\r\n{ANNA}\r\n{code(2)}\r\n")
    assert "Ko saraksts mainītu" in words(shown)
    assert not RollEntry.objects.exists()
    done = browser.post(shown.request["PATH_INFO"], {"do": "apply"}, follow=True)
    assert "Sarakstā uz 01.11.2026. ir 2 cilvēki" in words(done)
    assert RollEntry.objects.count() == 2


def test_faults_are_told_by_line_and_the_day_stays_typed(coming, clerk):
    answer = sends(clerk(coming), coming, f"personas_kods\r\n{ANNA}\r\n123\r\n")
    assert (answer.status_code, RollUpload.objects.count()) == (422, 0)
    rows = [row.text_content() for row in html.fromstring(answer.content).xpath("//tbody/tr")]
    assert [row.split("tas")[0].strip() for row in rows] == ["3"]
    assert 'value="2026-11-01"' in answer.content.decode()
    assert ANNA not in answer.content.decode()


def test_a_list_that_is_too_large_is_refused_in_words(coming, clerk, settings):
    settings.FILE_LARGEST_BYTES = 300
    answer = sends(clerk(coming), coming, "personas_kods\r\n" + f"{ANNA}\r\n" * 100)
    assert (answer.status_code, "pārāk liels" in words(answer) or "par lielu" in words(answer)) == (422, True)


def test_the_file_is_written_to_no_disk(coming, clerk, monkeypatch):
    from balss.shared.files.uploads import BoundedUpload

    def refuse(*args, **named):
        raise AssertionError("a list of voters was written to a temporary file")

    monkeypatch.setattr(BoundedUpload, "new_file", refuse)
    rows = "".join(f"{code(serial)}\r\n" for serial in range(1, 90)) + " " * 3_000_000
    assert sends(clerk(coming), coming, f"personas_kods\r\n{rows}").status_code == 422


def test_without_the_token_of_our_page_no_list_is_taken(coming, clerk):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(official_of(coming.institution, "klerks"))
    assert sends(browser, coming, f"personas_kods\r\n{ANNA}\r\n").status_code == 403


def test_two_officials_add_a_voter(open_now, clerk):
    first, second = clerk(open_now), clerk(open_now, "otrs")
    first.post(at(open_now, "papildinajumi/"), {"code": code(9), "reason": "left_out"})
    own = first.get(at(open_now, "papildinajumi/"))
    assert "To ierosinājāt jūs" in words(own)
    page = second.get(at(open_now, "papildinajumi/"))
    addition = html.fromstring(page.content).xpath("//input[@name='addition']/@value")[0]
    done = second.post(at(open_now, "papildinajumi/"), {"addition": addition, "do": "accept"}, follow=True)
    assert ("Pievienots" in words(done), RollEntry.objects.count()) == (True, 4)


def test_clerk_finds_marks_and_the_person_votes_with_the_code(open_now, clerk):
    browser, screen = clerk(open_now), Client()
    found = browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "find"})
    assert "Drīkst balsot" in words(found)
    marked = browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "screen"})
    word = html.fromstring(marked.content).get_element_by_id("desk-code").text_content()
    address = f"/balsosana/{open_now.pk}/galds/"
    ballot = screen.post(address, {"word": word})
    seed = html.fromstring(ballot.content).xpath("//form[@id='ballot']//input[@name='seed']/@value")[0]
    filled = {"word": word, "seed": seed, "choice": ["2"]}
    review = screen.post(address, {**filled, "step": "review"})
    assert f'action="{address}"' in review.content.decode()
    receipt = screen.post(address, {**filled, "step": "cast"})
    assert (receipt.status_code, Ballot.objects.get().read().choices) == (200, ("2",))
    again = screen.post(address, {**filled, "seed": "a" * 64, "step": "cast"})
    assert (again.status_code, "Šis kods šeit neder" in words(again), Ballot.objects.count()) == (409, True, 1)
    found = browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "find"})
    assert "Balsstiesības izmantotas" in words(found)
    assert "Projekts" not in words(found)


def test_after_the_end_a_clerk_still_tells_whether_the_right_was_used(open_now, clerk):
    RollEntry.objects.filter(key=key_for(open_now, digest_of(read(ANNA)))).update(
        used_date=date(2026, 11, 20), channel="browser", request="x"
    )
    Election.objects.update(closes_at=timezone.now())
    browser, work = clerk(open_now), f"/balsosana/darbs/{open_now.pk}/"
    assert f'href="{work}galds/"' in browser.get(work).content.decode()
    told = [browser.post(f"{work}galds/", {"do": "find", "code": each}).content.decode() for each in (ANNA, code(2))]
    assert ["20.11.2026." in page for page in told] == [True, False]
    assert ["Balsstiesības nav izmantotas" in page for page in told] == [False, True]
    assert not any('value="screen"' in page for page in told)


def test_clerk_gives_a_new_code_for_a_lost_one(open_now, clerk):
    browser = clerk(open_now)
    browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "screen"})
    assert "dot jaunu" in words(browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "find"}))
    renewed = browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "renew"})
    word = html.fromstring(renewed.content).get_element_by_id("desk-code").text_content()
    assert Client().post(f"/balsosana/{open_now.pk}/galds/", {"word": word}).status_code == 200
    RollEntry.objects.filter(channel="desk").update(request="used")
    assert browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "renew"}).status_code == 409


def test_clerk_is_told_when_the_person_voted_meanwhile(open_now, clerk):
    browser = clerk(open_now)
    RollEntry.objects.filter(key=key_for(open_now, digest_of(read(ANNA)))).update(
        used_date=date(2026, 11, 20), channel="browser", request="x"
    )
    answer = browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "screen"})
    assert answer.status_code == 409
    assert "Šis cilvēks 20.11.2026. nobalsojis tiešsaistē" in words(answer)


@pytest.mark.parametrize(("typed", "said"), [("123", "nav derīgs personas kods"), (code(8), "nav balsotāju sarakstā")])
def test_wrong_codes_get_a_word(open_now, clerk, typed, said):
    answer = clerk(open_now).post(at(open_now, "galds/"), {"code": typed, "do": "find"})
    assert said in words(answer)


def test_mark_is_taken_back_on_the_page(open_now, clerk):
    browser = clerk(open_now)
    marked = browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "screen"})
    word = html.fromstring(marked.content).xpath("//input[@name='word']/@value")[0]
    done = browser.post(at(open_now, "galds/"), {"word": word}, follow=True)
    assert ("Atzīme atsaukta" in words(done), RollEntry.objects.filter(used_date=None).count()) == (True, 3)


def test_wrong_code_at_the_screen_is_refused_and_stays_typed(open_now):
    answer = Client().post(f"/balsosana/{open_now.pk}/galds/", {"word": "abcd efgh"})
    assert (answer.status_code, 'value="abcd efgh"' in answer.content.decode()) == (422, True)


def test_urn_is_entered_by_two_settled_and_cast(open_now, clerk):
    first, second = clerk(open_now), clerk(open_now, "otrs")
    first.post(at(open_now, "kastes/"), {"place": "Liepu bibliotēka"})
    for serial in (1, 2):
        first.post(at(open_now, "galds/"), {"code": code(serial), "do": "paper", "urn": "1"})
    urn = at(open_now, "kastes/1/")
    first.post(urn, {"do": "empty"})
    next_page = first.post(f"{urn}1/", {"kind": "vote", "numbers": "1, 3"})
    assert next_page["Location"] == f"{urn}2/"
    first.post(f"{urn}2/", {"kind": "invalid"})
    assert "Tagad ievada otrs" in words(first.get(urn))
    blind = words(second.get(urn))
    second.post(f"{urn}1/", {"kind": "vote", "numbers": "1"})
    assert "1, 3" not in blind + words(second.get(urn)) + second.get(f"{urn}1/").content.decode()
    second.post(f"{urn}2/", {"kind": "invalid"})
    assert "Abi ievadi atšķiras" in words(first.get(urn))
    second.post(f"{urn}1/", {"kind": "vote", "numbers": "3 1"})
    assert "Abi ievadi sakrīt" in words(second.get(urn))
    second.post(urn, {"do": "close"})
    assert (Batch.objects.get().state, Ballot.objects.get().read().choices) == ("cast", ("1", "3"))


@pytest.mark.parametrize(("numbers", "said"), [
    ("9", "nav projekta ar numuru 9"), ("", "nav derīga"), ("1, 1", "divreiz"), ("1 2 3 4", "1 projektu vairāk"),
])  # fmt: skip
def test_a_reading_that_does_not_fit_is_told_and_stays_typed(open_now, clerk, numbers, said):
    browser = clerk(open_now)
    Batch.objects.create(
        election=open_now, number=1, place="A", state="reading", marked=1, opened_by="x", opened_date=date(2026, 11, 1)
    )
    answer = browser.post(at(open_now, "kastes/1/1/"), {"kind": "vote", "numbers": numbers})
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert html.fromstring(answer.content).get_element_by_id("id_numbers").get("value", "") == numbers


def test_numbers_on_a_paper_that_is_no_vote_are_asked_about(open_now, clerk):
    browser = clerk(open_now)
    Batch.objects.create(
        election=open_now, number=1, place="A", state="reading", marked=1, opened_by="x", opened_date=date(2026, 11, 1)
    )
    answer = browser.post(at(open_now, "kastes/1/1/"), {"kind": "invalid", "numbers": "1"})
    assert (answer.status_code, "Numuri pieder balsij" in words(answer)) == (422, True)


def test_blank_ballot_and_protocol_are_tagged_pdf_of_a4(open_now, clerk):
    browser = clerk(open_now)
    browser.post(at(open_now, "kastes/"), {"place": "Liepu bibliotēka"})
    for part, said in (("balsosanas-zime.pdf?kartiba=2", "Projekts 3"), ("kastes/1/protokols.pdf", "Liepu bibliotēka")):
        pdf = PdfReader(io.BytesIO(browser.get(at(open_now, part)).content))
        assert said in pdf.pages[0].extract_text()
        assert (pdf.trailer["/Root"]["/MarkInfo"]["/Marked"], pdf.trailer["/Root"]["/Lang"]) == (True, "lv")
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]


def helper_of(election):
    account = Account.objects.create(email="bibl@novads.lv", person=Person.objects.create(name="Bibliotekāre Zane"))
    RoleGrant.objects.create(
        account=account, role="helper", institution=election.institution, starts_at=timezone.now() - timedelta(days=9),
        granted_by="system", granted_at=timezone.now() - timedelta(days=9),
    )  # fmt: skip
    return account


def test_helper_lends_the_screen_and_nobody_stays_signed_in(open_now, client, make_person):
    client.force_login(helper_of(open_now))
    assert "Nodot šo ekrānu" in words(client.get("/balsosana/palidzet/"))
    lent = client.post("/balsosana/nodot/", {"election": open_now.pk}, follow=True)
    page = lent.content.decode()
    assert ("Aizdots ekrāns" in page, "Zane" in page, "site-menu" in page) == (True, False, False)
    assert not Session.objects.filter(account__email="bibl@novads.lv").exists()
    voter = know_code(make_person(code="", born="", place=""), ANNA)
    client.force_login(voter)
    address = f"/balsosana/{open_now.pk}/"
    ballot = client.get(address)
    assert ("Aizdots ekrāns" in ballot.content.decode(), "blindrsa.js" in ballot.content.decode()) == (True, False)
    seed = html.fromstring(ballot.content).xpath("//form[@id='ballot']//input[@name='seed']/@value")[0]
    receipt = client.post(address, {"seed": seed, "choice": ["1"], "step": "cast"})
    assert (receipt.status_code, Ballot.objects.count(), "Aizdots ekrāns" in receipt.content.decode()) == (200, 1, True)
    assert not Session.objects.filter(account=voter).exists()
    free = client.post("/balsosana/atdot/")
    assert ("Ekrāns ir brīvs" in words(free), free["Clear-Site-Data"]) == (True, '"cache", "storage"')


def test_clerk_hands_over_the_own_screen_with_the_code(open_now, clerk):
    browser = clerk(open_now)
    marked = browser.post(at(open_now, "galds/"), {"code": ANNA, "do": "screen"})
    ballot = browser.post("/balsosana/nodot/", hidden(marked, "/nodot/"), follow=True)
    tree = html.fromstring(ballot.content)
    assert tree.xpath("//form[@id='ballot']//input[@name='word']/@value") != []
    assert browser.get(at(open_now)).status_code == 302
    assert "desk_word" not in browser.session


def test_only_helpers_and_clerks_lend_a_screen(open_now, client, make_person):
    client.force_login(make_person())
    assert client.post("/balsosana/nodot/", {"election": open_now.pk}).status_code == 403
    assert client.get("/balsosana/palidzet/").status_code == 403


def test_queries_of_the_workplace_do_not_grow(open_now, clerk):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, counts = clerk(open_now), []
    for number in (1, 5, 9):
        Batch.objects.all().delete()
        for each in range(1, number + 1):
            Batch.objects.create(
                election=open_now, number=each, place="A", state="reading", marked=each, opened_by="x",
                opened_date=date(2026, 11, 1),
            )  # fmt: skip
        with CaptureQueriesContext(connection) as made:
            browser.get(at(open_now))
        counts.append(len(made))
    assert len(set(counts)) == 1


def test_municipality_shows_its_votes_and_officials_the_way_to_their_workplace(open_now, clerk, client):
    address, work = f"/vietas/iestade/{open_now.institution.slug}/", 'href="/balsosana/darbs/"'
    seen, by_clerk = client.get(address).content.decode(), clerk(open_now).get(address).content.decode()
    assert [open_now.title in page for page in (seen, by_clerk)] == [True, True]
    assert [work in page for page in (seen, by_clerk)] == [False, True]
