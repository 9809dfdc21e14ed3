"""Words of texts: what they are, their stems, and which texts say nearly the same."""

from balss.core.text.similar import ALIKE, fingerprint, group_similar, similarity

__all__ = ["ALIKE", "fingerprint", "group_similar", "similarity"]
