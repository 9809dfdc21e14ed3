"""Choosing the places and topics that come first in one's feed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from balss.participation.models import Interest
from balss.places.models import Territory, Topic
from balss.shared.permissions import Actor, require


@transaction.atomic
def choose_interests(*, places: Iterable[Territory], topics: Iterable[Topic], by: Actor, now: datetime) -> None:
    """Keep these, and no others; what was chosen before and stays keeps its day. Raises NotAllowed."""
    require(by, "participation.choose_interests", None, now)
    kept_places, kept_topics = {each.pk for each in places}, {each.pk for each in topics}
    own = Interest.objects.select_for_update().filter(person=by.person_id)
    standing = list(own)
    gone = [each.pk for each in standing if each.territory_id not in kept_places and each.topic_id not in kept_topics]
    Interest.objects.filter(pk__in=gone).delete()
    known = {(each.territory_id, each.topic_id) for each in standing}
    wanted = [(pk, None) for pk in sorted(kept_places)] + [(None, pk) for pk in sorted(kept_topics)]
    Interest.objects.bulk_create(
        [
            Interest(person_id=by.person_id or 0, territory_id=place, topic_id=topic, chosen_at=now)
            for place, topic in wanted
            if (place, topic) not in known
        ],
        ignore_conflicts=True,
    )
