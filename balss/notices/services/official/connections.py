"""How institutions are connected to the official e-address: a YAML file of whoever runs the installation.

    - institution: VARAM                      # code of room places
      driver: documents                       # folder | documents | div
      place: https://lietvediba.varam.lv/api  # a folder, or an address
      certificate: /etc/balss/varam.crt       # personal codes are sealed for its owner
      client: /etc/balss/varam-client.pem     # documents, div: certificate and key of mutual TLS
      authority: /etc/balss/varam-ca.pem      # documents, div: who vouches for the other side
      signing: /etc/balss/varam-seal.pem      # div: certificate and key of the institution's electronic seal
      opening: /etc/balss/varam-open.key      # div: key that opens sealed codes; readable by the worker alone

Institutions choose none of it on pages: an address or a path that people type would lead into our own network.
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

DRIVERS = ("folder", "documents", "div")
NEEDED = {
    "folder": ("place", "certificate"),
    "documents": ("place", "certificate", "client", "authority"),
    "div": ("place", "certificate", "client", "authority", "signing", "opening"),
}


class BadConnections(ValueError):
    """The file of gateways says something that cannot be; the text names the entry and what is wrong."""


@dataclass(frozen=True)
class Connection:
    """One institution's gateway. Paths are files; what is in them is read when it is needed."""

    institution: str
    driver: str
    place: str
    certificate: str
    client: str = ""
    authority: str = ""
    signing: str = ""
    opening: str = ""


def connections() -> dict[str, Connection]:
    """By the code of the institution; empty where no file is set. Raises BadConnections and OSError."""
    return _connections(settings.GATEWAYS, settings.DIV_IS_TRIED) if settings.GATEWAYS else {}


@lru_cache(maxsize=4)
def _connections(file: str, div_is_tried: bool) -> dict[str, Connection]:
    try:
        entries = yaml.safe_load(Path(file).read_text(encoding="utf-8")) or []
    except yaml.YAMLError as error:
        raise BadConnections(f"{file}: {error}") from error
    if not isinstance(entries, list):
        raise BadConnections(f"{file}: a list of gateways is expected")
    found = [_connection(number, entry, div_is_tried) for number, entry in enumerate(entries, start=1)]
    by_code = {each.institution: each for each in found}
    if len(by_code) < len(found):
        raise BadConnections(f"{file}: an institution stands there twice")
    return by_code


def _connection(number: int, entry: Any, div_is_tried: bool) -> Connection:
    known = {field.name for field in fields(Connection)}
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise BadConnections(f"gateway {number}: names and texts are expected")
    if unknown := sorted(set(entry) - known):
        raise BadConnections(f"gateway {number}: unknown {', '.join(unknown)}")
    driver = entry.get("driver", "")
    if driver not in DRIVERS:
        raise BadConnections(f"gateway {number}: driver is one of {', '.join(DRIVERS)}")
    if missing := [name for name in ("institution", *NEEDED[driver]) if not entry.get(name)]:
        raise BadConnections(f"gateway {number}: {', '.join(missing)} missing")
    if driver == "div" and not div_is_tried:
        raise BadConnections(f"gateway {number}: driver div is experimental, and BALSS_DIV_EXPERIMENTAL is not 1")
    if driver != "folder" and not entry["place"].startswith("https://"):
        raise BadConnections(f"gateway {number}: the place of {driver} begins with https://")
    return Connection(**entry)
