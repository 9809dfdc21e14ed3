"""Numbers as people write them: “28,7 %”, “12 500 €”, “+4,2 procentpunkti” in Latvian, “28.7%”, “€12,500” in English.

CLDR writes the Latvian per cent sign without a space; Latvian orthography, and the plan, put one before it.
"""

from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency, format_decimal
from django.utils.translation import get_language, pgettext

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def decimal_words(value: Decimal | int) -> str:
    """With grouped thousands and no more decimals than the number has, at most three."""
    written = format_decimal(abs(Decimal(value)), format="#,##0.###", locale=_language())
    return f"{MINUS}{written}" if value < 0 else written


def percent_words(value: Decimal | int) -> str:
    """A number of per cent (28.7, not 0.287)."""
    space = NO_BREAK_SPACE if _language() == "lv" else ""
    return f"{decimal_words(value)}{space}%"


def money_words(cents: int | None) -> str:
    """Whole cents as euros, without cents where there are none; nothing for None."""
    if cents is None:
        return ""
    pattern = "¤#,##0.00" if _language() == "en" else f"#,##0.00{NO_BREAK_SPACE}¤"
    return format_currency(
        Decimal(cents) / 100, "EUR", pattern if cents % 100 else pattern.replace(".00", ""), locale=_language(),
        currency_digits=False,
    )  # fmt: skip


def points_words(value: Decimal | int) -> str:
    """A difference of two percentages, with its sign; “0 procentpunktu” when there is none."""
    sign = "+" if value > 0 else ""
    name = {
        "zero": pgettext("0 and 10–20, the form after a zero", "percentage points"),
        "one": pgettext("1, 21, 2.1", "percentage point"),
        "other": pgettext("2, 3, 2.4", "percentage points"),
    }[_plural(value)]
    return f"{sign}{decimal_words(value)}{NO_BREAK_SPACE}{name}"


def _plural(value: Decimal | int) -> str:
    form: str = Locale(_language()).plural_form(abs(Decimal(value).normalize()))
    return form


def _language() -> str:
    return get_language() or "lv"
