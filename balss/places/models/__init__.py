"""Tables of the room, one noun's story per file."""

from balss.places.models.audiences import Audience
from balss.places.models.calendar import CalendarDay, CalendarDayKind, CalendarYear
from balss.places.models.institutions import (
    GROUP_KINDS,
    Alias,
    Institution,
    InstitutionKind,
    InstitutionName,
    Membership,
    Succession,
)
from balss.places.models.keys import key_of
from balss.places.models.legal_settings import InstitutionSetting
from balss.places.models.periods import Period, PeriodQuerySet, in_force
from balss.places.models.reference_files import ReferenceFile
from balss.places.models.service_points import ServicePoint
from balss.places.models.territories import Territory, TerritoryKind, TerritoryVersion
from balss.places.models.topics import Topic

__all__ = [
    "GROUP_KINDS",
    "Alias",
    "Audience",
    "CalendarDay",
    "CalendarDayKind",
    "CalendarYear",
    "Institution",
    "InstitutionKind",
    "InstitutionName",
    "InstitutionSetting",
    "Membership",
    "Period",
    "PeriodQuerySet",
    "ReferenceFile",
    "ServicePoint",
    "Succession",
    "Territory",
    "TerritoryKind",
    "TerritoryVersion",
    "Topic",
    "in_force",
    "key_of",
]
