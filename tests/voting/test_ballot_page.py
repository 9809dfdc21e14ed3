"""A ballot of 150 projects, chosen from without JavaScript: what it weighs, and that no step loses anything."""

import gzip

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from balss.box.models import Ballot
from balss.core.vote.paper import Way
from balss.participatory_budget.models import Project
from balss.places.models import Institution, Territory, TerritoryVersion
from balss.voting.models import RollEntry
from tests.voting.conftest import PLACE
from tests.voting.rounds import PROJECTS, arrange_round, make_round
from tests.voting.test_pages import address, form_of

LIGHTEST, LIGHTEST_PACKED = 250_000, 40_000  # bytes of the page, and of it compressed


@pytest.fixture
def signed_in(client, make_person):
    client.force_login(make_person())
    return client


@pytest.fixture
def round_of(db):
    territory = Territory.objects.create(slug="novads", kind="municipality")
    TerritoryVersion.objects.create(territory=territory, name=PLACE)
    body = Institution.objects.create(code="N1", slug="n1", kind="municipality", territory=territory)

    def make(way, slug="garais"):
        now = timezone.now()
        return arrange_round(make_round(body, way=way, now=now, slug=slug), now=now)

    return make


def tree_of(answer):
    return html.fromstring(answer.content)


def queries_of(client, election):
    with CaptureQueriesContext(connections["default"]) as here, CaptureQueriesContext(connections["box"]) as box:
        client.get(address(election))
    return len(here), len(box)


@pytest.mark.parametrize("way", list(Way))
def test_a_page_of_150_projects_with_their_texts_is_light(signed_in, round_of, way):
    page = signed_in.get(address(round_of(way))).content
    packed = len(gzip.compress(page))
    assert page.count(b'<details class="about">') == PROJECTS
    assert (len(page) < LIGHTEST, packed < LIGHTEST_PACKED) == (True, True), (len(page), packed)


def test_a_page_of_150_projects_asks_no_more_than_one_of_2(signed_in, round_of):
    long = round_of(Way.MONEY)
    short = round_of(Way.MONEY, slug="iss")
    queries_of(signed_in, long)  # what is asked once and kept
    many = queries_of(signed_in, long)
    Project.objects.filter(call__slug="iss", number__gt=2).delete()
    assert queries_of(signed_in, short) == many


def test_what_is_left_is_told_and_nothing_is_lost(signed_in, round_of):
    election = round_of(Way.MONEY)
    hidden = form_of(signed_in.get(address(election)))
    answer = signed_in.post(address(election), {**hidden, "step": "check", "choice": ["1", "3"]})
    tree = tree_of(answer)
    assert (answer.status_code, RollEntry.objects.count()) == (200, 0)
    assert tree.get_element_by_id("tally").text == "Izvēlēts: 2 · Atlicis: 246\xa0760\xa0€"
    assert sorted(tree.xpath("//input[@checked]/@value")) == ["1", "3"]
    assert form_of(answer)["seed"] == hidden["seed"]


def test_too_much_money_is_told_with_what_was_chosen(signed_in, round_of):
    election = round_of(Way.MONEY)
    hidden = form_of(signed_in.get(address(election)))
    most_expensive = [str(number) for number in range(145, 151)]
    answer = signed_in.post(address(election), {**hidden, "step": "review", "choice": most_expensive})
    tree = tree_of(answer)
    assert (answer.status_code, RollEntry.objects.count()) == (422, 0)
    assert "par 30\xa0350\xa0€" in tree.get_element_by_id("vote-error").text_content()
    assert len(tree.xpath("//input[@checked]")) == 6


@pytest.mark.parametrize(
    ("way", "chosen"),
    [
        (Way.ONE, {"choice": ["7"]}),
        (Way.SEVERAL, {"choice": ["7", "2"]}),
        (Way.MONEY, {"choice": ["7", "2"]}),
        (Way.POINTS, {"points-7": "4", "points-2": "1"}),
        (Way.RANKING, {"rank-7": "1", "rank-2": "2"}),
    ],
)
def test_a_choice_is_seen_once_more_changed_and_then_cast(signed_in, round_of, way, chosen):
    election = round_of(way)
    hidden = form_of(signed_in.get(address(election)))
    review = tree_of(signed_in.post(address(election), {**hidden, "step": "review", **chosen}))
    assert len(review.xpath("//*[contains(@class, 'picked')]/li")) == len(chosen.get("choice", chosen))
    form = review.forms[-1]
    carried = dict(form.form_values()) | {"choice": form.xpath(".//input[@name='choice']/@value")}
    assert RollEntry.objects.count() == 0
    back = tree_of(signed_in.post(address(election), {**carried, "step": "edit"}))
    kept = back.xpath("//input[@checked]/@value") or back.xpath("//li//input[@value!='']/@data-id")
    assert set(kept) == ({"7"} if way is Way.ONE else {"7", "2"})
    cast = signed_in.post(address(election), {**carried, "step": "cast"})
    assert (cast.status_code, set(Ballot.objects.get().read().choices)) == (200, set(kept))


def test_receipt_leads_to_following_the_round_without_a_word_of_the_choice(signed_in, round_of):
    election = round_of(Way.ONE)
    hidden = form_of(signed_in.get(address(election)))
    receipt = tree_of(signed_in.post(address(election), {**hidden, "step": "cast", "choice": ["7"]}))
    ways = receipt.xpath("//*[@class='receipt-box']//a[contains(@href, '/lidzdalibas-budzets/')]/@href")
    assert ways == [election.page] == ["/lidzdalibas-budzets/garais/"]


def test_the_order_stays_through_all_steps(signed_in, round_of):
    election = round_of(Way.SEVERAL)
    first = signed_in.get(address(election))
    again = signed_in.post(address(election), {**form_of(first), "step": "check", "choice": ["7"]})
    orders = [tree_of(page).xpath("//input[@name='choice']/@value") for page in (first, again)]
    assert orders[0] == orders[1]
    assert orders[0] != sorted(orders[0], key=int)


def test_who_changes_a_vote_keeps_the_order_through_all_steps(client, round_of):
    election = round_of(Way.SEVERAL)
    pages = [client.get(address(election, "mainit/"))]
    order = tree_of(pages[0]).xpath("//input[@name='order']/@value")[0]
    pages.append(client.post(address(election, "mainit/"), {"order": order, "code": "12", "step": "edit"}))
    pages.append(client.get(address(election, "mainit/")))
    orders = [tree_of(page).xpath("//input[@name='choice']/@value") for page in pages]
    assert (orders[0] == orders[1], orders[0] == orders[2]) == (True, False)
    assert tree_of(pages[1]).get_element_by_id("code").value == "12"


def test_a_text_of_any_length_is_cut_with_the_way_to_the_rest(signed_in, round_of):
    election = round_of(Way.ONE)
    Project.objects.filter(number=7).update(text="Ļoti " * 2_000)
    row = tree_of(signed_in.get(address(election))).xpath("//li[.//input[@data-id='7']]")[0]
    assert len(row.xpath(".//details")[0].text_content()) < 1_200
    assert row.xpath(".//details//a/@href") == ["/lidzdalibas-budzets/garais/projekti/7/"]
