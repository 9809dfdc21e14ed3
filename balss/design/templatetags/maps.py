"""Maps beside lists and facts, drawn by design/map.js. Without JavaScript there is none, and nothing is missing: what
is on a map stands on its page in words too.

A page with a map has `{% map_files %}` in its block `head`, and its view is marked with `shared.maps.shows_map`. Other
rooms' scripts draw on the ground that `{% map_ground %}` lays.
"""

import json
from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("design/map_files.html")
def map_files() -> dict[str, Any]:
    return {"tiles": settings.MAP_TILES}


@register.inclusion_tag("design/map.html")
def map_of_list(id: str, title: str, source: str) -> dict[str, Any]:
    """{% map_of_list "map" _("On the map") geojson_url %}: each feature of a GeoJSON collection that lies somewhere, as
    a link. Features have the properties `number`, `title` and `url`."""
    return {"id": id, "title": title, "source": source, "tiles": settings.MAP_TILES}


@register.inclusion_tag("design/map.html")
def map_of_place(id: str, title: str, geometry: dict[str, Any]) -> dict[str, Any]:
    """{% map_of_place "map" _("On the map") idea.geometry %}: one place."""
    return {"id": id, "title": title, "shape": json.dumps(geometry), "tiles": settings.MAP_TILES}


@register.inclusion_tag("design/map_ground.html")
def map_ground(id: str, title: str, how: str = "") -> dict[str, Any]:
    """{% map_ground "map" _("Map") %}: where a map will lie; `how` is the id of the words that explain its keys."""
    return {"id": id, "title": title, "how": how, "tiles": settings.MAP_TILES}
