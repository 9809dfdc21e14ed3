"""Saying once to followers that an institution was renamed, closed or taken over, that a place or topic became a part
of another.

Their subscriptions stay as they are: what happens to the successor is said to concern the predecessor too (`happened`).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balss.core.calendar import day_in_riga
from balss.notices.models import Happening
from balss.notices.queries.found import found_of
from balss.notices.services.happenings import INSTITUTION, TERRITORY, TOPIC, happened
from balss.places.models import Institution, InstitutionName, Succession, Territory, Topic
from balss.shared.followables import Followable, Thing
from balss.shared.locks import is_alone

LOOKS_BACK = timedelta(days=60)  # what is older was known before anybody followed
LOCK = 0x68656972  # "heir": PostgreSQL's name of the lock that one teller holds

TAKEN_OVER, PARTLY, ENDED, RENAMED, JOINED, MERGED = (
    "notices.institution_taken_over",
    "notices.institution_part_given",
    "notices.institution_ended",
    "notices.institution_renamed",
    "notices.place_joined",
    "notices.topic_merged",
)


@dataclass(frozen=True)
class _Change:
    """`words` name what was before as %(old)s, by its `former` name where it has one, and what is now as %(new)s."""

    kind: str
    of: Thing
    to: Thing
    words: str | Promise
    former: InstitutionName | None = None


@transaction.atomic
def tell_of_successions(*, now: datetime) -> int:
    """Tell what took effect lately and was not told; how many. Again, late or twice at once is no harm."""
    if not is_alone(LOCK):
        return 0
    today = day_in_riga(now)
    changes = list(_changes(today - LOOKS_BACK, today))
    found = found_of(thing for each in changes for thing in (each.of, each.to))
    known = [each for each in changes if each.of in found and each.to in found]
    told = Happening.objects.filter(kind__in={each.kind for each in known})
    before = set(told.values_list("kind", "about", "key", "address"))
    new = [each for each in known if (each.kind, *each.of, found[each.to].address) not in before]
    for each in new:
        happened(
            each.kind, about=each.of, also=[each.to], title=_title(each, found), address=found[each.to].address, now=now
        )
    return len(new)


def _title(change: _Change, found: dict[Thing, Followable]) -> dict[str, str]:
    title = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            old = str(change.former) if change.former else found[change.of].name(language)
            title[language] = str(change.words) % {"old": old, "new": found[change.to].name(language)}
    return title


def _changes(since: dt.date, today: dt.date) -> Iterator[_Change]:
    lately = Q(effective_date__gt=since, effective_date__lte=today)
    for each in Succession.objects.filter(lately).select_related("predecessor", "successor"):
        of, to = (INSTITUTION, each.predecessor.slug), (INSTITUTION, each.successor.slug)
        if each.scope:
            yield _Change(PARTLY, of, to, _("%(old)s: a part of the work went to %(new)s"))
        else:
            yield _Change(TAKEN_OVER, of, to, _("%(old)s: the work is now done by %(new)s"))
    ended = Institution.objects.filter(valid_to__gte=since, valid_to__lt=today)
    for body in ended.exclude(successions__scope=""):
        yield _Change(ENDED, (INSTITUTION, body.slug), (INSTITUTION, body.slug), _("%(old)s exists no more"))
    later = InstitutionName.objects.filter(valid_from__gt=since, valid_from__lte=today)
    for name in later.select_related("institution").prefetch_related("institution__names"):
        first = name.valid_from or today
        before = [each for each in name.institution.names.all() if each.valid_to and each.valid_to < first]
        of = (INSTITUTION, name.institution.slug)
        if before:
            yield _Change(RENAMED, of, of, _("%(old)s is now called %(new)s"), before[-1])
    joined = Territory.objects.filter(valid_to__gte=since, valid_to__lt=today, merged_into__isnull=False)
    for place in joined.select_related("merged_into"):
        assert place.merged_into is not None  # noqa: S101  (filtered)
        yield _Change(
            JOINED, (TERRITORY, place.slug), (TERRITORY, place.merged_into.slug), _("%(old)s is now a part of %(new)s")
        )
    for topic in Topic.objects.filter(merged_into__isnull=False).select_related("merged_into"):
        assert topic.merged_into is not None  # noqa: S101  (filtered)
        yield _Change(
            MERGED, (TOPIC, topic.code), (TOPIC, topic.merged_into.code), _("%(old)s is now a part of %(new)s")
        )
