"""The list of institutions, found by any name they ever bore, in Latvian order."""

import datetime as dt

from balss.core.alphabet import latvian_order, without_marks
from balss.places.models import Institution
from balss.places.models.institutions import InstitutionQuerySet


def institutions_on(day: dt.date, *, kind: str = "", words: str = "") -> list[Institution]:
    """Institutions of a kind ("": all) in Latvian order of their names on the day; three queries.

    Without `words` those that exist on the day. With `words` also ended ones: a name of any time, an alias or the
    code must contain them, diacritics or not. Names and aliases are prefetched.
    """
    found: InstitutionQuerySet = Institution.objects.all() if words.strip() else Institution.objects.on(day)
    if kind:
        found = found.filter(kind=kind)
    wanted = without_marks(words)
    institutions = [
        institution for institution in found.prefetch_related("names", "aliases") if _is_called(institution, wanted)
    ]
    return sorted(institutions, key=lambda institution: latvian_order(str(institution.name_on(day))))


def _is_called(institution: Institution, words: str) -> bool:
    names = [text for name in institution.names.all() for text in (name.lv, name.en)]
    texts = [institution.code, *names, *(alias.text for alias in institution.aliases.all())]
    return not words or any(words in without_marks(text) for text in texts)
