"""Words of texts: what they are, their stems, and which texts say nearly the same."""

from balss.core.text.similar import ALIKE, alike, fingerprint, group_similar, similarity

__all__ = ["ALIKE", "alike", "fingerprint", "group_similar", "similarity"]
