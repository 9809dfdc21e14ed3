"""What happens, as Atom (RFC 4287)."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from balss.places.models import Institution

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def entries(client: Client):
    def read(address):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
        feed = ElementTree.fromstring(answer.content)
        return [{child.tag.removeprefix(ATOM): child.text for child in each} for each in feed.iter(f"{ATOM}entry")]

    return read


def test_feed_of_a_measure_tells_reports_assessments_and_passed_deadlines(entries, told):
    found = entries("/plans/lv-6/dati/pasakumi/2.2.atom")
    assert {each["id"] for each in found} == {
        f"urn:uuid:{told.report.public_id}",
        f"urn:uuid:{told.corrected.public_id}",
        f"urn:uuid:{told.assessment.public_id}",
        "tag:localhost,2026-01-01:lv-6/measures/2.2/deadlines/1/2026-03-31",
    }
    assert found == sorted(found, key=lambda each: (each["updated"], each["id"]), reverse=True)


def test_entry_has_the_same_id_in_every_feed_and_language(entries, told):
    feeds = [
        entries(f"{prefix}/plans/lv-6/dati/{name}.atom")
        for prefix in ("", "/en")
        for name in ("izmainas", "pasakumi/2.2", f"institucijas/{told.ministry.slug}")
    ]
    assert all(f"urn:uuid:{told.report.public_id}" in {each["id"] for each in feed} for feed in feeds)


def test_institution_that_said_nothing_does_not_tell_what_others_said(entries, told):
    other = Institution.objects.get(code="TM")
    ids = {each["id"] for each in entries(f"/plans/lv-6/dati/institucijas/{other.slug}.atom")}
    assert f"urn:uuid:{told.report.public_id}" not in ids


def test_control_characters_do_not_break_the_feed(entries, told):
    told.assessment.text = "Maz\x07darīts."
    told.assessment.save()
    assert "Mazdarīts." in [each.get("summary") for each in entries("/plans/lv-6/dati/izmainas.atom")]


def test_feed_that_did_not_change_is_not_sent_again(client, told):
    first = client.get("/plans/lv-6/dati/izmainas.atom")
    asked = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    assert client.get("/plans/lv-6/dati/izmainas.atom", headers=asked).status_code == 304
