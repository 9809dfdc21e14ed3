"""What Pabulib's META has no entry for, so that a count can be repeated exactly: written into `comment`.

    comment;#1: balss rule=greedy tie_order=cost,id

Values are percent-encoded (RFC 3986), so that they hold neither spaces nor “#”. Names: rule, utility, completion,
comparison, threshold, most_winners, start, until, tie_order as in `rules`, and caps (`caps`). Programs that do not know
them read a comment.
"""

import re
from collections.abc import Mapping

PLAIN = re.compile(r"[A-Za-z0-9,:._-]", re.ASCII)
WRITTEN = re.compile(r"#\d+: balss((?: [a-z_]+=[^\s#]+)+)")


def own_settings(meta: Mapping[str, str]) -> dict[str, str]:
    """As written; empty in a file of others."""
    found = WRITTEN.search(meta.get("comment", ""))
    pairs = (pair.split("=", 1) for pair in found[1].split()) if found else ()
    return {name: _decoded(value) for name, value in pairs}


def settings_comment(settings: Mapping[str, str]) -> str:
    return "#1: balss" + "".join(f" {name}={_encoded(value)}" for name, value in settings.items())


def _encoded(value: str) -> str:
    return "".join(each if PLAIN.match(each) else "".join(f"%{byte:02X}" for byte in each.encode()) for each in value)


def _decoded(value: str) -> str:
    plain = re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), value.encode())
    return plain.decode(errors="replace")
