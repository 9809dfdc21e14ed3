"""Writes of the room, one noun's story per file."""

from balss.places.services.calendar import (
    AlreadyWithdrawn,
    CannotAddDay,
    CannotConfirmYear,
    add_calendar_day,
    confirm_calendar_year,
    withdraw_calendar_day,
)
from balss.places.services.competence_figures import Figures, NotQuestions, figures_of
from balss.places.services.institutions import CannotClose, CannotMerge, CannotRename, close, hand_over, merge, rename
from balss.places.services.legal_parameters import BadParameter, NotASetting, set_legal_parameter, units_of
from balss.places.services.reference_data import BadReferenceFile, Load, load_reference_data
from balss.places.services.service_points import Import, NotAList, RowError, import_service_points

__all__ = [
    "AlreadyWithdrawn",
    "BadParameter",
    "BadReferenceFile",
    "CannotAddDay",
    "CannotClose",
    "CannotConfirmYear",
    "CannotMerge",
    "CannotRename",
    "Figures",
    "Import",
    "Load",
    "NotAList",
    "NotASetting",
    "NotQuestions",
    "RowError",
    "add_calendar_day",
    "close",
    "confirm_calendar_year",
    "figures_of",
    "hand_over",
    "import_service_points",
    "load_reference_data",
    "merge",
    "rename",
    "set_legal_parameter",
    "units_of",
    "withdraw_calendar_day",
]
