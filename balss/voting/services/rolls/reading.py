"""Reading a list of voters: personal codes become names in the roll as they are read, and nothing else of them stays.

Columns (first line as here, in either language; the order does not matter):

personas_kods     personal_code  eleven digits, with or without a hyphen
dzimsanas_datums  birth_date     needed only for codes that do not hold it (those that begin with 32 to 39);
                                 2010-01-31 or 31.01.2010.

Pašvaldību likums, Art. 60(4): from the age of 16. A day of birth is not kept. Of who reaches the age only after voting
opens, the day is kept from which they may vote; who does not within a year of its end is left out and counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from balss.core.personal_code import NotAPersonalCode, PersonalCode, read_personal_code
from balss.core.tabular import Reason, TableRow, UnreadableTable, as_date, read_table
from balss.people.services.persons import digest_of
from balss.shared.refusals import Refused
from balss.voting.models import Election
from balss.voting.queries.standing import key_for

MOST_ROWS = 1_000_000
MOST_FAULTS = 20  # told at once; the file is corrected and sent anew
CODE = ("personas_kods", "personas kods", "personal_code")
BORN = ("dzimsanas_datums", "dzimšanas_datums", "dzimšanas datums", "birth_date")
KEPT_AHEAD = timedelta(days=366)
CODE_DIGITS = 11


@dataclass(frozen=True)
class RowFault:
    """What is wrong in a line, in words that repeat nothing of it; line 0: in the file as a whole."""

    line: int
    words: str


class ListRefused(Refused):
    """The file is no list that can be taken; nothing of it was kept."""

    def __init__(self, faults: list[RowFault]) -> None:
        self.faults = faults
        super().__init__(faults)

    @property
    def message(self) -> str:
        return _("Nothing was taken in. Correct the file and send it again.")


@dataclass(frozen=True)
class Listed:
    """One row. `key` is "" for who is too young to be in the list."""

    line: int
    key: str
    votes_from: date | None


def read_list(file: IO[bytes], election: Election) -> Iterator[Listed | RowFault]:
    """Each row, or what is wrong with it; what ends the reading comes last."""
    opens, last = timezone.localdate(election.opens_at), timezone.localdate(election.closes_at) + KEPT_AHEAD
    try:
        for row in read_table(file, most_rows=MOST_ROWS):
            yield _listed(row, election, opens, last)
    except UnreadableTable as error:
        yield RowFault(error.line, table_words(error.reason))


def _listed(row: TableRow, election: Election, opens: date, last: date) -> Listed | RowFault:
    if not any(name in row.cells for name in CODE):
        raise UnreadableTable(Reason.CELLS, 1)
    try:
        code = code_of(_cell(row, CODE))
    except NotAPersonalCode:
        return RowFault(row.line, _("this is no valid personal code"))
    try:
        born = born_of(code, as_date(_cell(row, BORN)))
    except BornUnclear as unclear:
        return RowFault(row.line, unclear.message)
    except ValueError:
        return RowFault(row.line, _("the date of birth is no date"))
    votes_from = of_age(born, election.least_age)
    if votes_from > last:
        return Listed(row.line, "", None)
    return Listed(row.line, key_for(election, digest_of(code)), votes_from if votes_from > opens else None)


def _cell(row: TableRow, names: tuple[str, ...]) -> Any:
    return next((row.cells[name] for name in names if name in row.cells), None)


def code_of(cell: Any) -> PersonalCode:
    """A number of a spreadsheet has lost the zeros at its beginning. Raises NotAPersonalCode."""
    text = str(cell).zfill(CODE_DIGITS) if isinstance(cell, int) else str(cell or "")
    return read_personal_code(text)


class BornUnclear(Refused):
    """The date of birth is missing, or another one than the code holds."""

    def __init__(self, *, missing: bool) -> None:
        self.missing = missing
        super().__init__(missing)

    @property
    def message(self) -> str:
        if self.missing:
            return _("the personal code does not hold the date of birth, and its column is empty")
        return _("the personal code holds another date of birth than its column")


def born_of(code: PersonalCode, said: date | None) -> date:
    """Raises BornUnclear."""
    if code.born and said and code.born != said:
        raise BornUnclear(missing=False)
    born = code.born or said
    if born is None:
        raise BornUnclear(missing=True)
    return born


def of_age(born: date, age: int) -> date:
    """The day from which somebody has the age; who was born on 29 February, from 1 March in other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def table_words(reason: Reason) -> str:
    match reason:
        case Reason.ENCODING:
            return _("the text is not in UTF-8; save the file as “CSV UTF-8”")
        case Reason.CELLS:
            return _("there are more or fewer cells than in the first line, or the first line lacks “personas_kods”")
        case Reason.BROKEN:
            return _("a quotation mark is not closed")
        case Reason.WORKBOOK:
            return _("the file is no CSV and no XLSX workbook")
        case Reason.NO_ROWS:
            return _("there are no rows")
        case Reason.TOO_LONG:
            return _("there are too many rows; a workbook may have 100,000, a CSV file a million")
