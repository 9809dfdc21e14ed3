"""The Latvian personal code: read it, check it, never show it.

Two forms are valid (Fizisko personu reģistra likums). The old one holds the date of birth, DDMMYY-CNNNN: C is the
century (0: 18xx, 1: 19xx, 2: 20xx) and the last digit is a checksum. The one given since 1 July 2017 starts with 3,
then a digit from 2 to 9, then nine random digits without a checksum. eIDAS certificates write “PNOLV-” before either.
"""

import re
from dataclasses import dataclass
from datetime import date

SHAPE = re.compile(r"(?:PNOLV-)?(\d{6})-?(\d{5})")
WEIGHTS = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class NotAPersonalCode(ValueError):
    """What was given is not a valid personal code. The message never repeats it."""


@dataclass(frozen=True, repr=False)
class PersonalCode:
    """Eleven valid digits. Prints as stars, so that no log and no traceback can hold them."""

    digits: str

    def __repr__(self) -> str:
        return "PersonalCode(******-*****)"

    __str__ = __repr__

    @property
    def born(self) -> date | None:
        """The date of birth that a code of the old form holds."""
        return _birth_date(self.digits)


def read_personal_code(text: str) -> PersonalCode:
    """The code in `text`, with or without hyphen and “PNOLV-”. Raises NotAPersonalCode."""
    match = SHAPE.fullmatch(text.strip())
    if match is None:
        raise NotAPersonalCode("a personal code has eleven digits, with a hyphen after the sixth")
    digits = "".join(match.groups())
    if digits[0] == "3" and digits[1] in "23456789":
        return PersonalCode(digits)
    if _birth_date(digits) is None:
        raise NotAPersonalCode("the first digits of the personal code are no date")
    if _checksum(digits) != int(digits[10]):
        raise NotAPersonalCode("the last digit of the personal code does not fit the others")
    return PersonalCode(digits)


def _birth_date(digits: str) -> date | None:
    if digits[6] not in "012":
        return None
    year = 1800 + 100 * int(digits[6]) + int(digits[4:6])
    try:
        return date(year, int(digits[2:4]), int(digits[0:2]))
    except ValueError:
        return None


def _checksum(digits: str) -> int:
    """The eleventh digit; 10 where no digit fits, which no valid code has."""
    return (1101 - sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False))) % 11
