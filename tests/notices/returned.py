"""Messages that come back to us, as mail servers make them."""

from balss.notices.models import Notice
from balss.notices.services.return_path import return_path, token_of

REPORT = """From: MAILER-DAEMON@mx.example.lv
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.lv
X-Number: {number}

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 <{address}> is not here

--b
Content-Type: text/rfc822-headers

Subject: Jaunumi
--b--
"""
COMPLAINT = """From: fbl@example.lv
To: atgriezts@balss.lv
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: x/1
Version: 1

--b
Content-Type: message/rfc822

From: balss@balss.lv
X-Letter: {token}
Subject: Jaunumi

text
--b--
"""


def bounce(
    notice: Notice, *, status: str = "5.1.1", action: str = "failed", address: str = "", to: str = "", number: int = 0
) -> bytes:
    """A report about the letter, addressed as servers address it, unless something else is said."""
    to = to or return_path(notice.message_id)
    return REPORT.format(to=to, address=address or notice.to, action=action, status=status, number=number).encode()


def complaint(notice: Notice) -> bytes:
    """Complaints go to one address for all; the letter is enclosed, without whom it went to."""
    return COMPLAINT.format(token=token_of(notice.message_id)).encode()
