"""Secret addresses of feeds: made, replaced by a new one, ended. The secret itself is answered once and never kept."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from balss.notices.models import FeedLink, Subscription
from balss.notices.services.following import Own
from balss.notices.services.own import locked
from balss.shared.followables import Thing
from balss.shared.permissions import Actor

SECRET_BYTES = 24  # too many to try, so that an unsalted hash keeps them


class NotFollowed(LookupError):
    """The thing is not among those that the follower follows (any more)."""


@transaction.atomic
def new_feed_link(*, own: Own, thing: Thing | None, by: Actor, now: datetime) -> str:
    """A secret for the feed of one thing, or of everything; the earlier one opens nothing any more.

    Raises NotAllowed, NotFollowed.
    """
    follower = locked(own, by, now)
    subscription = _subscription(own, thing)
    FeedLink.objects.filter(follower=follower, subscription=subscription).delete()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    FeedLink.objects.create(follower=follower, subscription=subscription, digest=_digest(secret), created_at=now)
    return secret


@transaction.atomic
def end_feed_link(*, own: Own, thing: Thing | None, by: Actor, now: datetime) -> None:
    """Have the address open nothing any more; again is no harm. Raises NotAllowed, NotFollowed."""
    follower = locked(own, by, now)
    FeedLink.objects.filter(follower=follower, subscription=_subscription(own, thing)).delete()


def feed_link_of(secret: str) -> FeedLink | None:
    """What a secret opens; None for what is not one (any more), and for accounts that are closed."""
    found = FeedLink.objects.select_related("follower__account", "subscription").filter(digest=_digest(secret)).first()
    if found is None or (found.follower.account and not found.follower.account.may_sign_in):
        return None
    return found


def _subscription(own: Own, thing: Thing | None) -> Subscription | None:
    if thing is None:
        return None
    try:
        return own.follower.subscriptions.get(kind=thing[0], key=thing[1])
    except Subscription.DoesNotExist as missing:
        raise NotFollowed from missing


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
