"""Stems: what a word is found by, whatever its ending."""

from balss.core.text.stems.keys import EDITION, Keys, bare, keys_beside, keys_of, keys_sought

__all__ = ["EDITION", "Keys", "bare", "keys_beside", "keys_of", "keys_sought"]
