"""A feed reader that is given the address of a page finds the feed, and the views lead to the data."""

import lxml.html
import pytest
from django.test import Client

from tests.plan.pages.conftest import PLAN

pytestmark = pytest.mark.django_db


def feeds_of(address):
    page = lxml.html.fromstring(Client().get(address).content.decode())
    return page.xpath("//head/link[@rel='alternate'][@type='application/atom+xml']/@href")


@pytest.mark.parametrize("view", ["", "kalendars/", "paveiktais/", "neskaidrais/", "dati/", "pasnovertejums/"])
def test_every_view_of_the_plan_names_its_feed(published, view):
    (feed,) = feeds_of(PLAN + view)
    assert Client().get(feed)["Content-Type"].startswith("application/atom+xml")


def test_page_of_a_measure_names_its_own_feed_too(published):
    feeds = feeds_of(f"{PLAN}pasakumi/2.2/")
    assert len(feeds) == len(set(feeds)) == 2
    assert all(Client().get(feed)["Content-Type"].startswith("application/atom+xml") for feed in feeds)


def test_views_lead_to_the_data_and_the_self_assessment(published, get):
    addresses = get().xpath("//nav[@class='tabs']//a/@href")
    assert addresses[-2:] == [f"{PLAN}pasnovertejums/", f"{PLAN}dati/"]
