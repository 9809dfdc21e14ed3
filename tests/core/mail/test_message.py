"""Whatever words are given, a strict parser reads back the same, and every line is one that any server takes."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.mail.message import NotAHeader, compose, words

STRICT: Any = SMTP.clone(raise_on_defect=True)
BOUNDARY = "=_0123456789abcdef"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400)


def parsed(subject: str, text: str, html: str = "") -> tuple[bytes, EmailMessage]:
    head, body = compose([words("Subject", subject)], text=text, html=html, boundary=BOUNDARY)
    raw = head + b"\r\n" + body
    message: Any = message_from_bytes(raw, policy=STRICT)
    return raw, message


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")


@given(WORDS, WORDS)
def test_words_arrive_as_they_were(text: str, html: str) -> None:
    raw, message = parsed("x", text, html or "-")
    plain, rich = message.iter_parts()
    assert lines(plain.get_content()) == lines(text)
    assert lines(rich.get_content()) == lines(html or "-")
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 76
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]), max_size=300))
def test_subject_arrives_as_it_was(subject: str) -> None:
    _raw, message = parsed(subject, "x")
    assert message["Subject"].split() == subject.split()


@pytest.mark.parametrize(
    "subject", ["Jūsu priekšlikums ņemts vērā — “Ķengaraga šķērsiela”", "=?utf-8?q?x?=", "a" * 300]
)
def test_subject_of_a_kind_that_breaks_others_arrives(subject: str) -> None:
    raw, message = parsed(subject, "x")
    assert message["Subject"] == subject
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_subject_with_ends_of_lines_adds_no_header() -> None:
    _raw, message = parsed("Labdien\r\nBcc: x@example.lv", "x")
    assert (message["Subject"], message["Bcc"]) == ("Labdien Bcc: x@example.lv", None)


@pytest.mark.parametrize("value", ["a\r\nBcc: b@example.lv", "a\nb", "ā", "x" * 1000, "a\x00"])
def test_other_header_that_cannot_be_sent_is_refused(value: str) -> None:
    with pytest.raises(NotAHeader):
        compose([("To", value)], text="x", boundary=BOUNDARY)
