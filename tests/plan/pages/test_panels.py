"""The plan on pages of other rooms: the home page, and the page of an institution."""

import pytest

from tests.plan.pages.conftest import PLAN
from tests.plan.pages.reading import all_words, words


def test_home_page_shows_the_plan_at_a_glance(published, get):
    panel = get("/").cssselect("section[aria-labelledby=plan-today]")[0]
    assert (len(panel.cssselect(".sign")), all_words(panel, ".count")[0]) == (24, "3 kavējas")
    assert panel.cssselect(".count")[0].get("href") == f"{PLAN}?status=overdue#list"
    assert "Tuvākais termiņš: 2026. gada 31. decembris" in words(panel)


def test_institution_shows_its_obligations(published, get):
    panel = get("/vietas/iestade/tieslietu-ministrija/").get_element_by_id("plan")
    assert all_words(panel, "h2") == ["Atvērtās pārvaldības plāns"]
    assert all_words(panel, ".measure-number") == ["1.2", "1.5", "2.1", "2.2", "3.1", "3.6", "3.7", "4.2", "4.3", "4.4"]


def test_institution_without_a_part_shows_nothing_of_the_plan(published, get):
    with pytest.raises(KeyError):
        get("/vietas/iestade/junior-achievement-latvia/").get_element_by_id("plan")
