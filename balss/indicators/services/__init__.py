"""Writes of the room: observations, waves, and the reference data."""

from balss.indicators.services.observations import (
    AlreadyCorrected,
    AlreadyRecorded,
    Figure,
    ImpossibleFigure,
    OtherSource,
    ReasonMissing,
    correct_observation,
    record_observation,
)
from balss.indicators.services.reference_data import Loaded, load_reference_data
from balss.indicators.services.waves import WaveExists, announce_wave

__all__ = [
    "AlreadyCorrected",
    "AlreadyRecorded",
    "Figure",
    "ImpossibleFigure",
    "Loaded",
    "OtherSource",
    "ReasonMissing",
    "WaveExists",
    "announce_wave",
    "correct_observation",
    "load_reference_data",
    "record_observation",
]
