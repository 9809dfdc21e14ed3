"""The directory by which a plan's words become institutions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from balss.core.plandoc.body import Directory
from balss.places.models import Alias, Institution, InstitutionName, key_of


def directory_on(day: date) -> Directory:
    """Gives the code of the institution or group that a plan of that day means by a name, an abbreviation or an alias.

    As `places.queries.find_body`, for hundreds of lookups: three queries once. None for words that mean several.
    """
    institutions = {institution.pk: institution for institution in Institution.objects.all()}
    known: dict[str, set[int]] = defaultdict(set)
    names: Iterable[tuple[str, int]] = InstitutionName.objects.values_list("key", "institution_id")
    aliases: Iterable[tuple[str, int]] = Alias.objects.values_list("key", "institution_id")
    for key, owner in [*names, *aliases]:
        known[key].add(owner)
    for owner, institution in institutions.items():
        known[key_of(institution.code)].add(owner)

    def code_of(words: str) -> str | None:
        meant = [institutions[owner] for owner in known.get(key_of(words), ())]
        if len(meant) > 1:
            meant = [institution for institution in meant if institution.covers(day)]
        return meant[0].code if len(meant) == 1 else None

    return code_of
