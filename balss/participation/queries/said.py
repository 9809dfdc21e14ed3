"""What everybody may know of a contribution: how its author is named, how it came, and the row that data tell.

Nothing here tells who somebody is: no person, e-mail address, age, group or home, and the name only where its owner
chose that it be shown.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balss.participation.models import Channel, Contribution, Response
from balss.participation.queries.threads import Utterance

State = Contribution.State

CAME: dict[str, str | Promise] = {
    Channel.PAPER: _("handed in on paper"),
    Channel.MEETING: _("said at a meeting"),
    Channel.SPOKEN: _("spoken and read back"),
    Channel.EMAIL: _("sent by e-mail"),
    Channel.E_ADDRESS: _("sent by official e-address"),
}

FIELDS: dict[str, str | Promise] = {
    "receipt": _("receipt number"),
    "reply_to": _("receipt number of the contribution that this one replies to"),
    "thread": _("receipt number of the contribution that the thread begins with"),
    "kind": _("opinion, proposal, objection or question"),
    "is_proposal": _("a reply that proposes something and asks for an answer"),
    "state": _("published, removed, withdrawn, or held: changed by its author and read before it is shown again"),
    "text": _("the words, in Markdown; empty where the contribution does not stand now"),
    "language": _("language of the words"),
    "version": _("how many times the words were written"),
    "name": _("name or initials, as the author chose"),
    "organisation": _("organisation that was spoken for"),
    "registration_number": _("its registration number"),
    "channel": _("how it came"),
    "published_at": _("when it was published"),
    "support": _("how many people support it"),
    "votes_for_elsewhere": _("votes for it, as counted where it was said; no part of the support"),
    "votes_against_elsewhere": _("votes against it, as counted where it was said"),
    "removal_ground": _("why it was removed"),
    "removal_rule": _("rule that it was removed by"),
    "verdict": _("what became of it"),
    "reason": _("why, in the institution's words"),
    "answered_at": _("when it was answered"),
    "changes": _("addresses of what changed because of it"),
    "key": _("with the words it gives the seal that the ledger keeps: SHA-256 of its 16 bytes and the words in UTF-8"),
}


def initials(name: str) -> str:
    """“Anna Liepa-Kalna” is “A. L.”."""
    return " ".join(f"{word[0].upper()}." for word in name.split()[:3])


def shown_name(contribution: Contribution | Utterance) -> str:
    """The name where its owner chose to show it, else its initials; empty where none was given."""
    return contribution.name if contribution.shown == Contribution.Shown.NAME else initials(contribution.name)


def answer_of(contribution: Contribution | Utterance) -> Response | None:
    """The answer that everybody may read."""
    response = contribution.response
    return response if response is not None and response.state == Response.State.PUBLISHED else None


def rows_of(
    contributions: Iterable[Contribution], *, receipts: dict[int, str] | None = None
) -> Iterator[dict[str, Any]]:
    """FIELDS of each; `changes` is a list. Load them by `queries.threads.everything_said`, with what hangs on them.

    `receipts` are numbers by id of what is replied to, where that does not come before among them."""
    receipts = dict(receipts or {})
    for said in contributions:
        receipts[said.pk] = said.receipt
        yield _row(said, receipts)


def _row(said: Contribution, receipts: dict[int, str]) -> dict[str, Any]:
    stands = said.state == State.PUBLISHED
    answer = answer_of(said)
    removal = next(iter(getattr(said, "removals_in_force", [])), None) if said.state == State.REMOVED else None
    return {
        "receipt": said.receipt,
        "reply_to": receipts.get(said.parent_id or 0, ""),
        "thread": receipts.get(said.root_id or 0, said.receipt),
        "kind": said.kind,
        "is_proposal": said.is_proposal,
        "state": State.HELD if said.state == State.SPAM else said.state,
        "text": said.text if stands else "",
        "language": said.language,
        "version": said.version,
        "name": shown_name(said) if stands else "",
        "organisation": said.organisation if stands else "",
        "registration_number": said.registration_number if stands else "",
        "channel": said.channel,
        "published_at": said.published_at,
        "support": getattr(said, "support_count", None),
        "votes_for_elsewhere": said.votes_for_elsewhere if stands else None,
        "votes_against_elsewhere": said.votes_against_elsewhere if stands else None,
        "removal_ground": removal.ground if removal else "",
        "removal_rule": removal.legal_ground if removal else "",
        "verdict": answer.verdict if answer else "",
        "reason": answer.reason if answer else "",
        "answered_at": answer.published_at if answer else None,
        "changes": [change.address for change in answer.changes.all()] if answer else [],
        "key": said.submission_key.hex if stands else "",
    }
