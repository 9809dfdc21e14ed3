"""Writes of the room, one noun's story per file."""

from balss.places.services.reference_data import BadReferenceFile, Load, load_reference_data

__all__ = ["BadReferenceFile", "Load", "load_reference_data"]
