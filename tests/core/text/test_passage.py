"""The sentence that answers, with its words marked."""

from hypothesis import given
from hypothesis import strategies as st

from balss.core.text.passage import LONGEST, Piece, marked, passage
from balss.core.text.question import question
from balss.core.text.stems import keys_of
from balss.core.text.words import composed, words

TEXT = "Vispirms par skolu. Rīgas domes līdzdalības budžets un skolas. Tad par Nr. 5 skolām."


def shown(text: str, typed: str, **options) -> str:
    pieces = passage(text, question(typed).keys, **options)
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in pieces)


def test_sentence_with_most_of_the_words_is_shown():
    assert shown(TEXT, "skola budžeti") == "Rīgas domes līdzdalības [budžets] un [skolas]."


def test_first_of_equal_sentences_is_shown():
    assert shown(TEXT, "skola") == "Vispirms par [skolu]."


def test_text_without_the_words_begins_at_its_beginning():
    assert shown(TEXT, "parks") == "Vispirms par skolu."
    assert passage("", question("parks").keys) == []


def test_long_sentence_is_cut_between_words_around_the_first_word_sought():
    text = "sākums " * 60 + "budžets " + "beigas " * 60
    cut = shown(text, "budžets", longest=60)

    assert cut == "… sākums sākums [budžets] beigas beigas beigas beigas …"


def test_paragraphs_are_sentences_of_their_own():
    assert shown("Virsraksts\nbez punkta par parku\nun skolu", "skola") == "un [skolu]"


def test_word_with_something_unseen_in_it_is_marked():
    assert shown("Par p\u00ada\u00adšvaldību un ﬁnansēm.", "pašvaldība finanses") == (
        "Par [p\u00ada\u00adšvaldību] un [ﬁnansēm]."
    )


def test_title_is_marked_whole():
    assert marked("Skolu budžets", question("budzeti").keys) == [Piece("Skolu "), Piece("budžets", is_marked=True)]


LETTERS = st.sampled_from([*"aāĀbeēkļĻsšžzABС ёеёж12½ǅﬁæŁłßİıＡÅ.-_", "l\u0327", "\u0301", "\u00ad", "\u200b", " "])


@given(text=st.lists(LETTERS, max_size=40).map("".join), typed=st.lists(LETTERS, min_size=1, max_size=6).map("".join))
def test_exactly_the_words_that_have_a_key_sought_are_marked(text, typed):
    keys = question(typed).keys
    whole = composed(text)
    right = [word.written for word in words(whole) if keys & set(keys_of(word.written))]
    assert [piece.text for piece in marked(text, keys) if piece.is_marked] == right


@given(text=st.text(max_size=900), typed=st.text(max_size=20))
def test_passage_is_not_longer_than_allowed(text, typed):
    pieces = passage(text, question(typed).keys)
    assert sum(len(piece.text) for piece in pieces) <= LONGEST + len("…  …")
    assert all(piece.text for piece in pieces)
