"""What came back, in the forms of the RFCs, in forms that servers really send, and in forms meant to deceive."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balss.core.mail.reports import LARGEST, Claim, Report, claim_of, read_report, status_in


def bounce(*recipients: str, enclosed: str = "X-Letter: abc", kind: str = "delivery-status") -> bytes:
    blocks = "\n\n".join(
        ["Reporting-MTA: dns; mx.example.lv\nArrival-Date: Mon, 23 Nov 2026 10:00:00 +0200", *recipients]
    )
    return f"""From: MAILER-DAEMON@mx.example.lv
To: atgriezts+token@balss.lv
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b/1"

--b/1
Content-Type: text/plain

Your message could not be delivered. 5.9.9
--b/1
Content-Type: message/delivery-status

{blocks}

--b/1
Content-Type: text/rfc822-headers

{enclosed}
--b/1--
""".replace("\n", "\r\n").encode()


def failed(status: str, address: str = "anna@example.lv", action: str = "failed") -> str:
    return f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 No user"


ARF = b"""From: <fbl@example.lv>
To: atgriezts@balss.lv
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

--b1
Content-Type: text/plain

An abuse report.
--b1
Content-Type: message/feedback-report

Feedback-Type: %b
User-Agent: Example/1.0
Version: 1
Original-Mail-From: <atgriezts+token@balss.lv>
Original-Rcpt-To: <Anna@example.lv>

--b1
Content-Type: message/rfc822

From: Balss <balss@balss.lv>
X-Letter: abc
Subject: Jaunumi

text
--b1--
"""


@pytest.mark.parametrize(
    ("status", "claim"),
    [
        ("5.1.1", Claim.HARD), ("5.1.2", Claim.HARD), ("5.1.10", Claim.HARD), ("5.2.1", Claim.HARD),
        ("5.1.7", Claim.SOFT), ("5.1.8", Claim.SOFT), ("5.2.2", Claim.SOFT), ("5.7.1", Claim.SOFT),
        ("5.0.0", Claim.SOFT), ("4.1.1", Claim.SOFT), ("4.4.7", Claim.SOFT), ("5.1.1 (no such user)", Claim.HARD),
        ("2.0.0", Claim.UNREADABLE), ("", Claim.UNREADABLE), ("five", Claim.UNREADABLE),
    ],
)  # fmt: skip
def test_status_says_whether_the_address_is_gone(status: str, claim: Claim) -> None:
    assert claim_of(status) == claim


def test_bounce_is_read_with_address_status_and_words() -> None:
    assert read_report(bounce(failed("5.1.1", "Anna@Example.LV"))) == Report(
        Claim.HARD, "5.1.1", frozenset({"anna@example.lv"}), "smtp; 550 No user", "X-Letter: abc"
    )


def test_gravest_of_several_counts_and_all_are_named() -> None:
    report = read_report(bounce(failed("4.2.2", "a@x.lv"), failed("5.1.1", "b@x.lv")))
    assert (report.claim, report.addresses) == (Claim.HARD, {"a@x.lv", "b@x.lv"})


@pytest.mark.parametrize(
    ("action", "claim"),
    [("delayed", Claim.DELAYED), ("delivered", Claim.DELIVERED), ("relayed", Claim.DELIVERED), ("", Claim.UNREADABLE)],
)
def test_what_did_not_fail_is_no_failure(action: str, claim: Claim) -> None:
    assert read_report(bounce(failed("5.1.1", action=action))).claim == claim


@pytest.mark.parametrize("kind", [b"abuse", b"Fraud", b"opt-out"])
def test_complaint_is_read_with_all_that_may_name_the_letter(kind: bytes) -> None:
    report = read_report(ARF % kind)
    assert (report.claim, report.addresses) == (Claim.COMPLAINT, {"anna@example.lv"})
    assert "<atgriezts+token@balss.lv>" in report.enclosed
    assert "X-Letter: abc" in report.enclosed


@pytest.mark.parametrize("kind", [b"not-spam", b"auth-failure", b"other"])
def test_report_that_complains_of_nothing_is_no_complaint(kind: bytes) -> None:
    assert read_report(ARF % kind).claim == Claim.NO_REPORT


@pytest.mark.parametrize(
    ("raw", "claim"),
    [
        (b"Subject: Away\r\nAuto-Submitted: auto-replied\r\n\r\nI am away until Monday. 5.1.1 failed", Claim.AUTOMATIC),
        (b"Subject: Away\r\nX-Autoreply: yes\r\n\r\n", Claim.AUTOMATIC),
        (b"Subject: failed\r\nAuto-Submitted: no\r\n\r\nAction: failed\r\nStatus: 5.1.1", Claim.NO_REPORT),
        (bounce(failed("5.1.1"), kind="disposition-notification"), Claim.AUTOMATIC),
        (bounce(), Claim.UNREADABLE),
        (b"", Claim.NO_REPORT),
        (b"\x00\xff" * 500, Claim.NO_REPORT),
        (b"Content-Type: multipart/report; report-type=delivery-status\r\n\r\nno parts", Claim.NO_REPORT),
    ],
)
def test_what_is_no_bounce_is_none(raw: bytes, claim: Claim) -> None:
    assert read_report(raw).claim == claim


def test_words_beside_the_machines_part_count_for_nothing() -> None:
    raw = bounce(failed("2.0.0", action="delivered"), enclosed="Action: failed\nStatus: 5.1.1")
    assert read_report(raw).claim == Claim.DELIVERED


def nested(depth: int) -> bytes:
    heads = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(depth))
    return heads.encode()


@pytest.mark.parametrize(
    "raw",
    [nested(5_000), b"Content-Type: message/rfc822\r\n\r\n" * 5_000, b"x" * (LARGEST + 1)],
    ids=["parts", "messages", "length"],
)
def test_message_made_to_wear_readers_out_is_put_aside(raw: bytes) -> None:
    begun = time.process_time()
    assert read_report(raw).claim == Claim.UNREADABLE
    assert time.process_time() - begun < 1


@given(st.binary(max_size=3_000), st.integers(0, 1_000))
def test_no_message_raises(noise: bytes, place: int) -> None:
    raw = bounce(failed("5.1.1"))
    assert read_report(noise).claim != Claim.HARD or b"delivery-status" in noise
    read_report(raw[:place] + noise + raw[place:])


def test_status_is_found_in_an_answer() -> None:
    assert [status_in(words) for words in ("550 5.1.1 <a@b.lv> unknown", "550 unknown", "from 10.5.1.1.2")] == [
        "5.1.1",
        "",
        "",
    ]
