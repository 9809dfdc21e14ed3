"""Following: with an account at once, with an e-mail address after it was confirmed, and leaving with one press.

Whoever asks with an address gets the same answer whether it follows already or not, so that nobody learns who does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.db import transaction

from balss.core.calendar import day_in_riga
from balss.notices.models import Follower, Rhythm, Subscription, Weekday
from balss.notices.models.followers import new_secret
from balss.notices.queries.found import found_of, names_of
from balss.notices.queries.positions import last_position
from balss.notices.services.outbox import send
from balss.people.models import Account
from balss.shared.followables import Thing
from balss.shared.permissions import Actor, require

CONFIRMED_WITHIN = timedelta(days=7)  # an address that nobody confirms is forgotten after this
LETTERS_AT = time(8, 0)  # in Riga: when daily and weekly letters are written
RIGA = ZoneInfo("Europe/Riga")
PAGE, CONFIRMATION = Signer(salt="notices.follower"), TimestampSigner(salt="notices.confirm_following")
MOST = 200  # things one follower may follow
MOST_ASKED = 40  # things in one confirmation link, which has to stay short enough for every mail program


class NothingToFollow(ValueError):
    """None of what was asked for can be followed (any more)."""


class TooManyFollowed(ValueError):
    """More than `MOST` things for one follower."""


@dataclass(frozen=True)
class Wishes:
    """How often, on which day, in which language somebody wants to be told."""

    rhythm: Rhythm = Rhythm.WEEKLY
    weekday: Weekday = Weekday.MONDAY
    language: str = "lv"


@dataclass(frozen=True)
class Own:
    """Somebody's following in somebody's hands: with the signed link that was sent for it, or without."""

    follower: Follower
    has_link: bool = False


@transaction.atomic
def follow(*, account: Account, things: Iterable[Thing], by: Actor, now: datetime) -> Follower:
    """Have the account told of the things from now on. Raises NotAllowed, NothingToFollow, TooManyFollowed."""
    follower = Follower.objects.select_for_update().filter(account=account).first()
    if follower is None:
        follower = _new(now, Wishes(language=account.language), account=account)
    require(by, "notices.manage_following", Own(follower), now)
    follower.save()
    _subscribe(follower, _followable(things), now)
    return follower


def ask_to_follow(*, email: str, things: Iterable[Thing], wishes: Wishes, now: datetime) -> None:
    """Send a letter whose link confirms that the address wants to be told; nothing else is kept until then.

    Raises ValidationError for what is no address, NothingToFollow, TooManyFollowed.
    """
    chosen = _followable(things)
    if len(chosen) > MOST_ASKED:
        raise TooManyFollowed
    asked = [email.strip().lower(), chosen, wishes.rhythm, wishes.weekday, wishes.language]
    send(
        kind="notices.confirm_following",
        to=email.strip().lower(),
        language=wishes.language,
        context={
            "names": names_of(chosen, wishes.language),
            "link": CONFIRMATION.sign_object(asked, compress=True),
            "days": CONFIRMED_WITHIN.days,
        },
        now=now,
    )


@dataclass(frozen=True)
class Asked:
    """What a confirmation link asks for."""

    email: str
    things: list[Thing]
    wishes: Wishes


def asked_by(link: str) -> Asked | None:
    """What a confirmation link asks for; None for what we have not signed, or what is too old."""
    try:
        email, things, rhythm, weekday, language = CONFIRMATION.unsign_object(link, max_age=CONFIRMED_WITHIN)
    except BadSignature:
        return None
    return Asked(email, [(kind, key) for kind, key in things], Wishes(Rhythm(rhythm), Weekday(weekday), language))


@transaction.atomic
def confirm(*, asked: Asked, now: datetime) -> Follower:
    """The address is the asker's: from now on it is told. Again is no harm. Raises NothingToFollow, TooManyFollowed."""
    things = _followable(asked.things)
    follower = Follower.objects.select_for_update().filter(email=asked.email).first()
    if follower is None:
        follower = _new(now, asked.wishes, email=asked.email)
        follower.save()
    _subscribe(follower, things, now)
    return follower


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
    follower = locked(own, by, now)
    follower.rhythm, follower.weekday, follower.language = wishes.rhythm, wishes.weekday, wishes.language
    follower.paused_at = None
    follower.next_at = next_letter_at(follower, now) or now  # what was not told yet is told to who now wants it at once
    follower.save()


@transaction.atomic
def leave(*, own: Own, things: Iterable[Thing], by: Actor, now: datetime) -> None:
    """Stop following some things; again is no harm."""
    follower = locked(own, by, now)
    for kind, key in things:
        follower.subscriptions.filter(kind=kind, key=key).delete()


@transaction.atomic
def leave_all(*, own: Own, by: Actor, now: datetime) -> None:
    """Stop everything and forget the address. Again is no harm: the link then opens nothing."""
    require(by, "notices.manage_following", own, now)
    Follower.objects.filter(pk=own.follower.pk).delete()


@transaction.atomic
def renew_links(*, own: Own, by: Actor, now: datetime) -> Follower:
    """Make all earlier links worthless, those in letters too."""
    follower = locked(own, by, now)
    follower.secret = new_secret()
    follower.save(update_fields=["secret"])
    return follower


def next_letter_at(follower: Follower, now: datetime) -> datetime | None:
    """When the next letter is due; None for who is told at once."""
    if follower.rhythm == Rhythm.IMMEDIATELY:
        return None
    day = day_in_riga(now)
    if follower.rhythm == Rhythm.WEEKLY:
        day += timedelta(days=(follower.weekday - day.weekday()) % 7)
    step = timedelta(days=7 if follower.rhythm == Rhythm.WEEKLY else 1)
    while _at_eight(day) <= now:
        day += step
    return _at_eight(day)


def _at_eight(day: date) -> datetime:
    return datetime.combine(day, LETTERS_AT, tzinfo=RIGA)


def _new(now: datetime, wishes: Wishes, *, account: Account | None = None, email: str = "") -> Follower:
    follower = Follower(
        account=account,
        email=email,
        language=wishes.language,
        rhythm=wishes.rhythm,
        weekday=wishes.weekday,
        created_at=now,
        position=last_position(),
        deadlines_told=day_in_riga(now),
    )
    follower.next_at = next_letter_at(follower, now)
    return follower


def locked(own: Own, by: Actor, now: datetime) -> Follower:
    """The follower's row, held until the transaction ends. Raises NotAllowed."""
    require(by, "notices.manage_following", own, now)
    return Follower.objects.select_for_update(of=("self",)).select_related("account").get(pk=own.follower.pk)


def _subscribe(follower: Follower, things: list[Thing], now: datetime) -> None:
    known = set(follower.subscriptions.values_list("kind", "key"))
    if len(known | set(things)) > MOST:
        raise TooManyFollowed
    since = last_position()
    Subscription.objects.bulk_create(
        Subscription(follower=follower, kind=kind, key=key, since=since, created_at=now)
        for kind, key in things
        if (kind, key) not in known
    )
    if follower.next_at is None:  # what happens while this is being written is not missed
        follower.next_at = now
        follower.save(update_fields=["next_at"])


def _followable(things: Iterable[Thing]) -> list[Thing]:
    """Those that are public now, each once. Raises NothingToFollow when there is none."""
    asked = dict.fromkeys(things)
    found = found_of(asked)
    chosen = [thing for thing in asked if thing in found]
    if not chosen:
        raise NothingToFollow
    return chosen
