"""Following: with an account at once, with an e-mail address after it was confirmed.

Whoever asks with an address gets the same answer whether it follows already or not, so that nobody learns who does.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.utils import translation

from balss.core.calendar import day_in_riga
from balss.notices.models import Follower, Rhythm, Subscription, Weekday
from balss.notices.queries.found import found_of, names_of
from balss.notices.queries.positions import last_position
from balss.notices.queries.preview import LETTERS_AT, RIGA
from balss.notices.services.outbox import send
from balss.notices.services.pausing import resume_address
from balss.people.models import Account
from balss.shared.followables import Thing, followables
from balss.shared.permissions import Actor, require

CONFIRMED_WITHIN = timedelta(days=7)  # an address that nobody confirms is forgotten after this
CONFIRMATION = TimestampSigner(salt="notices.confirm_following")
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

    @property
    def often(self) -> str:
        """In the middle of a sentence, in the language being read; of weekly letters with their day."""
        rhythm = str(self.rhythm.label)
        day = f" ({self.weekday.label})" if self.rhythm == Rhythm.WEEKLY else ""
        return f"{rhythm[0].lower()}{rhythm[1:]}{day}"


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
    address = email.strip().lower()
    with translation.override(wishes.language):
        often, names = wishes.often, _names_in_letter(chosen, wishes.language)
    send(
        kind="notices.confirm_following",
        to=address,
        language=wishes.language,
        context={
            "names": names,
            "link": confirmation_of(address, chosen, wishes),
            "days": CONFIRMED_WITHIN.days,
            "often": often,
        },
        now=now,
    )


def _names_in_letter(things: list[Thing], language: str) -> list[str]:
    """What the things are called, and how many bear words that anybody may have written: these stand on the page."""
    unsaid = Counter(kind for kind, _key in things if followables[kind].in_residents_words)
    names = names_of([thing for thing in things if thing[0] not in unsaid], language)
    return names + [f"{followables[kind].label}: {number}" for kind, number in unsaid.items()]


def confirmation_of(email: str, things: list[Thing], wishes: Wishes) -> str:
    """The link that confirms what an address asks for."""
    return CONFIRMATION.sign_object([email, things, wishes.rhythm, wishes.weekday, wishes.language], compress=True)


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
    resume_address(asked.email, now=now)  # a letter has reached it
    follower.refresh_from_db()
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
