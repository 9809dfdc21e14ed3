"""The refusal of a file that is not a plan which can be read: what is wrong, where, and what to do about it."""

from balss.core.plandoc.document import Words

_REASONS: dict[str, tuple[str, str]] = {
    "missing": ("Faila nav: {name}", "There is no such file: {name}"),
    "empty": ("Fails ir tukšs", "The file is empty"),
    "too_large": (
        "Fails ir {size} MB liels; plānu lasām līdz {limit} MB",
        "The file is {size} MB; plans are read up to {limit} MB",
    ),
    "binary": (
        "{line}. rindā ir zīmes, kādu tekstā nav; tas nav teksta, Word, JSON vai YAML fails",
        "Line {line} holds characters that no text has; this is not a text, Word, JSON or YAML file",
    ),
    "other_format": (
        "Tas ir {format} fails; saglabājiet plānu kā .docx vai UTF-8 tekstu",
        "This is a {format} file; save the plan as .docx or as UTF-8 text",
    ),
    "encoding": (
        "{line}. rinda nav UTF-8 kodējumā ({guess}); saglabājiet failu kā UTF-8",
        "Line {line} is not UTF-8 ({guess}); save the file as UTF-8",
    ),
    "cut_off": (
        "Fails ir aprauts {line}. rindā: trūkst {where} turpinājuma",
        "The file is cut off at line {line}: the rest of {where} is missing",
    ),
    "cut_letter": ("Fails ir aprauts {line}. rindā, burta vidū", "The file is cut off at line {line}, inside a letter"),
    "cut_zip": ("Word fails ir aprauts vai bojāts: {why}", "The Word file is cut off or damaged: {why}"),
    "macros": (
        "Word fails satur makro ({part}); saglabājiet to kā .docx bez makro",
        "The Word file carries macros ({part}); save it as .docx without them",
    ),
    "bomb": (
        "Daļa {part} izpakota būtu lielāka par {limit} MB; failu nelasām",
        "The part {part} would unpack to more than {limit} MB; the file is not read",
    ),
    "not_word": (
        "Zip failā nav Word dokumenta daļas {part}",
        "The zip file has no part {part}, so it is not a Word document",
    ),
    "bad_part": (
        "Word faila daļu {part} nevar nolasīt: {why}",
        "The part {part} of the Word file cannot be read: {why}",
    ),
    "no_measures": (
        "{last_line} rindās nav atrasta neviena pasākumu tabulas rinda ar numuru (piemēram, “1.2.”); "
        "tas ir cits dokuments",
        "Not one numbered row of a table of measures (such as “1.2.”) was found in {last_line} lines: "
        "this is a different document",
    ),
    "no_title": (
        "{last_line} rindās nav plāna nosaukuma ar kārtas numuru un gadiem (“Sestais nacionālais atvērtās pārvaldības "
        "rīcības plāns 2026.–2027. gadam”); tas ir cits dokuments",
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
