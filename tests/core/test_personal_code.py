"""The Latvian personal code, old and new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.personal_code import NotAPersonalCode, PersonalCode, read_personal_code


@pytest.mark.parametrize("text", ["161175-19997", "16117519997", " 161175-19997 ", "PNOLV-161175-19997"])
def test_old_code_is_read_in_each_way_of_writing_it(text: str) -> None:
    assert read_personal_code(text) == PersonalCode("16117519997")


@given(second=st.integers(2, 9), rest=st.integers(0, 10**9 - 1))
def test_new_code_has_no_checksum(second: int, rest: int) -> None:
    digits = f"3{second}{rest:09}"
    assert read_personal_code(f"{digits[:6]}-{digits[6:]}") == PersonalCode(digits)


@pytest.mark.parametrize(
    "text",
    [
        "161175-19996",  # checksum
        "310275-10009",  # 31 February
        "161175-39997",  # no such century
        "311199-1999",  # ten digits
        "161175–19997",  # a dash is no hyphen
        "PNOEE-161175-19997",
        "",
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(NotAPersonalCode):
        read_personal_code(text)


@given(st.integers(0, 9), st.integers(0, 10))
def test_one_wrong_digit_is_found(digit: int, place: int) -> None:
    right = "16117519997"
    wrong = right[:place] + str(digit) + right[place + 1 :]
    if wrong == right or wrong[0] == "3":
        return
    with pytest.raises(NotAPersonalCode):
        read_personal_code(wrong)


def test_code_never_shows_its_digits() -> None:
    code = read_personal_code("161175-19997")
    assert {repr(code), str(code), f"{code}"} == {"PersonalCode(******-*****)"}


def test_error_does_not_repeat_what_was_given() -> None:
    with pytest.raises(NotAPersonalCode) as refused:
        read_personal_code("161175-19996")
    assert "19996" not in str(refused.value)
