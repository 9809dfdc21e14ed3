"""The refusal of a file that is not a plan which can be read: what is wrong, where, and what to do about it."""

from balss.core.plandoc.document import Words

_REASONS: dict[str, tuple[str, str]] = {
    "missing": ("Datnes nav: {name}", "There is no such file: {name}"),
    "empty": ("Datne ir tukša", "The file is empty"),
    "too_large": (
        "Datnes apjoms ir {size} MB; plānu lasām līdz {limit} MB",
        "The file is {size} MB; plans are read up to {limit} MB",
    ),
    "too_long": (
        "Teksts turpinās aiz {line}. rindas; garākus plānus nelasām",
        "The text goes on past line {line}; longer plans are not read",
    ),
    "too_many_elements": (
        "Daļā {part} ir vairāk nekā {limit} elementu; datni nelasām",
        "The part {part} holds more than {limit} elements; the file is not read",
    ),
    "binary": (
        "{line}. rindā ir zīmes, kādu tekstā nav; tā nav teksta, Word, JSON vai YAML datne",
        "Line {line} holds characters that no text has; this is not a text, Word, JSON or YAML file",
    ),
    "other_format": (
        "Tā ir {format} datne; saglabājiet plānu kā .docx vai UTF-8 tekstu",
        "This is a {format} file; save the plan as .docx or as UTF-8 text",
    ),
    "encoding": (
        "{line}. rinda nav UTF-8 kodējumā ({guess}); saglabājiet datni kā UTF-8",
        "Line {line} is not UTF-8 ({guess}); save the file as UTF-8",
    ),
    "cut_off": (
        "Datne ir aprauta {line}. rindā: trūkst turpinājuma ({where})",
        "The file is cut off at line {line}: the rest of {where} is missing",
    ),
    "cut_letter": ("Datne ir aprauta {line}. rindā, burta vidū", "The file is cut off at line {line}, inside a letter"),
    "cut_zip": ("Word datne ir aprauta vai bojāta: {why}", "The Word file is cut off or damaged: {why}"),
    "macros": (
        "Word datnē ir makrokomandas ({part}); saglabājiet to kā .docx bez makrokomandām",
        "The Word file carries macros ({part}); save it as .docx without them",
    ),
    "bomb": (
        "Daļa {part} izpakota būtu lielāka par {limit} MB; datni nelasām",
        "The part {part} would unpack to more than {limit} MB; the file is not read",
    ),
    "not_word": (
        "Zip datnē nav Word dokumenta daļas {part}",
        "The zip file has no part {part}, so it is not a Word document",
    ),
    "bad_part": (
        "Word datnes daļu {part} nevar nolasīt: {why}",
        "The part {part} of the Word file cannot be read: {why}",
    ),
    "no_measures": (
        'Nav atrasta neviena pasākumu tabulas rinda ar numuru, piemēram, "1.2." (izlasīto rindu skaits: {last_line}); '
        "tas ir cits dokuments",
        "Not one numbered row of a table of measures (such as “1.2.”) was found in {last_line} lines: "
        "this is a different document",
    ),
    "no_title": (
        'Nav plāna nosaukuma ar kārtas numuru un gadiem ("Sestais nacionālais atvērtās pārvaldības '
        'rīcības plāns 2026.–2027. gadam"; izlasīto rindu skaits: {last_line}); tas ir cits dokuments',
        "No title with the plan's number and years (“Sestais nacionālais atvērtās pārvaldības rīcības plāns "
        "2026.–2027. gadam”) was found in {last_line} lines: this is a different document",
    ),
    "bad_data": ("{line}. rindu nevar nolasīt kā {format}: {why}", "Line {line} cannot be read as {format}: {why}"),
    "bad_shape": ("{part}: {why}", "{part}: {why}"),
}


class Unreadable(Exception):
    """A file that cannot be read as a plan. `message` says in Latvian and English which line or part is wrong."""

    def __init__(self, kind: str, **facts: object) -> None:
        self.kind, self.facts = kind, facts
        latvian, english = _REASONS[kind]
        self.message: Words = {"lv": latvian.format(**facts), "en": english.format(**facts)}
        super().__init__(self.message["en"])
