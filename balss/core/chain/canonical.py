"""One way to write a JSON value as text: RFC 8785, the JSON Canonicalization Scheme.

Two programs that hash the same value must first write the same bytes. So: no white space, members sorted by the
UTF-16 code units of their names, strings with the fewest escapes, numbers as ECMAScript writes them, UTF-8.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

SURROGATE = re.compile("[\ud800-\udfff]")
write_string = json.JSONEncoder(ensure_ascii=False).encode
LARGEST_EXACT_INTEGER = 2**53 - 1  # beyond it other languages read another number (RFC 7493, 2.2)


class NotCanonical(ValueError):
    """The value has no canonical form. `path` says where, as in `$.deadline[2]`."""

    def __init__(self, path: str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path}: {why}")


def canonical_json(value: Any) -> str:
    """Write the value in its canonical form. Tuples are written as arrays. Raises NotCanonical for what JSON does
    not have (dates, decimals), integers beyond 2**53 - 1, NaN, infinities and unpaired surrogates."""
    return _written(value, "$")


def read_json(text: str) -> Any:
    """Read JSON as ECMAScript does, where an integer beyond 2**53 - 1 is the nearest double: so that what was written
    canonically has the same canonical form once read. Raises ValueError, RecursionError."""
    return json.loads(text, parse_int=_read_integer)


def _read_integer(digits: str) -> int | float:
    number = float(digits)
    return int(digits) if abs(number) <= LARGEST_EXACT_INTEGER else number


def _written(value: Any, path: str) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value, path)
    if isinstance(value, int):
        return _integer(value, path)
    if isinstance(value, float):
        return _number(value, path)
    if isinstance(value, list | tuple):
        return "[" + ",".join(_written(item, f"{path}[{i}]") for i, item in enumerate(value)) + "]"
    if isinstance(value, Mapping):
        return _object(value, path)
    raise NotCanonical(path, f"{type(value).__name__} is not a JSON value")


def _object(members: Mapping[Any, Any], path: str) -> str:
    for name in members:
        if not isinstance(name, str):
            raise NotCanonical(path, f"the member name {name!r} is not a string")
    in_order = sorted(members, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(f"{_string(n, path)}:{_written(members[n], f'{path}.{n}')}" for n in in_order) + "}"


def _string(text: str, path: str) -> str:
    # Python escapes exactly what RFC 8785 does: the quote, the backslash and control characters, \u in lower case.
    if SURROGATE.search(text):
        raise NotCanonical(path, "the text has an unpaired surrogate")
    return write_string(text)


def _integer(number: int, path: str) -> str:
    if abs(number) > LARGEST_EXACT_INTEGER:
        raise NotCanonical(path, f"{number} is beyond ±(2**53 - 1); write it as a string")
    return str(int(number))


def _number(number: float, path: str) -> str:
    """ECMAScript's Number::toString: the shortest digits that read back as the same number (Python's `repr` finds
    the same ones), without an exponent from 1e-6 up to, not including, 1e21."""
    if not math.isfinite(number):
        raise NotCanonical(path, f"{number} is not a JSON number")
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    mantissa, _, exponent = f"{abs(number)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    point = len(whole) + int(exponent or 0)  # where the decimal point stands, counted from the first digit
    digits = whole + fraction
    leading = len(digits) - len(digits.lstrip("0"))
    digits, point = digits.lstrip("0").rstrip("0"), point - leading
    return sign + _positional(digits, point)


def _positional(digits: str, point: int) -> str:
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    exponent = f"e{point - 1:+d}"
    return digits[0] + (f".{digits[1:]}" if len(digits) > 1 else "") + exponent
