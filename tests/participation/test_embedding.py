"""The list of opportunities inside an institution's own site: small, without cookies, the same for everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from balss.participation.models import Opportunity

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def address(municipality):
    return reverse("participation:embedded", args=[municipality.slug])


@pytest.fixture
def announce(municipality, now):
    def make(title, **columns):
        row = {"kind": "event", "institution": municipality, "origin": "events", "address": "/notikumi/a/",
               "opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=9), "state": "published",
               "published_at": now, "author": "abc", "created_at": now, "updated_at": now}  # fmt: skip
        return Opportunity.objects.create(title=title, origin_key=title, **row | columns)

    return make


def test_list_is_small_and_sets_no_cookie_and_runs_nothing(client, address, announce):
    for number in range(20):
        announce(f"Nosaukums {number}")
    answer = client.get(f"{address}?skaits=20")
    page = answer.content.decode()

    assert answer.cookies == {}
    assert len(answer.content) < 16_000
    assert all(word not in page for word in ("<script", "<form", "<button", "csrf"))


def test_any_site_may_frame_it_and_no_other_page(client, address, opportunity):
    policy = client.get(address).headers["Content-Security-Policy"]

    assert "frame-ancestors *" in policy
    assert "script-src 'self'" in policy
    assert "X-Frame-Options" not in client.get(address).headers
    for other in (reverse("participation:feed"), opportunity.get_absolute_url()):
        headers = client.get(other).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"


def test_it_is_the_same_for_whoever_is_signed_in(client, sign_in, official, address, opportunity, draft_opportunity):
    before = client.get(address).content
    answer = sign_in(official).get(address)

    assert (answer.content, answer.cookies) == (before, {})


def test_nothing_unpublished_withdrawn_or_of_others_appears(
    client, address, announce, process, official, opportunity_content, ministry, now
):
    from balss.participation.services import prepare_opportunity

    prepare_opportunity(process=process, content=opportunity_content | {"title": "melnraksts"}, by=official, now=now)
    announce("redzama")
    announce("atsaukta", state="withdrawn", withdrawn_reason="Kļūda.")
    announce("cita", institution=ministry)
    page = client.get(f"{address}?kad=all&iestade=xm").content.decode()

    assert "redzama" in page
    assert all(word not in page for word in ("melnraksts", "atsaukta", ">cita<"))


def test_it_is_narrowed_by_kind_topic_place_and_count(client, address, announce, topic, parish):
    first, second = announce("pirmā", kind="survey"), announce("otrā")
    first.topics.add(topic)
    second.territories.add(parish)

    def shown(query):
        page = client.get(address + query).content.decode()
        return [title for title in ("pirmā", "otrā") if title in page]

    assert shown("?veids=survey") == shown("?joma=satiksme") == shown("?skaits=1") == ["pirmā"]
    assert shown("?vieta=ziedu-pagasts") == ["otrā"]
    assert shown("?skaits=0") == ["pirmā"]
    assert shown("?skaits=9999999999") == shown("?skaits=x") == shown("") == ["pirmā", "otrā"]


def test_it_speaks_the_language_of_the_address_and_wears_the_look(client, address, announce):
    row = announce("Iela")
    row.translate("en", title="Street")
    row.save()
    page = client.get(f"/en{address}?izskats=tumss").content.decode()

    assert '<html lang="en" class="dark">' in page
    assert "Street" in page


def test_empty_list_says_so_and_unknown_institution_is_not_found(client, address):
    assert "Šobrīd nav atvērtu iespēju" in client.get(address).content.decode()
    assert client.get(reverse("participation:embedded", args=["nav"])).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_it_asks_the_same_number_of_queries(client, address, announce, count, django_assert_num_queries):
    for number in range(count):
        announce(f"nr. {number}")

    with django_assert_num_queries(4):
        client.get(address)


def test_data_hold_as_many_as_asked_for(client, announce):
    for title in ("a", "b", "c"):
        announce(title)

    assert len(client.get("/lidzdaliba/iespejas.json?skaits=2").json()["opportunities"]) == 2
    assert client.get("/lidzdaliba/iespejas.atom?skaits=2").content.count(b"<entry>") == 2


def test_official_gets_the_code_for_the_own_institution_with_a_preview(sign_in, official, announce):
    answer = sign_in(official).get(
        reverse("participation:embed_code") + "?veids=event&skaits=3&izskats=gaiss&valoda=en"
    )
    page = answer.content.decode()
    address = "/en/lidzdaliba/ieklaut/n1/?veids=event&amp;skaits=3&amp;izskats=gaiss"

    assert f'src="{address}"' in page
    assert f"&lt;iframe src=&quot;http://localhost:8000{address.replace('&', '&amp;')}&quot;" in page
    assert answer.headers["Content-Security-Policy"].endswith("frame-src 'self'")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_code_is_for_officials(client, sign_in, resident):
    address = reverse("participation:embed_code")

    assert client.get(address).status_code == 302
    assert sign_in(resident).get(address).status_code == 403
