"""All that the page of one institution says, and its data twin."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from balss.core.alphabet import latvian_order
from balss.places.models import (
    Institution,
    InstitutionName,
    InstitutionSetting,
    ServicePoint,
    Succession,
    TerritoryVersion,
    Topic,
)
from balss.places.models.institutions import InstitutionQuerySet
from balss.places.queries.institutions import groups_of, is_open, members_of, successor_on
from balss.places.queries.territories import area_of


@dataclass(frozen=True)
class Profile:
    """An institution on a day. Lists of institutions are in Latvian order, with names prefetched."""

    institution: Institution
    day: dt.date
    name: InstitutionName
    names: list[InstitutionName]
    answers_now: Institution  # itself, or its full successor
    parent: Institution | None
    subordinates: list[Institution]
    groups: list[Institution]
    members: list[Institution]
    is_open: bool
    successions: list[Succession]
    inheritances: list[Succession]
    topics: list[Topic]
    area: TerritoryVersion | None
    towns: list[TerritoryVersion]
    parishes: list[TerritoryVersion]
    service_points: list[ServicePoint]
    settings: list[InstitutionSetting]


def profile_of(institution: Institution, *, on: dt.date) -> Profile:
    """What holds for the institution on the day. The number of queries does not depend on how much there is."""
    territory = institution.territory
    towns, parishes = area_of(territory, on=on) if territory else ([], [])
    return Profile(
        institution=institution,
        day=on,
        name=institution.name_on(on),
        names=list(institution.names.all()),
        answers_now=successor_on(institution, on=on),
        parent=successor_on(institution.parent, on=on) if institution.parent else None,
        subordinates=_named(Institution.objects.on(on).filter(parent=institution), on),
        groups=_named(groups_of(institution, on=on), on),
        members=_named(members_of(institution, on=on), on) if institution.is_group else [],
        is_open=institution.is_group and is_open(institution, on=on),
        successions=list(institution.successions.prefetch_related("successor__names")),
        inheritances=list(institution.inheritances.prefetch_related("predecessor__names")),
        topics=list(institution.topics.all()),
        area=territory.version_on(on) if territory else None,
        towns=towns,
        parishes=parishes,
        service_points=list(
            ServicePoint.objects.on(on)
            .filter(Q(municipality=institution) | Q(network=institution))
            .prefetch_related("municipality__names", "network__names")
        ),
        settings=list(institution.settings.standing().on(on)),
    )


def _named(institutions: InstitutionQuerySet, day: dt.date) -> list[Institution]:
    found = institutions.prefetch_related("names")
    return sorted(found, key=lambda institution: latvian_order(str(institution.name_on(day))))
