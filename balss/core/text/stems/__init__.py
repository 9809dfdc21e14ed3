"""Stems: what a word is found by, whatever its ending."""

from balss.core.text.stems.keys import Keys, keys_of, keys_sought

__all__ = ["Keys", "keys_of", "keys_sought"]
