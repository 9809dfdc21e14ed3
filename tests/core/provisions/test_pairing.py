"""Provisions of two versions go together by number and words; never two with one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from balss.core.provisions import Change, Clause, Kind, change_of, compare, cut, pair


def clauses(*texts):
    """Points, each “number text”."""
    found = []
    for written in texts:
        number, _space, text = written.partition(" ")
        found.append(Clause(Kind.POINT, number, number, "", text))
    return found


def paired(old, new, **options):
    found = pair(clauses(*old), clauses(*new), **options)
    return list(found.earlier), list(found.gone)


DOGS, FEES, PARKS = "suni ved pavadā visās ielās", "par suni maksā nodevu desmit eiro", "parkos kaķus nelaiž dīķī"


def test_same_words_are_the_same_provision_under_another_number():
    assert paired([f"1 {DOGS}", f"2 {FEES}"], ["1 pavisam cits jauns teksts šeit", f"2 {DOGS}", f"3 {FEES}"]) == (
        [None, 0, 1], [],
    )  # fmt: skip


def test_same_number_and_similar_words_go_together():
    assert paired([f"1 {DOGS}", f"2 {FEES}"], ["1 suni ved pavadā tikai ielās", f"2 {FEES}"]) == ([0, 1], [])


def test_same_number_with_other_words_is_another_provision():
    assert paired([f"1 {DOGS}"], [f"1 {FEES}"]) == ([None], [0])


def test_likest_go_together_whatever_their_numbers():
    assert paired([f"1 {DOGS}", f"2 {FEES}"], [f"1 {FEES} gadā", f"2 {DOGS} un parkos"]) == ([1, 0], [])


def test_of_two_that_say_the_same_each_keeps_its_place():
    assert paired([f"1 {DOGS}", f"2 {DOGS}"], [f"2 {DOGS}", f"3 {DOGS}"]) == ([1, 0], [])


def test_kinds_are_not_mixed():
    chapter = Clause(Kind.CHAPTER, "I", "nodala-I", DOGS, "")
    assert pair([chapter], clauses(f"1 {DOGS}")).earlier == (None,)


def test_people_know_better():
    old, new = [f"1 {DOGS}", f"2 {FEES}"], [f"1 {DOGS}", f"2 {PARKS}"]
    assert paired(old, new, decided={1: 1}) == ([0, 1], [])
    assert paired(old, new, decided={0: None}) == ([None, None], [0, 1])
    assert paired(old, new, decided={1: 0}) == ([None, 0], [1])


def test_what_became_of_a_provision_is_told():
    one, moved, changed = clauses("1 suns"), clauses("2 suns"), clauses("1 kaķis")
    assert [change_of(*both) for both in [
        (one[0], one[0]), (one[0], moved[0]), (one[0], changed[0]), (moved[0], changed[0]), (None, one[0]),
        (one[0], None),
    ]] == [Change.SAME, Change.MOVED, Change.WORDS, Change.BOTH, Change.NEW, Change.GONE]  # fmt: skip


TEXT = st.lists(st.sampled_from(["suns", "kaķis", "parks", "iela", "maksa", "eiro"]), max_size=6).map(" ".join)
ACT = st.lists(TEXT, max_size=8).map(lambda texts: clauses(*(f"{at} {text}" for at, text in enumerate(texts, 1))))


@given(ACT, ACT)
def test_never_two_with_one_and_always_the_same(old, new):
    found = pair(old, new)
    chosen = [before for before in found.earlier if before is not None]
    assert len(chosen) == len(set(chosen))
    assert sorted([*chosen, *found.gone]) == list(range(len(old)))
    assert len(found.earlier) == len(new)
    assert pair(list(old), list(new)) == found


@given(ACT)
def test_text_that_did_not_change_is_all_the_same(act):
    found = pair(act, act)
    assert (found.earlier, found.gone) == (tuple(range(len(act))), ())


@given(ACT, ACT, st.data())
def test_what_people_decided_holds(old, new, data):
    decided = {}
    for place in range(len(new)):
        free = [None, *sorted(set(range(len(old))) - set(decided.values()))]
        if data.draw(st.booleans()):
            decided[place] = data.draw(st.sampled_from(free))
    found = pair(old, new, decided=decided)
    assert {place: found.earlier[place] for place in decided} == decided
    chosen = [before for before in found.earlier if before is not None]
    assert len(chosen) == len(set(chosen))


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_make_up_both_wordings(before, after):
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.sort != "new") == before
    assert "".join(piece.text for piece in pieces if piece.sort != "gone") == after
    assert all(piece.text for piece in pieces)
    assert all(one.sort != other.sort for one, other in pairwise(pieces))


def test_words_are_compared_and_a_space_is_of_the_change():
    pieces = compare("Maksa ir desmit eiro gadā.", "Maksa ir trīs centi gadā.")
    assert [(piece.sort, piece.text) for piece in pieces] == [
        ("same", "Maksa ir "), ("gone", "desmit eiro"), ("new", "trīs centi"), ("same", " gadā."),
    ]  # fmt: skip


def test_long_wordings_are_compared_by_words_and_very_long_ones_by_sentences():
    before = "\n".join(f"rinda {number} ar vārdiem" for number in range(1500))
    after = before.replace("rinda 700 ", "cita 700 ")
    changed = [piece.text for piece in compare(before, after) if piece.sort != "same"]
    assert changed == ["rinda", "cita"]
    both = [f"{begin} " + "vārds cits " * 600 + f". Vidus. {end}" for begin, end in (("a", "b"), ("c", "d"))]
    assert [piece.text for piece in compare(*both) if piece.sort == "same"] == ["Vidus. "]
    assert [piece.sort for piece in compare("a " * 3000, "b " * 3000)] == ["gone", "new"]


def test_cut_text_is_paired_as_a_whole():
    old = cut("1. Suni ved pavadā.\n2. Par suni maksā nodevu.")
    new = cut("1. Noteikumi ir par suņiem un kaķiem.\n2. Suni ved pavadā.\n3. Par suni maksā nodevu.")
    assert pair(old, new).earlier == (None, 0, 1)
