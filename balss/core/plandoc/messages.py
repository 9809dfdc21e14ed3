"""What readers say, in Latvian and English: about what a plan lost or leaves open, and about files they cannot read.

Keys are the kinds that stand in exports and in `--json`; they never change their meaning.
"""

from balss.core.plandoc.document import Words

_GAPS: dict[str, tuple[str, str]] = {
    "number_missing": (
        "Rindai trūkst numura. Pēc vietas tabulā tā šeit rādīta kā {number}",
        "The row has lost its number. By its place in the table it is shown as {number}",
    ),
    "number_unknown": (
        "Rindai trūkst numura, un pēc vietas tabulā to nevar noteikt",
        "The row has no number, and its place in the table does not tell which",
    ),
    "number_repeated": (
        "Numurs {number} dots diviem pasākumiem; abi ir saglabāti",
        "The number {number} is given to two measures; both are kept",
    ),
    "title_missing": ("Pasākuma nosaukums dokumentā ir zudis", "The document has lost the title of the measure"),
    "head_missing": (
        'Rindas sākums dokumentā ir zudis; saglabājies tikai teksts no vārdiem "{words}"',
        "The beginning of the row is lost; what is left starts at “{words}”",
    ),
    "heading_missing": (
        "Tabulā trūkst {number}. apņemšanās virsraksta; tās nosaukums ņemts no saraksta {list_line}. rindā",
        "The table lacks the heading of commitment {number}; its title is taken from the list on line {list_line}",
    ),
    "heading_unknown": (
        "Tabulā trūkst {number}. apņemšanās virsraksta, un citur dokumentā tā nav",
        "The table lacks the heading of commitment {number}, and the document names it nowhere else",
    ),
    "row_cut": (
        "Rinda ir aprauta; trūkst šūnu: {columns}",
        "The row is cut off; the missing cells: {columns}",
    ),
    "cells_extra": (
        'Rindā ir vairāk šūnu nekā tabulas galvā; liekās: "{words}"',
        "The row has more cells than the table head; left over: “{words}”",
    ),
    "deadline_missing": ("Pasākumam nav izpildes termiņa", "The measure has no deadline"),
    "deadline_not_a_date": (
        'No izpildes termiņa "{words}" nevar noteikt datumu',
        "The deadline “{words}” cannot be read as a date",
    ),
    "deadline_unclear_for": (
        'Nav skaidrs, kurš no {count} termiņiem attiecas uz rādītāju "{words}"',
        "It is not clear which of the {count} deadlines belongs to the indicator “{words}”",
    ),
    "responsible_missing": ("Pasākumam nav atbildīgās institūcijas", "The measure names no responsible body"),
    "indicators_missing": ("Pasākumam nav rezultatīvo rādītāju", "The measure names no indicator"),
    "placeholder": (
        'Dokumentā palicis neaizpildīts vietturis "{words}"',
        "The document was left with the unfilled placeholder “{words}”",
    ),
    "conflict": (
        "{footnote}. zemsvītras piezīmē šim uzdevumam minēts cits termiņš ({date}) nekā tabulā",
        "Footnote {footnote} names another date for this task ({date}) than the table does",
    ),
    "body_unknown": (
        'Institūcija "{words}" reģistrā nav atrasta; saglabāta tā, kā rakstīts plānā',
        "The body “{words}” is not in the directory; it is kept as the plan writes it",
    ),
    "ends_in_table": (
        "Dokuments beidzas tabulas vidū; ja tālāk kas bija, tas ir zudis",
        "The document ends inside the table; if more followed, it is lost",
    ),
    "tracked_changes": (
        "Dokumentā ir neapstiprināti labojumi: iespraustais lasīts, svītrotais ne",
        "The document holds changes not yet accepted: insertions were read, deletions were not",
    ),
}


def gap_kinds() -> list[str]:
    return sorted(_GAPS)


def gap_message(kind: str, **facts: object) -> Words:
    """The message of a gap in both languages, with its facts."""
    latvian, english = _GAPS[kind]
    return {"lv": latvian.format(**facts), "en": english.format(**facts)}
