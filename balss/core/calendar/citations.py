"""Laws, and the way an article of one is cited.

In data an article is written as short as a lawyer notes it, and read here into its parts:

    54            article 54                          54(1)      its first paragraph
    47(4)-(7)     paragraphs 4 to 7                   46(1),(3)  paragraphs 1 and 3
    14(1)1.1)     point 1¹ of paragraph 1             61 3)      point 3 of an article without paragraphs
    9(1.1)        paragraph 1¹                        131.5(1)   first paragraph of article 131⁵

Cabinet regulations have points in place of articles and chapters in Roman numbers: `1-3`, `IV`.
"""

import re
from dataclasses import dataclass

from balss.core.calendar.languages import Bilingual

NUMBER = r"\d+(?:\.\d+)?"
NOTATION = re.compile(
    rf"(?P<article>{NUMBER})(?P<paragraphs>\({NUMBER}\)(?:[,-]\({NUMBER}\))*)?(?:\s?(?P<point>{NUMBER})\))?"
)
POINTS = re.compile(r"(?P<first>\d+)(?:-(?P<last>\d+))?")
CHAPTER = re.compile(r"[IVXL]+")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ORDINALS = ("pirm", "otr", "treš", "ceturt", "piekt", "sest", "septīt", "astot", "devīt", "desmit")


class UnreadableArticle(ValueError):
    """An article that is not written in the notation of this module."""

    def __init__(self, notation: str) -> None:
        super().__init__(f"“{notation}” is not an article such as 5(3), 47(4)-(7), 14(1)1.1) or 61 3)")


@dataclass(frozen=True)
class Law:
    """A law, a Cabinet regulation or another legal act.

    `genitive` is its Latvian name as it stands before an article (“Pašvaldību likuma”); `divided_into` tells whether
    it has articles (`article`) or points (`point`).
    """

    code: str
    name: Bilingual
    genitive: str
    divided_into: str
    url: str | None


@dataclass(frozen=True)
class Citation:
    """A place in a law: `article` in the notation of this module, or None for the law as a whole."""

    law: Law
    article: str | None

    def __post_init__(self) -> None:
        if self.article is not None and not self._pattern_of(self.article):
            raise UnreadableArticle(self.article)

    def name(self, language: str) -> str:
        """“Pašvaldību likuma 54. panta pirmā daļa”, “Local Government Law, Article 54, paragraph 1”."""
        latvian = language.split("-")[0] == "lv"
        if self.article is None:
            return self.law.name.in_language(language)
        if latvian:
            return f"{self.law.genitive} {self._place_in_latvian(self.article)}"
        return f"{self.law.name.en}, {self._place_in_english(self.article)}"

    def _pattern_of(self, article: str) -> re.Pattern[str] | None:
        patterns = (POINTS, CHAPTER) if self.law.divided_into == "point" else (NOTATION,)
        return next((pattern for pattern in patterns if pattern.fullmatch(article)), None)

    def _place_in_latvian(self, article: str) -> str:
        if CHAPTER.fullmatch(article):
            return f"{article} nodaļa"
        if self.law.divided_into == "point":
            return f"{article.replace('-', '.–')}. punkts"
        number, paragraphs, ranged, point = _parts(article)
        place = f"{_number_in_latvian(number)} "
        if paragraphs and point:
            return f"{place}panta {_ordinals(paragraphs, 'ās', ranged)} daļas {_number_in_latvian(point)} punkts"
        if paragraphs:
            return f"{place}panta {_ordinals(paragraphs, 'ā', ranged)} daļa"
        return f"{place}panta {_number_in_latvian(point)} punkts" if point else f"{place}pants"

    def _place_in_english(self, article: str) -> str:
        if CHAPTER.fullmatch(article):
            return f"Chapter {article}"
        if self.law.divided_into == "point":
            return f"points {article.replace('-', '–')}" if "-" in article else f"point {article}"
        number, paragraphs, ranged, point = _parts(article)
        place = f"Article {_raised(number)}"
        if paragraphs:
            joined = ("–" if ranged else " and ").join(_raised(paragraph) for paragraph in paragraphs)
            place += f", paragraph{'s' if len(paragraphs) > 1 else ''} {joined}"
        return f"{place}, point {_raised(point)}" if point else place


def _parts(article: str) -> tuple[str, list[str], bool, str | None]:
    """(article, its paragraphs, whether they are a range, point)."""
    found = NOTATION.fullmatch(article)
    if not found:
        raise UnreadableArticle(article)
    paragraphs = found["paragraphs"] or ""
    return found["article"], re.findall(NUMBER, paragraphs), "-" in paragraphs, found["point"]


def _raised(number: str) -> str:
    """“1.1” is how a consolidated text writes 1¹."""
    base, _, index = number.partition(".")
    return base + index.translate(SUPERSCRIPT)


def _number_in_latvian(number: str) -> str:
    """“54.”, and “1.¹” for 1.1."""
    base, _, index = number.partition(".")
    return f"{base}.{index.translate(SUPERSCRIPT)}"


def _ordinals(paragraphs: list[str], ending: str, ranged: bool) -> str:
    """“pirmā”, “trešā un ceturtā”, “ceturtā–septītā”; a number where the paragraph is inserted or past ten."""
    return ("–" if ranged else " un ").join(_ordinal(paragraph, ending) for paragraph in paragraphs)


def _ordinal(paragraph: str, ending: str) -> str:
    if "." in paragraph or int(paragraph) > len(ORDINALS):
        return _number_in_latvian(paragraph)
    return ORDINALS[int(paragraph) - 1] + ending
