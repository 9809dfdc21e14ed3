"""One letter over an open SMTP connection, in as few exchanges as the server allows: one where it takes commands
together and content by its length (RFC 2920, RFC 3030), two where it takes commands together, else four.
"""

import re
import smtplib
from collections.abc import Callable

STARTED, OK, FORWARDED = 354, 250, 251
SERVICE_CLOSING = 421  # RFC 5321: the server is about to close this connection
_XTEXT = re.compile(r"[^!-*,-<>-~]")  # what RFC 3461 4 has written as its number


def transmit(
    server: smtplib.SMTP, *, sender: str, to: str, content: bytes, meanwhile: Callable[[], None] = lambda: None
) -> None:
    """Have the server take one letter, each line ended by CR LF; `meanwhile` is done while it does. Raises what
    `smtplib.SMTP.sendmail` raises.

    Where the server can say so, it is asked to bounce once and briefly, and with the address that we wrote to.
    """
    server.ehlo_or_helo_if_needed()
    mail, rcpt = f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>"
    if server.has_extn("dsn"):
        written = _XTEXT.sub(lambda found: f"+{ord(found[0]):02X}", to)
        mail, rcpt = f"{mail} RET=HDRS", f"{rcpt} NOTIFY=FAILURE ORCPT=rfc822;{written}"
    if server.has_extn("pipelining") and server.has_extn("chunking"):
        server.send(f"{mail}\r\n{rcpt}\r\nBDAT {len(content)} LAST\r\n".encode("ascii") + content)
        meanwhile()
        _check(server, *_replies(server, 3), sender=sender, to=to)
        return
    taken_sender, taken_recipient, begun = _exchange(server, [mail, rcpt, "DATA"])
    _check(server, taken_sender, taken_recipient, begun, sender=sender, to=to)
    dotted = content.replace(b"\r\n.", b"\r\n..")  # a head never begins with a dot
    server.send(dotted + b".\r\n")
    meanwhile()
    code, words = server.getreply()
    if code != OK:
        raise smtplib.SMTPDataError(code, words)


Reply = tuple[int, bytes]


def _replies(server: smtplib.SMTP, count: int) -> list[Reply]:
    """As many replies; where the server closes the connection, its last one stands for the rest."""
    replies = [server.getreply()]
    while len(replies) < count:
        replies.append(replies[-1] if replies[-1][0] == SERVICE_CLOSING else server.getreply())
    return replies


def _exchange(server: smtplib.SMTP, commands: list[str]) -> list[Reply]:
    """The replies; where the server does not take commands together, the first refusal stands for the rest."""
    if server.has_extn("pipelining"):
        server.send("".join(f"{command}\r\n" for command in commands))
        return _replies(server, len(commands))
    replies = [server.docmd(commands[0])]
    for command in commands[1:]:
        replies.append(replies[-1] if replies[-1][0] >= 400 else server.docmd(command))
    return replies


def _check(server: smtplib.SMTP, sent_by: Reply, sent_to: Reply, begun: Reply, *, sender: str, to: str) -> None:
    if sent_by[0] == OK and sent_to[0] in (OK, FORWARDED) and begun[0] in (OK, STARTED):
        return
    if begun[0] == STARTED:  # RFC 2920 3.1: the server waits for content that has nobody to go to
        server.send(b".\r\n")
        server.getreply()
    elif SERVICE_CLOSING not in (sent_by[0], sent_to[0], begun[0]):
        server.rset()
    if sent_by[0] != OK:
        raise smtplib.SMTPSenderRefused(*sent_by, sender)
    if sent_to[0] not in (OK, FORWARDED):
        raise smtplib.SMTPRecipientsRefused({to: sent_to})
    raise smtplib.SMTPDataError(*begun)
