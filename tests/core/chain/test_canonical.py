"""RFC 8785: the examples of its sections 3.2.2, 3.2.3 and appendix B, and what has no canonical form."""

import json
import struct
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.chain.canonical import NotCanonical, canonical_json, read_json

NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    # Hypothesis leaves surrogates out of text by itself.
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(("bits", "text"), NUMBERS.items())
def test_numbers_of_appendix_b(bits, text):
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical_json(number) == text


def test_literals_and_strings_of_section_3_2_2():
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": '€$\u000f\nA\'B"\\\\"/',
        "literals": [None, True, False],
    }
    assert canonical_json(value) == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_members_in_the_order_of_section_3_2_3():
    names = ["€", "\r", "\ufb33", "1", "😀", "\u0080", "ö"]
    assert list(json.loads(canonical_json(dict.fromkeys(names)))) == ["\r", "1", "\u0080", "ö", "€", "😀", "\ufb33"]


@given(json_values)
def test_what_is_written_reads_back_as_the_same_value(value):
    text = canonical_json(value)
    assert read_json(text) == value
    assert canonical_json(read_json(text)) == text


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": [1, date(2026, 1, 1)]}, r"\$\.a\[1\]: date is not a JSON value"),
        (Decimal("1.5"), "Decimal is not a JSON value"),
        (float("nan"), "nan is not a JSON number"),
        (float("-inf"), "-inf is not a JSON number"),
        (2**53, "write it as a string"),
        ({1: "x"}, "member name 1 is not a string"),
        ("\ud800", "unpaired surrogate"),
        ({"\udfff": 1}, "unpaired surrogate"),
    ],
)
def test_what_has_no_canonical_form_is_refused_by_place(value, message):
    with pytest.raises(NotCanonical, match=message):
        canonical_json(value)
