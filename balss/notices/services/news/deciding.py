"""A second pair of eyes: what one official proposes, another person approves, in the words that were read."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from balss.ledger.services import record
from balss.notices.models import News
from balss.notices.services.news.drafting import State, locked
from balss.shared.permissions import Actor
from balss.shared.refusals import Refused

TAKEN_BACK_WITHIN = timedelta(minutes=15)  # between the approval and the first letter


class OtherWordsRead(Refused):
    @property
    def message(self) -> str:
        return _("The news was changed after you had opened it. Read what it says now, then approve it.")


@transaction.atomic
def propose_news(*, news: News, by: Actor, now: datetime) -> News:
    """Hand a draft over to a second person. Raises NotAllowed, NotInThatState."""
    held = locked(news, "notices.write_news", by, now, State.DRAFT)
    held.state, held.author = State.PROPOSED, by.public_id
    held.save(update_fields=["state", "author"])
    return held


@transaction.atomic
def approve_news(*, news: News, version: int, by: Actor, now: datetime) -> News:
    """Approve the version that one has read; it leaves a quarter of an hour later, or in the morning.

    Raises NotAllowed (to its author too), NotInThatState, OtherWordsRead.
    """
    held = locked(news, "notices.approve_news", by, now, State.PROPOSED)
    if held.version != version:
        raise OtherWordsRead
    held.state, held.approved_by, held.leaves_at = State.APPROVED, by.public_id, now + TAKEN_BACK_WITHIN
    held.save(update_fields=["state", "approved_by", "leaves_at"])
    _record("notices.news_approved", held, by, now)
    return held


@transaction.atomic
def take_news_back(*, news: News, by: Actor, now: datetime) -> News:
    """Make a draft again of what was proposed or approved and has not left. Raises NotAllowed, NotInThatState."""
    held = locked(news, "notices.write_news", by, now, State.PROPOSED, State.APPROVED)
    if held.state == State.APPROVED:
        _record("notices.news_taken_back", held, by, now)
    held.state, held.approved_by, held.leaves_at = State.DRAFT, "", None
    held.save(update_fields=["state", "approved_by", "leaves_at"])
    return held


def _record(action: str, news: News, by: Actor, now: datetime) -> None:
    content = {"institution": news.institution.slug, "title": news.title, "version": news.version}
    record(action=action, subject=news, by=by, now=now, content=content)
