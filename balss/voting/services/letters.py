"""“You voted”: a letter to everybody whose right to vote was used, so that one used by somebody else comes to light.

It tells day and channel, as the roll has them, and never what was chosen, which nobody knows. All letters of a day go
into the outbox at once on the day after, in the order in which people became known to the service: neither the hour of
a letter nor its place among the others says when anybody voted.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation

from balss.box.models import Channel
from balss.notices.services import Message, send_all
from balss.people.models import Account, CodeHash
from balss.voting.models import Election, RollEntry
from balss.voting.queries.standing import key_for

STEP = 400  # people in one query

Used = tuple[date, str]  # day and channel


def tell_voters(*, now: datetime) -> int:
    """Write to all whose right was used before today and who were not written to; how many letters. Whom the service
    has no account of gets none. Again, or by two at once: nobody gets a second one."""
    until = timezone.localdate(now) - timedelta(days=1)
    untold = RollEntry.objects.filter(election=OuterRef("pk"), used_date__lte=until).filter(
        Q(election__told_date=None) | Q(used_date__gt=F("election__told_date"))
    )
    written = 0
    for election in Election.objects.filter(Exists(untold)).select_related("institution"):
        for used in _used(election, until):
            written += send_all(kind="voting.voted", messages=_letters(election, used, now), now=now)
        Election.objects.filter(pk=election.pk).update(told_date=until)
    return written


def _used(election: Election, until: date) -> Iterator[dict[int, Used]]:
    """Persons whose right was used, some hundreds at a time: the roll knows no person, so all known codes are tried."""
    since = election.told_date or date.min
    codes = CodeHash.objects.order_by("pk").values_list("person_id", "digest").iterator(chunk_size=STEP)
    while step := list(islice(codes, STEP)):
        persons = {key_for(election, digest): person for person, digest in step}
        entries = RollEntry.objects.filter(
            election=election, key__in=persons, used_date__gt=since, used_date__lte=until
        ).values_list("key", "used_date", "channel")
        yield {persons[key]: (day, channel) for key, day, channel in entries if day}


def _letters(election: Election, used: dict[int, Used], now: datetime) -> Iterator[Message]:
    accounts = Account.objects.filter(person__in=used, is_active=True).order_by("pk")
    name = election.institution.name_on(timezone.localdate(now))
    for account in accounts:
        day, channel = used[account.person_id or 0]
        with translation.override(account.language):
            context = {
                "title": election.title, "day": day, "in_person": channel in (Channel.DESK, Channel.PAPER),
                "on_paper": channel == Channel.PAPER, "closes_at": election.closes_at,
                "is_open": election.is_open(now), "path": election.get_absolute_url(),
                "change_path": reverse("voting:change", args=[election.pk]), "page": election.page,
                "institution": str(name), "email": election.institution.email,
            }  # fmt: skip
        yield Message(account.email, account.language, context, dedupe_key=str(election.pk))
