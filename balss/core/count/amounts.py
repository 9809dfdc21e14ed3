"""Exact amounts of money and points: whole numbers where they are whole, else fractions. Never floats.

Written with a point and no thousands separators: 2372571.24. A comma is read as the decimal sign where one or two
digits follow it; “1,000” could be a thousand or one, so it is refused.
"""

import re
from fractions import Fraction

Amount = int | Fraction

WRITTEN = re.compile(r"[+-]?\d{1,18}(?:[.]\d{1,12}|,\d{1,2})?", re.ASCII)


class NotAnAmount(ValueError):
    """The text is no number, or one that can be read in two ways."""

    def __init__(self, text: str) -> None:
        self.text = text
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        super().__init__(f"“{shown}” is not an amount; write digits, and a point before decimals: 2372571.24")


def read_amount(text: str) -> Amount:
    """Raises NotAnAmount."""
    if text.isascii() and text.isdigit() and len(text) <= 18:
        return int(text)
    if not WRITTEN.fullmatch(text):
        raise NotAnAmount(text)
    return simplest(Fraction(text.replace(",", ".")))


def simplest(amount: Amount) -> Amount:
    """The same amount, as a whole number where it is one."""
    return amount.numerator if isinstance(amount, Fraction) and amount.denominator == 1 else amount


def written(amount: Amount) -> str:
    """As exact text: 99200, 2372571.24, and 100000/71 where decimals would not end."""
    amount = simplest(amount)
    if isinstance(amount, int):
        return str(amount)
    rest, places = amount.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1 or places > 12:
        return f"{amount.numerator}/{amount.denominator}"
    digits = str(abs(amount.numerator) * 10**places // amount.denominator).rjust(places + 1, "0")
    return f"{'-' if amount < 0 else ''}{digits[:-places]}.{digits[-places:]}"
