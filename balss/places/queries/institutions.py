"""Which institution is meant, who belongs to a group, who came after."""

import datetime as dt

from balss.places.models import Alias, Institution, InstitutionName, Succession, key_of
from balss.places.models.institutions import InstitutionQuerySet


class AmbiguousBody(Exception):
    """A text that names several institutions that existed on that day; carries their codes."""

    def __init__(self, text: str, codes: list[str]) -> None:
        self.text, self.codes = text, codes
        super().__init__(f"“{text}” can be {', '.join(codes)}")


def institution_by_code(code: str, *, on: dt.date | None = None) -> Institution | None:
    """The institution with the code (exactly as written), if it exists on the day (None: ever)."""
    found = Institution.objects.filter(code=code)
    return (found.on(on) if on else found).first()


def find_body(text: str, *, on: dt.date) -> Institution | None:
    """The institution or group that a document of that day means by the text: abbreviation, name of any time, or alias.

    Letter case and spacing do not count, diacritics and word endings do. Where one text stands for several bodies,
    the one that existed on the day is meant. None when nobody is; raises AmbiguousBody when several existed.
    """
    named = Institution.objects.filter(pk__in=called_ids(text))
    candidates = list(named)
    if len(candidates) > 1:
        candidates = list(named.on(on)) or candidates
    if len(candidates) > 1:
        raise AmbiguousBody(text, [institution.code for institution in candidates])
    return next(iter(candidates), None)


def called_ids(text: str) -> list[int]:
    """Ids of all institutions whose abbreviation, alias or name of any time is the text."""
    key = key_of(text)
    return [
        *InstitutionName.objects.filter(key=key).values_list("institution_id", flat=True),
        *Alias.objects.filter(key=key).values_list("institution_id", flat=True),
    ]


def members_of(group: Institution, *, on: dt.date) -> InstitutionQuerySet:
    """Institutions that belong to the group on the day, by name or by kind; none for an open group. By code."""
    in_force = list(group.memberships.on(on).values_list("member_id", "member_kind"))
    listed = [member for member, _kind in in_force if member is not None]
    kinds = [kind for _member, kind in in_force if kind]
    existing = Institution.objects.on(on)
    return existing.filter(pk__in=listed) | existing.filter(kind__in=kinds)


def groups_of(institution: Institution, *, on: dt.date) -> InstitutionQuerySet:
    """Groups that the institution belongs to on the day, by name or by kind; none when it does not exist then."""
    if not institution.covers(on):
        return Institution.objects.none()
    in_force = institution.memberships_in.on(on).values("group")
    by_kind = Institution.objects.on(on).filter(memberships__member_kind=institution.kind)
    return (Institution.objects.on(on).filter(pk__in=in_force) | by_kind).distinct()


def is_open(group: Institution, *, on: dt.date) -> bool:
    """Whether nobody keeps a list of the group's members (“regional media”)."""
    return not group.memberships.on(on).exists()


def successor_on(institution: Institution, *, on: dt.date) -> Institution:
    """Who answers on the day for what was once the institution's: itself, or the last of its full successors.

    Takeovers of a part (with a scope) are not followed: see `Succession`.
    """
    heirs = {
        succession.predecessor_id: succession.successor
        for succession in Succession.objects.filter(scope="", effective_date__lte=on).select_related("successor")
    }
    seen = {institution.pk}
    while (heir := heirs.get(institution.pk)) is not None and heir.pk not in seen:
        institution = heir
        seen.add(heir.pk)
    return institution


def predecessors_on(institution: Institution, *, on: dt.date) -> set[int]:
    """Ids of the institution and of all whose obligations it has inherited in full by the day."""
    pairs = list(
        Succession.objects.filter(scope="", effective_date__lte=on).values_list("successor_id", "predecessor_id")
    )
    ids = {institution.pk}
    while more := {old for new, old in pairs if new in ids} - ids:
        ids |= more
    return ids
