"""Where an idea lies, as GeoJSON (RFC 7946): a point, a line or an area in WGS 84, longitude first.

Only what lies in or just beside Latvia is taken: coordinates written the wrong way round would lie in Yemen.
"""

from collections.abc import Iterable, Iterator
from typing import Any

WEST, SOUTH, EAST, NORTH = 20.5, 55.5, 28.5, 58.2
MOST_CORNERS = 2000
DEPTH = {"Point": 0, "LineString": 1, "Polygon": 2, "MultiPoint": 1, "MultiLineString": 2, "MultiPolygon": 3}
DECIMALS = 6  # about ten centimetres


class UnreadableGeometry(ValueError):
    """What was given is no geometry that can be kept; the words say why, in English, for whoever reads the code."""


def read_geometry(value: object) -> dict[str, Any]:
    """The geometry with no more than it needs; also out of a Feature. Raises UnreadableGeometry."""
    if isinstance(value, dict) and value.get("type") == "Feature":
        value = value.get("geometry")
    if not isinstance(value, dict) or value.get("type") not in DEPTH:
        raise UnreadableGeometry("not a geometry of GeoJSON")
    coordinates = _read(value.get("coordinates"), DEPTH[value["type"]])
    geometry = {"type": value["type"], "coordinates": coordinates}
    corners = list(corners_of(geometry))
    if not corners:
        raise UnreadableGeometry("without coordinates")
    if len(corners) > MOST_CORNERS:
        raise UnreadableGeometry("too many corners")
    if not all(WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH for longitude, latitude in corners):
        raise UnreadableGeometry("outside Latvia")
    if value["type"] == "Polygon" and any(len(ring) < 4 or ring[0] != ring[-1] for ring in coordinates):
        raise UnreadableGeometry("an area that is not closed")
    return geometry


def point(*, latitude: float, longitude: float) -> dict[str, Any]:
    """Raises UnreadableGeometry."""
    return read_geometry({"type": "Point", "coordinates": [longitude, latitude]})


def corners_of(geometry: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """All its coordinates, longitude first."""

    def walk(value: Any, depth: int) -> Iterator[tuple[float, float]]:
        if depth == 0:
            yield value[0], value[1]
        else:
            for each in value:
                yield from walk(each, depth - 1)

    yield from walk(geometry["coordinates"], DEPTH[geometry["type"]])


def middle_of(geometry: dict[str, Any]) -> tuple[float, float]:
    """The middle of the box around it: longitude, latitude."""
    corners = list(corners_of(geometry))
    longitudes, latitudes = [each[0] for each in corners], [each[1] for each in corners]
    return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2


def box_around(geometries: Iterable[dict[str, Any]]) -> list[list[float]] | None:
    """The south-western and the north-eastern corner of the box around all of them, latitude first."""
    corners = [corner for each in geometries for corner in corners_of(each)]
    if not corners:
        return None
    longitudes, latitudes = [each[0] for each in corners], [each[1] for each in corners]
    return [[min(latitudes), min(longitudes)], [max(latitudes), max(longitudes)]]


def _read(value: object, depth: int) -> Any:
    if not isinstance(value, list):
        raise UnreadableGeometry("coordinates are not a list")
    if depth:
        return [_read(each, depth - 1) for each in value]
    numbers = value[:2]
    if len(numbers) != 2 or not all(isinstance(each, int | float) and not isinstance(each, bool) for each in numbers):
        raise UnreadableGeometry("a position needs two numbers")
    return [round(float(each), DECIMALS) for each in numbers]
