"""An institution is renamed, merges into another, gives a part over, or ends. Records keep the name of their day."""

import datetime as dt

from django.db import transaction

from balss.ledger.services import record
from balss.places.models import Institution, InstitutionName, Membership, Succession, Territory, TerritoryVersion
from balss.shared.permissions import Actor, require
from balss.shared.search_documents import changed

ONE_DAY = dt.timedelta(days=1)


class CannotRename(Exception):
    """The new name would begin before the present one did; carries that day."""

    def __init__(self, institution: Institution, present_since: dt.date) -> None:
        self.present_since = present_since
        super().__init__(f"{institution.code} has borne its present name since {present_since.isoformat()}")


class CannotMerge(Exception):
    """Why two institutions do not merge as said; `institution` is the one that is meant by `reason`.

    itself: the two are one and the same · group: it is a group · absent: it does not exist on the day · taken: another
    has taken it over already · renamed: a new name begins after its end · known: this part is given over already.
    """

    def __init__(self, reason: str, institution: Institution, words: str) -> None:
        self.reason, self.institution = reason, institution
        super().__init__(f"{institution.code} {words}")


class CannotClose(Exception):
    """`reason`: absent (it does not exist on the day), territory (it governs one, which somebody has to take over),
    renamed (a new name begins after the day)."""

    def __init__(self, reason: str, institution: Institution) -> None:
        self.reason = reason
        super().__init__(f"{institution.code} cannot close: {reason}")


def rename(
    *,
    institution: Institution,
    lv: str,
    en: str = "",
    effective_date: dt.date,
    basis: str,
    by: Actor,
    now: dt.datetime,
) -> InstitutionName:
    """Give the institution a new official name from a day on, by the law or decision named in `basis`.

    The name before it ends the day before. The code, the address of its page and all links stay.
    Raises NotAllowed, CannotRename.
    """
    require(by, "places.change_institution", institution, now)
    with transaction.atomic():
        Institution.objects.select_for_update().get(pk=institution.pk)
        present = institution.names.get(valid_to=institution.valid_to)
        if present.valid_from is not None and effective_date <= present.valid_from:
            raise CannotRename(institution, present.valid_from)
        last_day = present.valid_to
        present.valid_to = effective_date - ONE_DAY
        present.save(update_fields=["valid_to"])
        name = InstitutionName.objects.create(
            institution=institution, lv=lv, en=en, basis=basis, valid_from=effective_date, valid_to=last_day
        )
        record(
            action="places.institution_renamed",
            subject=institution,
            by=by,
            now=now,
            content={
                "code": institution.code,
                "from": present.lv,
                "to": lv,
                "effective_date": effective_date.isoformat(),
                "basis": basis,
            },
        )
        changed("places.institution", [institution.slug])
    return name


def merge(
    *,
    predecessor: Institution,
    successor: Institution,
    effective_date: dt.date,
    basis: str,
    by: Actor,
    now: dt.datetime,
) -> Succession:
    """Let the successor take over everything from a day on; the predecessor ends the day before.

    Its name, its listed memberships and, where it governs one, its territory end with it; the parts of that
    territory go over to the successor's. What was recorded about it stays under its name, and `successor_on` leads
    from it to the successor. Raises NotAllowed, CannotMerge.
    """
    require(by, "places.change_institution", predecessor, now)
    with transaction.atomic():
        locked = Institution.objects.select_for_update().in_bulk([predecessor.pk, successor.pk])
        predecessor, successor = locked[predecessor.pk], locked[successor.pk]
        _check_merger(predecessor, successor, effective_date)
        _check_end(predecessor, effective_date - ONE_DAY)
        _end(predecessor, effective_date - ONE_DAY)
        if predecessor.territory_id and successor.territory_id:
            _merge_territories(predecessor.territory_id, successor.territory_id, effective_date)
        succession = Succession.objects.create(
            predecessor=predecessor, successor=successor, effective_date=effective_date, basis=basis
        )
        record(
            action="places.institution_merged",
            subject=predecessor,
            by=by,
            now=now,
            content={
                "predecessor": predecessor.code,
                "successor": successor.code,
                "effective_date": effective_date.isoformat(),
                "basis": basis,
            },
        )
        changed("places.institution", [predecessor.slug, successor.slug])
        if predecessor.territory_id and successor.territory_id:
            parts = Territory.objects.filter(versions__parent=successor.territory_id)
            changed("places.territory", parts.values_list("slug", flat=True))
    return succession


def hand_over(
    *,
    predecessor: Institution,
    successor: Institution,
    scope: str,
    effective_date: dt.date,
    basis: str,
    by: Actor,
    now: dt.datetime,
) -> Succession:
    """Let another institution take over the part that `scope` names, from a day on. Both go on existing.

    What the plan and others record about the part stays where it is: which of it belongs to a part in words nobody but
    people can tell. Raises NotAllowed, CannotMerge.
    """
    require(by, "places.change_institution", predecessor, now)
    with transaction.atomic():
        locked = Institution.objects.select_for_update().in_bulk([predecessor.pk, successor.pk])
        predecessor, successor = locked[predecessor.pk], locked[successor.pk]
        _check_merger(predecessor, successor, effective_date)
        known = predecessor.successions.filter(successor=successor, effective_date=effective_date, scope=scope)
        if known.exists():
            raise CannotMerge("known", successor, "has taken over this part already")
        succession = Succession.objects.create(
            predecessor=predecessor, successor=successor, effective_date=effective_date, scope=scope, basis=basis
        )
        record(
            action="places.part_handed_over",
            subject=predecessor,
            by=by,
            now=now,
            content={
                "predecessor": predecessor.code,
                "successor": successor.code,
                "scope": scope,
                "effective_date": effective_date.isoformat(),
                "basis": basis,
            },
        )
    return succession


def close(*, institution: Institution, last_day: dt.date, basis: str, by: Actor, now: dt.datetime) -> None:
    """End an institution after a day, with nobody taking over. Its name and listed memberships end with it.

    Raises NotAllowed, CannotClose.
    """
    require(by, "places.change_institution", institution, now)
    with transaction.atomic():
        institution = Institution.objects.select_for_update().get(pk=institution.pk)
        if not institution.covers(last_day) or institution.valid_to == last_day:
            raise CannotClose("absent", institution)
        if institution.territory_id is not None:
            raise CannotClose("territory", institution)
        if institution.names.filter(valid_from__gt=last_day).exists():
            raise CannotClose("renamed", institution)
        _end(institution, last_day)
        institution.end_basis = basis
        institution.save(update_fields=["end_basis"])
        record(
            action="places.institution_closed",
            subject=institution,
            by=by,
            now=now,
            content={"code": institution.code, "last_day": last_day.isoformat(), "basis": basis},
        )
        changed("places.institution", [institution.slug])


def _check_merger(predecessor: Institution, successor: Institution, day: dt.date) -> None:
    if predecessor.pk == successor.pk:
        raise CannotMerge("itself", predecessor, "cannot merge into itself")
    for institution, needed in ((predecessor, day - ONE_DAY), (successor, day)):
        if institution.is_group:
            raise CannotMerge("group", institution, "is a group and merges with nobody")
        if not institution.covers(needed):
            raise CannotMerge("absent", institution, f"does not exist on {needed.isoformat()}")
    if predecessor.successions.filter(scope="").exists():
        raise CannotMerge("taken", predecessor, "has a successor already")


def _check_end(predecessor: Institution, last_day: dt.date) -> None:
    if predecessor.names.filter(valid_from__gt=last_day).exists():
        raise CannotMerge("renamed", predecessor, f"is renamed after {last_day.isoformat()}")


def _end(institution: Institution, last_day: dt.date) -> None:
    institution.names.filter(valid_to=institution.valid_to).update(valid_to=last_day)
    Membership.objects.filter(member=institution, valid_to=institution.valid_to).update(valid_to=last_day)
    institution.valid_to = last_day
    institution.save(update_fields=["valid_to"])


def _merge_territories(old_id: int, new_id: int, day: dt.date) -> None:
    """End the old territory and let its parts belong to the new one; only versions still open move."""
    last_day = day - ONE_DAY
    parts = list(TerritoryVersion.objects.filter(parent_id=old_id, valid_to=None))
    TerritoryVersion.objects.filter(pk__in=[part.pk for part in parts]).update(valid_to=last_day)
    TerritoryVersion.objects.bulk_create(
        TerritoryVersion(
            territory_id=part.territory_id,
            name=part.name,
            name_en=part.name_en,
            atvk="",  # the classifier gives a part a new code with its new municipality; the next data file brings it
            parent_id=new_id,
            valid_from=day,
        )
        for part in parts
    )
    TerritoryVersion.objects.filter(territory_id=old_id, valid_to=None).update(valid_to=last_day)
    Territory.objects.filter(pk=old_id).update(valid_to=last_day, merged_into_id=new_id)
