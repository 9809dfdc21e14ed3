"""The follower's own page: a signed link opens it, changing how often, leaving, and taking that back."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.db import transaction

from balss.notices.models import Follower, Rhythm, StoppedFollowing, Subscription, Weekday
from balss.notices.models.followers import new_secret
from balss.notices.services.drawing_back import draw_back, written_again
from balss.notices.services.following import MOST, Own, Wishes, confirmation_of, next_letter_at
from balss.notices.services.outbox import send_all
from balss.notices.services.pausing import resume_address
from balss.people.models import Account
from balss.shared.followables import Thing
from balss.shared.permissions import Actor, require

UNDONE_WITHIN = timedelta(days=1)
RESUMED_WITHIN = timedelta(days=7)  # what an account stopped is kept for so long
PAGE, LEFT = Signer(salt="notices.follower"), TimestampSigner(salt="what a follower left")
STOPPED = Signer(salt="what an account stopped")


class FollowsNoMore(LookupError):
    """All was stopped meanwhile, in another window or by a letter."""


def link_of(follower: Follower) -> str:
    """Opens the own page of whoever has it, until the follower asks for a new one."""
    return PAGE.sign(follower.secret)


def own_of(link: str) -> Own | None:
    """Whose page a link opens; None for what we have not signed, or what is erased."""
    try:
        follower = Follower.objects.select_related("account").filter(secret=PAGE.unsign(link)).first()
    except BadSignature:
        return None
    return Own(follower, has_link=True) if follower else None


@transaction.atomic
def change_wishes(*, own: Own, wishes: Wishes, by: Actor, now: datetime) -> None:
    """Change how often and when; nothing that happened meanwhile is lost. A pause ends."""
    resume(own=own, by=by, now=now)
    follower = locked(own, by, now)
    follower.rhythm, follower.weekday, follower.language = wishes.rhythm, wishes.weekday, wishes.language
    follower.next_at = next_letter_at(follower, now) or now  # what was not told yet is told to who now wants it at once
    follower.save()


@transaction.atomic
def resume(*, own: Own, by: Actor, now: datetime) -> None:
    """End the pause of an address that could not be reached or had complained; again is no harm."""
    resume_address(locked(own, by, now).address, now=now)


@transaction.atomic
def leave(*, own: Own, things: Iterable[Thing], by: Actor, now: datetime) -> str:
    """Stop following some things; again is no harm. Answers with what `take_back` needs to undo it."""
    follower = locked(own, by, now)
    left: list[tuple[str, str, int]] = []
    for kind, key in things:
        left += follower.subscriptions.filter(kind=kind, key=key).values_list("kind", "key", "since")
        follower.subscriptions.filter(kind=kind, key=key).delete()
    return LEFT.sign_object([follower.pk, left], compress=True)


@transaction.atomic
def take_back(*, left: str, own: Own, by: Actor, now: datetime) -> list[Thing]:
    """Follow again what was left; what happened meanwhile comes in the next letter. Again is no harm.

    Answers with what is followed again: nothing where the word is not ours, of somebody else, or older than a day.
    """
    follower = locked(own, by, now)
    try:
        of, rows = LEFT.unsign_object(left, max_age=UNDONE_WITHIN)
    except BadSignature:
        return []
    if of != follower.pk:
        return []
    Subscription.objects.bulk_create(
        (Subscription(follower=follower, kind=kind, key=key, since=since, created_at=now) for kind, key, since in rows),
        ignore_conflicts=True,
    )
    return [(kind, key) for kind, key, _since in rows]


@transaction.atomic
def leave_all(*, own: Own, by: Actor, now: datetime) -> str:
    """Stop everything and forget the address, also what waits to be sent. Again is no harm: the link opens
    nothing then.

    Answers with a link that confirms all of it anew, for who changes their mind; "" for an account: what it followed
    is kept for a week (`stopped_of`), and it is the account's own address.
    """
    try:
        follower = locked(own, by, now)
    except FollowsNoMore:
        return ""
    letters = draw_back(link_of(follower), now=now)
    if follower.account:
        _keep(follower, follower.account, letters, now)
    things = list(follower.subscriptions.values_list("kind", "key"))
    wishes = Wishes(Rhythm(follower.rhythm), Weekday(follower.weekday), follower.language)
    follower.delete()
    return confirmation_of(follower.email, things, wishes) if follower.email else ""


def _keep(follower: Follower, account: Account, letters: list[dict[str, Any]], now: datetime) -> None:
    kept = {
        "wishes": [follower.rhythm, follower.weekday, follower.language],
        "position": follower.position,
        "deadlines_told": follower.deadlines_told.isoformat() if follower.deadlines_told else None,
        "things": [list(each) for each in follower.subscriptions.values_list("kind", "key", "since")],
        "letters": letters,
    }
    StoppedFollowing.objects.filter(account=account).delete()
    StoppedFollowing.objects.create(account=account, kept=kept, stopped_at=now)


def stopped_of(account_id: int | None, now: datetime) -> StoppedFollowing | None:
    """What the account stopped and may take back."""
    found = StoppedFollowing.objects.select_related("account").filter(account=account_id or 0)
    return found.filter(stopped_at__gt=now - RESUMED_WITHIN).first()


def stopped_by(link: str, now: datetime) -> StoppedFollowing | None:
    """The same by the link that the page of stopping gave; None for what is not ours, too old, or taken back."""
    try:
        secret = STOPPED.unsign(link)
    except BadSignature:
        return None
    found = StoppedFollowing.objects.select_related("account").filter(secret=secret).first()
    return stopped_of(found.account_id, now) if found else None


def stopped_link(stopped: StoppedFollowing) -> str:
    return STOPPED.sign(stopped.secret)


@transaction.atomic
def resume_all(*, stopped: StoppedFollowing, has_link: bool, by: Actor, now: datetime) -> Follower:
    """Follow again what was stopped; what waited is sent, what happened meanwhile comes in the next letter. Again is no
    harm.

    What the account has followed since stays, with the wishes it has now. Raises NotAllowed.
    """
    account = stopped.account
    follower = Follower.objects.select_for_update(of=("self",)).filter(account=account).first()
    require(by, "notices.manage_following", Own(follower or Follower(account=account), has_link), now)
    if follower is None:
        follower = _as_kept(stopped, now)
    rows = [
        Subscription(follower=follower, kind=k, key=y, since=s, created_at=now) for k, y, s in stopped.kept["things"]
    ]
    known = follower.subscriptions.count()
    Subscription.objects.bulk_create(rows[: max(0, MOST - known)], ignore_conflicts=True)
    if StoppedFollowing.objects.filter(pk=stopped.pk).delete()[0]:  # two presses at once write the letters once
        letters = written_again(stopped.kept.get("letters", []), to=follower.address, link=link_of(follower))
        send_all(kind="notices.digest", messages=letters, now=now)
    return follower


def _as_kept(stopped: StoppedFollowing, now: datetime) -> Follower:
    rhythm, weekday, language = stopped.kept["wishes"]
    told = stopped.kept["deadlines_told"]
    follower = Follower(
        account=stopped.account, rhythm=rhythm, weekday=weekday, language=language, created_at=now,
        position=stopped.kept["position"], deadlines_told=date.fromisoformat(told) if told else None,
    )  # fmt: skip
    follower.next_at = next_letter_at(follower, now) or now
    follower.save()
    return follower


@transaction.atomic
def renew_links(*, own: Own, by: Actor, now: datetime) -> Follower:
    """Make all earlier links worthless, those in letters too."""
    follower = locked(own, by, now)
    follower.secret = new_secret()
    follower.save(update_fields=["secret"])
    return follower


def locked(own: Own, by: Actor, now: datetime) -> Follower:
    """The follower's row, held until the transaction ends. Raises NotAllowed, FollowsNoMore."""
    require(by, "notices.manage_following", own, now)
    rows = Follower.objects.select_for_update(of=("self",)).select_related("account")
    follower = rows.filter(pk=own.follower.pk).first()
    if follower is None:
        raise FollowsNoMore
    return follower
