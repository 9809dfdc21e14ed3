"""Dataclasses as plain data and back: for files that people write by hand, so every slip is named by its part.

Fields at their default are left out. Dates are ISO text, decimals whole numbers or text, tuples lists.
"""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from balss.core.plandoc.data import LINE
from balss.core.plandoc.unreadable import Unreadable


def dump(value: Any) -> Any:
    if is_dataclass(value):
        return {
            field.name: dump(getattr(value, field.name))
            for field in fields(value)
            if field.default is MISSING or getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [dump(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def load(wanted: Any, value: Any, part: str) -> Any:
    """The value as the wanted type. Raises Unreadable with the part where it is something else."""
    origin = typing.get_origin(wanted)
    if origin is types.UnionType:
        inner = next(each for each in typing.get_args(wanted) if each is not types.NoneType)
        return None if value is None else load(inner, value, part)
    if origin is tuple:
        items = _expect(list, value, part)
        return tuple(load(typing.get_args(wanted)[0], item, f"{part}[{place}]") for place, item in enumerate(items))
    if origin is dict:
        words = {str(name): text for name, text in _expect(dict, value, part).items() if name != LINE}
        return {name: load(str, text, f"{part}.{name}") for name, text in words.items()}
    if is_dataclass(wanted):
        return _load_fields(typing.cast(type, wanted), _expect(dict, value, part), part)
    return _load_plain(wanted, value, part)


def _load_fields(wanted: type, data: dict[str, Any], part: str) -> Any:
    hints = typing.get_type_hints(wanted)
    known = {field.name: field for field in fields(wanted)}
    line = data.get(LINE)
    given = {str(name): value for name, value in data.items() if name != LINE}
    for name in given:
        if name not in known:
            raise Unreadable("bad_shape", part=_path(part, name), why="no such field")
    for name, field in known.items():
        if name not in given and field.default is MISSING:
            raise Unreadable("bad_shape", part=_path(part, name), why="is missing")
    values = {name: load(hints[name], value, _path(part, name)) for name, value in given.items()}
    if "line" in known and "line" not in values and line:
        values["line"] = line
    return wanted(**values)


def _load_plain(wanted: Any, value: Any, part: str) -> Any:
    if wanted is date:
        try:
            return date.fromisoformat(_expect(str, value, part))
        except ValueError as error:
            raise Unreadable("bad_shape", part=part, why=f"{value} is no date (YYYY-MM-DD)") from error
    if wanted is Decimal:
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            raise Unreadable("bad_shape", part=part, why=f"{value} is no number") from error
        if not number.is_finite():
            raise Unreadable("bad_shape", part=part, why=f"{value} is no number")
        return number
    if issubclass(wanted, StrEnum):
        if value not in list(wanted):
            raise Unreadable("bad_shape", part=part, why=f"{value} is none of {', '.join(wanted)}")
        return wanted(value)
    if wanted is int and (isinstance(value, bool) or (isinstance(value, int) and not 0 <= value < 2**31)):
        raise Unreadable("bad_shape", part=part, why=f"{value} is no number that counts something")
    if isinstance(value, str) and "\0" in value:
        raise Unreadable("bad_shape", part=part, why="holds a zero character")
    return _expect(wanted, value, part)


def _expect(wanted: type, value: Any, part: str) -> Any:
    if not isinstance(value, wanted):
        raise Unreadable("bad_shape", part=part or "file", why=f"must be {wanted.__name__}, is {type(value).__name__}")
    return value


def _path(part: str, name: str) -> str:
    return f"{part}.{name}" if part else name
