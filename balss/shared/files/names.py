"""Names of files: what the giver chose, made safe to show, to send in a header (RFC 6266) and to save."""

import re
import unicodedata
from pathlib import PurePath

from balss.shared.files.types import FileType

LONGEST = 120  # characters before the ending: under the 255 octets of common file systems, also with diacritics
FORBIDDEN = re.compile(r'[\\/:*?"<>|]')


def safe_name(name: str, kind: FileType) -> str:
    """The last part of the name without control and direction characters, ending as its kind should.

    “../../Pārskats‮fdp.exe” given for a PDF becomes “Pārskatsfdp.exe.pdf”; a name of nothing becomes “datne.pdf”.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C" or letter.isspace())
    clean = " ".join(FORBIDDEN.sub("", shown).split()).strip(". ")
    if not kind.fits(clean):
        return f"{clean[:LONGEST] or 'datne'}{kind.suffix}"
    suffix = PurePath(clean).suffix
    return f"{clean[: -len(suffix)][:LONGEST] or 'datne'}{suffix}"
