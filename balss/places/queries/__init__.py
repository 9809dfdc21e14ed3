"""Reads that other rooms and views ask."""

from balss.places.queries.calendar import working_calendar
from balss.places.queries.competences import Competence, Competent, Competents, competent_for
from balss.places.queries.directory import institutions_on
from balss.places.queries.institutions import (
    AmbiguousBody,
    called_ids,
    find_body,
    groups_of,
    institution_by_code,
    is_open,
    members_of,
    predecessors_on,
    successor_on,
)
from balss.places.queries.legal_parameters import legal_parameter, rule_for
from balss.places.queries.places_called import NamedPlace, places_called
from balss.places.queries.profile import Profile, profile_of
from balss.places.queries.territories import (
    MunicipalArea,
    Region,
    containing,
    regions_on,
    territories_for,
    territory_answering_on,
    within,
)

__all__ = [
    "AmbiguousBody",
    "Competence",
    "Competent",
    "Competents",
    "MunicipalArea",
    "NamedPlace",
    "Profile",
    "Region",
    "called_ids",
    "competent_for",
    "containing",
    "find_body",
    "groups_of",
    "institution_by_code",
    "institutions_on",
    "is_open",
    "legal_parameter",
    "members_of",
    "places_called",
    "predecessors_on",
    "profile_of",
    "regions_on",
    "rule_for",
    "successor_on",
    "territories_for",
    "territory_answering_on",
    "within",
    "working_calendar",
]
