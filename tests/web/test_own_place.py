"""“My place”: kept with the account, or in the address of who has none."""

# ruff: noqa: F401, F811  (fixtures of a room are imported, and named as arguments)

from balss.participation.models import Interest
from balss.participation.queries.interests import interests_of
from tests.participation.conftest import (
    NOW,
    _quick_passwords,
    clock,
    make_account,
    now,
    parish,
    resident,
    sign_in,
    topic,
)

PAGE = "/mana-vieta/"


def kept_by(actor):
    return [slug for slug, _name in interests_of(actor.person_id, NOW).places]


def test_without_account_the_place_stands_in_the_address_alone(client, parish):
    page = client.get(f"{PAGE}?vieta=ziedu-pagasts").content.decode()
    assert ("/vietas/vieta/ziedu-pagasts/" in page, "grāmatzīmēs" in page, "<form method=\"post\"" in page) == (
        True, True, False,
    )  # fmt: skip
    assert client.post(PAGE, {"vieta": "ziedu-pagasts"}).status_code in (302, 403)
    assert Interest.objects.count() == 0


def test_account_keeps_a_place_beside_its_topics_and_takes_it_away_again(sign_in, resident, parish, topic, clock):
    Interest.objects.create(person_id=resident.person_id, topic=topic, chosen_at=NOW)
    browser = sign_in(resident)
    assert browser.post(PAGE, {"vieta": "ziedu-pagasts"})["Location"] == PAGE
    assert browser.post(PAGE, {"vieta": "ziedu-pagasts"}).status_code == 302  # twice is once
    assert kept_by(resident) == ["ziedu-pagasts"]
    undone = browser.post(PAGE, {"vieta": "ziedu-pagasts", "nonemt": "1"})
    assert (kept_by(resident), undone["Location"]) == ([], f"{PAGE}?vieta=ziedu-pagasts")
    assert interests_of(resident.person_id, NOW).topics == (("satiksme", "Satiksme"),)


def test_unknown_place_is_not_kept(sign_in, resident, parish, clock):
    assert sign_in(resident).post(PAGE, {"vieta": "nav"}).status_code == 404
    assert kept_by(resident) == []
