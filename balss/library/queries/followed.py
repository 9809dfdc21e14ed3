"""Cases as things that can be followed; withdrawn ones too, for that they were withdrawn is news."""

from collections.abc import Collection, Mapping

from balss.library.models import PracticeCase, State
from balss.shared.followables import Followable


def cases(slugs: Collection[str]) -> Mapping[str, Followable]:
    rows = PracticeCase.objects.exclude(state=State.DRAFT).filter(slug__in=slugs)
    return {row.slug: Followable(row.all_words("title"), row.get_absolute_url()) for row in rows}
