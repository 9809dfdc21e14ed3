"""Bodies from cells: parted, limited by brackets, kept word for word when unknown."""

from balss.core.plandoc.body import nobody_known, read_bodies
from balss.core.plandoc.document import Part
from balss.core.plandoc.source import Cell, Line

KNOWN = {"em": "EM", "csp": "CSP", "nvo": "NVO", "biedrības, nodibinājumi": "NVO", "vk": "VK", "laboratorija": "VK"}


def bodies_of(words, *, directory=lambda words: KNOWN.get(words.casefold())):
    cell = Cell(tuple(Line(number, text) for number, text in enumerate(words.split("\n"), start=1)))
    return read_bodies(cell, Part.RESPONSIBLE, directory=directory)


def test_commas_and_lines_part_bodies():
    assert [body.words for body in bodies_of("VK, KM\nVARAM")] == ["VK", "KM", "VARAM"]


def test_unknown_body_is_kept_word_for_word():
    (body,) = bodies_of("Vēl nezināma iestāde")
    assert (body.words, body.code, body.line) == ("Vēl nezināma iestāde", None, 1)


def test_longest_known_name_is_one_body():
    assert [(body.code, body.words) for body in bodies_of("Biedrības, nodibinājumi, mediji")] == [
        ("NVO", "Biedrības, nodibinājumi"),
        (None, "mediji"),
    ]


def test_name_wrapped_over_lines_is_one_body():
    assert [body.words for body in bodies_of("Padomes sabiedrības\niesaistes grupa", directory=nobody_known)] == [
        "Padomes sabiedrības iesaistes grupa"
    ]


def test_known_body_in_brackets_is_a_body_of_its_own():
    assert [(body.code, body.within) for body in bodies_of("EM (CSP)")] == [("EM", ""), ("CSP", "EM")]


def test_brackets_that_name_the_same_body_only_limit_it():
    assert [(body.words, body.code, body.scope) for body in bodies_of("VK\n(Laboratorija)")] == [
        ("VK", "VK", "Laboratorija")
    ]


def test_brackets_on_their_own_line_limit_their_block_alone():
    read = bodies_of("Ministrijas\n\nSEPLP,\nmediji\n(dalība tikšanās)")
    assert [(body.words, body.scope) for body in read] == [
        ("Ministrijas", ""),
        ("SEPLP", "dalība tikšanās"),
        ("mediji", "dalība tikšanās"),
    ]
