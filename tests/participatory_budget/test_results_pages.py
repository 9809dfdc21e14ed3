"""The results as people see them: why the favourite lost, files to count again, one's own share; nothing before it is
published."""

import json

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from lxml import html

from balss.box.models import Ballot as KeptBallot
from balss.cli import main
from balss.participatory_budget import services
from balss.participatory_budget.models import AreaCount, Count, Project
from balss.participatory_budget.queries.results import area_results
from balss.participatory_budget.templatetags.results import payment_words, why_lost
from balss.voting.models import Batch
from balss.voting.services import Vote, change_by_service
from tests.participatory_budget.conftest import AFTER_VOTING, IN_VETTING, IN_VOTING, make_project

ROOM = "/lidzdalibas-budzets/"
SEED = b"s" * 32
ENOUGH = [("1", "3")] * 12 + [("3",)] * 9
FILES = ("rezultati/", "rezultati.json", "rezultati.csv", "rezultati/1.pb", "rezultati/mana-dala/")


@pytest.fixture
def published(listed, cast_votes, close, official):
    """Counts these ballots and publishes."""

    def make(*ballots):
        receipts = cast_votes(*ballots)
        close()
        return services.publish_count(call=listed, by=official, now=AFTER_VOTING), receipts

    return make


def text_of(answer):
    return " ".join(html.fromstring(answer.content).text_content().replace("\xa0", " ").split())


def links_of(answer):
    return {link for _element, _name, link, _place in html.fromstring(answer.content).iterlinks()}


@pytest.fixture
def address(listed):
    return lambda path: f"{ROOM}{listed.slug}/{path}"


def test_results_stand_nowhere_before_an_official_publishes_them(
    at, listed, address, cast_votes, close, official_account
):
    cast_votes(*ENOUGH)
    close()
    for path in FILES:
        assert at(AFTER_VOTING).get(address(path)).status_code == 404
        assert at(AFTER_VOTING, official_account).get(address(path)).status_code == 404


def test_result_and_numbers_of_the_sealing_lead_to_each_other_once_it_is_published(
    at, listed, address, cast_votes, close, official
):
    cast_votes(*ENOUGH)
    close()
    browser, numbers, ballot = at(AFTER_VOTING), *(f"/balsosana/{listed.election_id}/{end}" for end in ("kastes/", ""))
    for published in (False, True):
        if published:
            services.publish_count(call=listed, by=official, now=AFTER_VOTING)
        for path in (numbers, ballot):
            found = links_of(browser.get(f"{path}?{published}"))  # the page itself is kept for half a minute
            assert (address("rezultati/") in found) is published
    assert numbers in links_of(browser.get(address("rezultati/")))
    assert "Aizzīmogotajā urnā ir 21 balss." in text_of(browser.get(numbers))


def test_official_sees_nothing_of_the_votes_before_the_closing(at, listed, address, cast_votes, official_account):
    cast_votes(*ENOUGH)
    work = f"{ROOM}darbs/{listed.slug}/rezultati/"
    for moment in (IN_VOTING, AFTER_VOTING):
        page = text_of(at(moment, official_account).get(work))
        assert ("Balsis vēl nav saskaitītas" in page, "Projekts 1" in page) == (True, False)


def test_official_is_told_which_urns_the_count_waits_for(at, listed, arranged, official_account):
    Batch.objects.create(election=arranged, number=4, place="Bibliotēka", opened_by="x", opened_date="2026-05-05")
    page = text_of(at(AFTER_VOTING, official_account).get(f"{ROOM}darbs/{listed.slug}/rezultati/"))
    assert "šīm kastēm: 4" in page


def test_official_sees_the_share_of_unique_ballots_and_publishes(
    at, listed, address, cast_votes, close, official_account, django_capture_on_commit_callbacks
):
    cast_votes(*ENOUGH, ("1",))
    close()
    work = f"{ROOM}darbs/{listed.slug}/rezultati/"
    browser = at(AFTER_VOTING, official_account)
    page = text_of(browser.get(work))
    assert ("1 (4,5 %)" in page, "ne vairāk kā 75 %" in page) == (True, True)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(work, {"do": "publish"}).url == address("rezultati/")
    assert browser.post(work, {"do": "publish"}).status_code == 302  # a second press: told, and nothing happens
    assert {at(AFTER_VOTING).get(address(path)).status_code for path in FILES} == {200}


def test_page_says_why_the_favourite_lost(at, listed, address, cast_votes, close, official):
    """3 has as many votes as 1 and costs 6 500 € of 7 000 €; the cheaper one goes first, and 6 000 € are left."""
    Project.objects.filter(number=3).update(cost_cents=650_000)
    cast_votes(*[("1", "3")] * 12)
    close()
    services.publish_count(call=listed, by=official, now=AFTER_VOTING)
    page = text_of(at(AFTER_VOTING).get(address("rezultati/")))
    assert (
        "Kad pienāca tā kārta, bija atlikuši 6 000 €, bet tas maksā 6 500 €. Tas būtu uzvarējis, ja par to vien "
        "nobalsotu vēl 1 cilvēks vai tas maksātu par 500 € mazāk."
    ) in page
    project = at(AFTER_VOTING).get(f"{ROOM}{listed.slug}/projekti/3/").content.decode()
    assert f'href="{address("rezultati/")}#p3"' in project


def test_page_says_who_paid_where_shares_decide(listed, arranged, cast_votes, close, official, ballot_content):
    listed.categories.update(most_cents=None)
    said = ballot_content | {"rule": "equal-shares", "tie_order": "cost,votes,number"}
    services.set_ballot(call=listed, content=said, by=official, now=IN_VETTING)
    cast_votes(*[("1",)] * 2, ("3",))
    close()
    (first, _second) = area_results(listed)
    assert [payment_words(each).replace("\xa0", " ") for each in first.chosen] == [
        "2 balsotāji samaksāja katrs pa 500 €."
    ]
    assert (
        why_lost(first.lost[0])
        .replace("\xa0", " ")
        .startswith("Tas maksā 6 000 €, bet tiem, kas to izvēlējās, kopā bija palikuši 2 333,33 €.")
    )


def test_an_observer_counts_the_downloaded_file_again(at, published, address, tmp_path, capsys):
    published(*ENOUGH)
    browser = at(AFTER_VOTING)
    (tmp_path / "1.pb").write_bytes(browser.get(address("rezultati/1.pb")).content)
    assert main(["count", str(tmp_path / "1.pb"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (first, _second) = browser.get(address("rezultati.json")).json()["areas"]
    assert (told["selected"], first["ballots_published"]) == (first["count"]["selected"], True)


def test_of_an_area_with_few_voters_no_ballots_are_given(at, published, address):
    published(*ENOUGH, ("2",))
    browser = at(AFTER_VOTING)
    assert browser.get(address("rezultati/2.pb")).status_code == 404
    assert "Netiek publicētas" in text_of(browser.get(address("rezultati/")))
    assert browser.get(address("rezultati.csv")).getvalue().decode().count("\r\n") == 4


def test_voter_with_a_receipt_sees_where_the_share_went_and_nothing_is_kept(
    at, listed, arranged, cast_votes, close, official, ballot_content, address
):
    listed.categories.update(most_cents=None)
    said = ballot_content | {"rule": "equal-shares", "tie_order": "cost,votes,number"}
    services.set_ballot(call=listed, content=said, by=official, now=IN_VETTING)
    receipts = cast_votes(*[("1", "3")] * 2, ("3",))
    close()
    services.publish_count(call=listed, by=official, now=AFTER_VOTING)
    before = (KeptBallot.objects.count(), Count.objects.count())
    browser = at(AFTER_VOTING)
    page = text_of(browser.post(address("rezultati/mana-dala/"), {"receipt": receipts[0].text()}))
    assert "Jūsu daļa bija 2 333,33 €." in page
    assert "Projekts 3 – izraudzīts; no jūsu daļas par to samaksāja 2 000 €" in page
    assert "Projekts 1 – nav izraudzīts ( kāpēc )" in page.replace("(kāpēc)", "( kāpēc )")
    assert (KeptBallot.objects.count(), Count.objects.count(), dict(browser.cookies).get("sessionid")) == (
        *before,
        None,
    )


def test_receipt_of_a_replaced_vote_is_told_so(at, listed, arranged, cast_votes, close, official, address):
    (receipt,) = cast_votes(("1",), seeds=(SEED,))
    change_by_service(election=arranged, seed=SEED, vote=Vote(("3",)), now=IN_VOTING)
    close()
    services.publish_count(call=listed, by=official, now=AFTER_VOTING)
    answer = at(AFTER_VOTING).post(address("rezultati/mana-dala/"), {"receipt": receipt.text()})
    assert (answer.status_code, "Tiek skaitīta jūsu vēlākā balss" in text_of(answer)) == (422, True)


@pytest.mark.parametrize(
    ("receipt", "words"),
    [("", "nav pilns"), ("{}", "nav pilns"), ("forged", "neattiecas"), ("[" * 70_000, "nav pilns")],
)
def test_what_is_no_receipt_of_this_election_is_told_and_kept_in_the_field(at, published, address, receipt, words):
    _call, receipts = published(*ENOUGH)
    if receipt == "forged":
        data = json.loads(receipts[0].text())
        data["ballot"]["choices"] = ["1"]
        receipt = json.dumps(data)
    answer = at(AFTER_VOTING).post(address("rezultati/mana-dala/"), {"receipt": receipt})
    assert (answer.status_code, words in text_of(answer)) == (422, True)
    assert (html.fromstring(answer.content).get_element_by_id("receipt").text or "").strip() == receipt[:60_000].strip()


def test_queries_of_the_results_do_not_grow_with_projects(at, listed, published, address):
    published(*ENOUGH)
    browser, counts = at(AFTER_VOTING), []
    for number in (None, 11, 12, 13):
        if number:
            row = make_project(listed, number)
            Project.objects.filter(pk=row.pk).update(state="not_chosen", is_chosen=False, votes=0)
            counted = AreaCount.objects.get(number=1)
            counted.trace["votes"][str(number)] = counted.trace["chosen_by"][str(number)] = 0
            counted.save()
        for path in ("rezultati/", "rezultati.json"):
            with CaptureQueriesContext(connections["default"]) as made:
                browser.get(address(path))
            counts.append((path, len(made)))
    assert len(set(counts[2:])) == 2  # the first round warms what is asked once for a process
