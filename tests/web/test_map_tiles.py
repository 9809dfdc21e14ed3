"""Whose tiles maps show: nobody's unless the operator names a server, and then only pages with a map may ask it."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from balss.config.maps import Tiles, tiles_of
from balss.config.urls import urlpatterns as every_page
from balss.shared.maps import shows_map

TILES = "https://karte.example.lv/{z}/{x}/{y}.png"
NAMED = {"BALSS_MAP_TILES": TILES, "BALSS_MAP_ATTRIBUTION": "© Karte"}


@shows_map()
def with_map(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Karte")


@shows_map(locates=True)
def with_own_place(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Kur esmu?")


urlpatterns = [path("karte/", with_map), path("vieta/", with_own_place), *every_page]


@pytest.fixture
def visitor(settings: Any, db: None) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client()


def pictures(answer: Any) -> str:
    return next(each for each in answer["Content-Security-Policy"].split("; ") if each.startswith("img-src"))


@pytest.mark.parametrize("tiles", [Tiles(), Tiles("/karte/{z}/{x}/{y}.png", "© Karte")])
def test_map_loads_nothing_from_elsewhere_without_a_server_of_tiles(visitor: Client, settings: Any, tiles: Tiles):
    settings.MAP_TILES = tiles
    plain, mapped = visitor.get("/nav-tadas-lapas/"), visitor.get("/karte/")
    assert mapped["Content-Security-Policy"] == plain["Content-Security-Policy"]


@pytest.mark.parametrize("asked", ["first", "kept"])
def test_tiles_are_allowed_on_pages_with_a_map_alone(visitor: Client, settings: Any, asked: str):
    settings.MAP_TILES = tiles_of(NAMED, production=True)
    if asked == "kept":
        visitor.get("/karte/")
    assert pictures(visitor.get("/karte/")) == "img-src 'self' data: https://karte.example.lv"
    assert pictures(visitor.get("/raditaji/")) == "img-src 'self' data:"


def test_only_a_page_that_says_so_asks_where_the_device_is(visitor: Client):
    refused, asked = visitor.get("/karte/")["Permissions-Policy"], visitor.get("/vieta/")["Permissions-Policy"]
    assert "geolocation=()" in refused
    assert asked == refused.replace("geolocation=()", "geolocation=(self)")


@pytest.mark.parametrize("address", ["/privatums/", "/en/privatums/"])
def test_statement_on_privacy_names_whom_maps_ask(visitor: Client, settings: Any, address: str):
    assert "karte.example.lv" not in visitor.get(address).content.decode()
    settings.MAP_TILES = tiles_of(NAMED, production=True)
    assert "https://karte.example.lv (© Karte)" in Client().get(f"{address}?").content.decode()


@pytest.mark.parametrize(
    ("address", "host"),
    [
        (TILES, "https://karte.example.lv"),
        ("https://karte.example.lv:8443/t/{z}/{x}/{y}.png?key=1", "https://karte.example.lv:8443"),
        ("/karte/{z}/{x}/{y}.png", ""),
        ("", ""),
    ],
)
def test_server_of_tiles_is_named_by_scheme_and_host(address: str, host: str):
    assert tiles_of(NAMED | {"BALSS_MAP_TILES": address}, production=True).host == host


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"BALSS_MAP_TILES": "https://karte.example.lv/{z}/{x}.png"}, "{y}"),
        ({"BALSS_MAP_TILES": "//karte.example.lv/{z}/{x}/{y}.png"}, "https://"),
        ({"BALSS_MAP_TILES": "https://a.lv/{z}/{x}/{y}.png; script-src *"}, "https://"),
        ({"BALSS_MAP_TILES": "https://{s}.example.lv/{z}/{x}/{y}.png"}, "{s}"),
        ({"BALSS_MAP_TILES": "http://karte.example.lv/{z}/{x}/{y}.png"}, "production"),
        ({"BALSS_MAP_ATTRIBUTION": ""}, "BALSS_MAP_ATTRIBUTION"),
        ({"BALSS_MAP_ATTRIBUTION_URL": "javascript:alert(1)"}, "BALSS_MAP_ATTRIBUTION_URL"),
    ],
)
def test_setting_that_cannot_be_kept_is_refused_with_the_reason(changed: dict[str, str], told: str):
    with pytest.raises(ImproperlyConfigured, match=told.replace("{", r"\{")):
        tiles_of(NAMED | changed, production=True)
