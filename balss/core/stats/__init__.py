"""Counting people without telling who they are."""

from balss.core.stats.suppression import SMALLEST, suppress

__all__ = ["SMALLEST", "suppress"]
