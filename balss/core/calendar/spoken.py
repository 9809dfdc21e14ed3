"""Days and periods as sentences say them: Latvian with its case endings, English.

“No” asks for the genitive and “līdz” for the dative, so that the month changes and the number does not: no 2026. gada
5. janvāra līdz 4. februārim.
"""

from datetime import date

MONTHS = {
    "nominative": (
        "janvāris", "februāris", "marts", "aprīlis", "maijs", "jūnijs", "jūlijs", "augusts", "septembris", "oktobris",
        "novembris", "decembris",
    ),
    "genitive": (
        "janvāra", "februāra", "marta", "aprīļa", "maija", "jūnija", "jūlija", "augusta", "septembra", "oktobra",
        "novembra", "decembra",
    ),
    "dative": (
        "janvārim", "februārim", "martam", "aprīlim", "maijam", "jūnijam", "jūlijam", "augustam", "septembrim",
        "oktobrim", "novembrim", "decembrim",
    ),
}  # fmt: skip
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def spoken_day(day: date, language: str) -> str:
    """“2026. gada 5. janvāris”, “5 January 2026”."""
    return _latvian(day, "nominative") if _is_latvian(language) else _english(day)


def month_words(day: date, language: str) -> str:
    """“2026. gada janvāris”, “January 2026”."""
    name = MONTHS["nominative"][day.month - 1]
    return f"{day.year}. gada {name}" if _is_latvian(language) else f"{ENGLISH[day.month - 1]} {day.year}"


def until_day(day: date, language: str) -> str:
    """“līdz 2026. gada 5. janvārim”, “until 5 January 2026”."""
    return f"līdz {_latvian(day, 'dative')}" if _is_latvian(language) else f"until {_english(day)}"


def period(first: date, last: date, language: str) -> str:
    """“no 2026. gada 5. janvāra līdz 4. februārim”; the year a second time only where it is another one.

    One day alone is “2026. gada 5. janvārī”, “on 5 January 2026”.
    """
    latvian = _is_latvian(language)
    if first == last:
        return f"{first.year}. gada {first.day}. {_locative(first)}" if latvian else f"on {_english(first)}"
    same_year = first.year == last.year
    if latvian:
        end = _latvian(last, "dative", year=not same_year)
        return f"no {_latvian(first, 'genitive')} līdz {end}"
    start = f"{first.day} {ENGLISH[first.month - 1]}" if same_year else _english(first)
    return f"from {start} until {_english(last)}"


def _is_latvian(language: str) -> bool:
    return language.split("-")[0] == "lv"


def _latvian(day: date, case: str, *, year: bool = True) -> str:
    words = f"{day.day}. {MONTHS[case][day.month - 1]}"
    return f"{day.year}. gada {words}" if year else words


def _locative(day: date) -> str:
    """“janvārī” from “janvāris”, “martā” from “marts”: months in -is and months in -s."""
    name = MONTHS["nominative"][day.month - 1]
    return f"{name[:-2]}ī" if name.endswith("is") else f"{name[:-1]}ā"


def _english(day: date) -> str:
    return f"{day.day} {ENGLISH[day.month - 1]} {day.year}"
