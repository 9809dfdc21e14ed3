"""One letter over an open SMTP connection, in two exchanges instead of four where the server allows it (RFC 2920)."""

import re
import smtplib

STARTED, OK, FORWARDED = 354, 250, 251
SERVICE_CLOSING = 421  # RFC 5321: the server is about to close this connection
_XTEXT = re.compile(r"[+=]")  # RFC 3461 4


def transmit(server: smtplib.SMTP, *, sender: str, to: str, content: bytes) -> None:
    """Have the server take one letter, each line ended by CR LF. Raises what `smtplib.SMTP.sendmail` raises.

    Where the server can say so, it is asked to bounce once and briefly, and with the address that we wrote to.
    """
    server.ehlo_or_helo_if_needed()
    mail, rcpt = f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>"
    if server.has_extn("dsn"):
        written = _XTEXT.sub(lambda found: f"+{ord(found[0]):02X}", to)
        mail, rcpt = f"{mail} RET=HDRS", f"{rcpt} NOTIFY=FAILURE ORCPT=rfc822;{written}"
    taken_sender, taken_recipient, begun = _exchange(server, [mail, rcpt, "DATA"])
    _check(server, taken_sender, taken_recipient, begun, sender=sender, to=to)
    dotted = content.replace(b"\r\n.", b"\r\n..")  # a head never begins with a dot
    server.send(dotted + b".\r\n")
    code, words = server.getreply()
    if code != OK:
        raise smtplib.SMTPDataError(code, words)


Reply = tuple[int, bytes]


def _exchange(server: smtplib.SMTP, commands: list[str]) -> list[Reply]:
    """The replies, in order; none after the first refusal where the server does not take commands together."""
    if server.has_extn("pipelining"):
        server.send("".join(f"{command}\r\n" for command in commands))
        replies = []
        for _command in commands:
            replies.append(server.getreply())
            if replies[-1][0] == SERVICE_CLOSING:
                break
    else:
        replies = []
        for command in commands:
            replies.append(server.docmd(command))
            if replies[-1][0] >= 400:
                break
    missing = (replies[-1][0], b"") if replies[-1][0] >= 400 else (0, b"")
    return replies + [missing] * (len(commands) - len(replies))


def _check(server: smtplib.SMTP, sent_by: Reply, sent_to: Reply, begun: Reply, *, sender: str, to: str) -> None:
    if (sent_by[0], begun[0]) == (OK, STARTED) and sent_to[0] in (OK, FORWARDED):
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
