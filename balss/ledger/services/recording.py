"""`record`: what every service of every room calls when it has decided something."""

import logging
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, models, transaction

from balss.core.chain.note import SigningKey
from balss.ledger.models import Entry
from balss.ledger.services.entries import Subject, write_entry
from balss.ledger.services.keys import NoSigningKey, signing_key
from balss.ledger.services.sequencing import integrate
from balss.shared.permissions import Actor

log = logging.getLogger(__name__)


def record(
    *, action: str, subject: models.Model | Subject, by: Actor, now: datetime, content: Mapping[str, Any]
) -> Entry:
    """Write down that `by` did `action` ("plan.report_published") to `subject`, in the caller's transaction: if that
    is rolled back, the deed and its entry never were. Two queries; waits for nobody.

    Everything recorded is public. `content` holds what JSON has (str, int, float, bool, None, dict, list), dates as
    ISO text, and no more personal data than the deed needs.
    Raises SubjectNotSaved; core.chain.canonical.NotCanonical for content that is not JSON.
    """
    entry = write_entry(action=action, subject=subject, by=by, now=now, content=content)
    _integrate_after_commit(now)
    return entry


def _integrate_after_commit(now: datetime) -> None:
    """Give the entry its position as soon as it is committed, and not at the next tick, so that its receipt can be
    had at once; one call for a transaction, however much it records."""
    waiting = [scheduled[1] for scheduled in connection.run_on_commit]
    if not any(isinstance(call, partial) and call.func is _integrate_now for call in waiting):
        transaction.on_commit(partial(_integrate_now, now=now))


def _integrate_now(*, now: datetime) -> None:
    """The deed is committed and must not seem to have failed: what goes wrong is logged, and the job tries again."""
    try:
        integrate(now=now, key=_key_if_held())
    except Exception:
        log.exception("Entries of the ledger wait for the next tick")


def _key_if_held() -> SigningKey | None:
    """A process that serves pages need not hold the key: then the worker signs."""
    try:
        return signing_key()
    except NoSigningKey:
        return None
