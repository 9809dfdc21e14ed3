"""What machines ask at one fixed address."""

from typing import Any

import pytest
from django.test import Client
from lxml import etree


def test_demonstration_is_kept_out_of_search_engines(client: Client, db: None) -> None:
    assert client.get("/robots.txt").content.decode().splitlines()[:2] == ["User-agent: *", "Disallow: /"]


def test_real_service_is_found_but_for_accounts(client: Client, db: None, settings: Any) -> None:
    settings.PRODUCTION = True
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[1:3] == ["Disallow: /konts/", "Disallow: /en/konts/"]


def test_sitemap_names_every_section_in_both_languages(client: Client, db: None) -> None:
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    addresses = [element.text for element in tree.iter("{*}loc")]
    assert "http://localhost:8000/plans/" in addresses
    assert "http://localhost:8000/en/plans/" in addresses
    assert len(addresses) == len(set(addresses))


def test_security_txt_has_what_the_standard_asks(client: Client, db: None) -> None:
    fields = [line.split(": ")[0] for line in client.get("/.well-known/security.txt").content.decode().splitlines()]
    assert fields == ["Contact", "Expires", "Preferred-Languages"]


@pytest.mark.parametrize("address", ["/", "/piekluve/", "/privatums/", "/dizains/"])
@pytest.mark.parametrize(("prefix", "language"), [("", "lv"), ("/en", "en")])
def test_page_says_its_language(client: Client, db: None, address: str, prefix: str, language: str) -> None:
    page = client.get(prefix + address)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
