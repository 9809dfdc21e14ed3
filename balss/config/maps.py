"""The ground of maps from the environment: tiles of a server that the operator chose, or none.

BALSS_MAP_TILES            address of the tiles with {z}, {x} and {y} in it (Web Mercator, 256 pixels): https://… or a
                           path of our own host, “/karte/{z}/{x}/{y}.png”. Unset: maps lie on a plain ground and nothing
                           is loaded from anybody (decision 0147).
BALSS_MAP_ATTRIBUTION      whose map it is, as its licence wants it said, for example “© OpenStreetMap contributors”;
                           required with the tiles.
BALSS_MAP_ATTRIBUTION_URL  where that leads, for example https://www.openstreetmap.org/copyright (default: nowhere).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ADDRESS = re.compile(r"(/|https?://)[^\s;,'\"]+")  # as it may stand in a Content-Security-Policy
PLACES = ("{z}", "{x}", "{y}")


@dataclass(frozen=True)
class Tiles:
    """No address: there are none."""

    address: str = ""
    attribution: str = ""
    attribution_url: str = ""

    @property
    def host(self) -> str:
        """Whom else browsers ask for tiles; "" where it is nobody, or ourselves."""
        if not self.address or self.address.startswith("/"):
            return ""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def tiles_of(environ: Mapping[str, str], *, production: bool) -> Tiles:
    """Raises ImproperlyConfigured naming the variable that is missing or wrong."""
    address = environ.get("BALSS_MAP_TILES", "")
    if not address:
        return Tiles()
    tiles = Tiles(address, environ.get("BALSS_MAP_ATTRIBUTION", ""), environ.get("BALSS_MAP_ATTRIBUTION_URL", ""))
    lacking = [place for place in PLACES if place not in address]
    if lacking or not ADDRESS.fullmatch(address) or address.startswith("//"):
        raise ImproperlyConfigured("BALSS_MAP_TILES must be https://… or a path, with {z}, {x} and {y} in it")
    if "{" in tiles.host:
        raise ImproperlyConfigured("BALSS_MAP_TILES must name one host: “{s}” is no part of it")
    if production and address.startswith("http:"):
        raise ImproperlyConfigured("BALSS_MAP_TILES must begin with https:// when BALSS_ENV=production")
    if not tiles.attribution:
        raise ImproperlyConfigured("BALSS_MAP_ATTRIBUTION must say whose map BALSS_MAP_TILES shows")
    if tiles.attribution_url and not tiles.attribution_url.startswith("https://"):
        raise ImproperlyConfigured("BALSS_MAP_ATTRIBUTION_URL must begin with https://")
    return tiles
