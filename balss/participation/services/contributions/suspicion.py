"""Which contributions a person reads before they are shown: none is refused for it, and nobody has to prove anything.

No pictures to decipher, no third party, nothing that a screen reader, a slow hand or a shared library computer would
trip over. A sign alone never decides against somebody: what is held is read, and mostly published.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from balss.participation.models import Contribution

LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
MANY_LINKS = 3
FASTEST = timedelta(seconds=3)  # nobody reads and fills the form in less
AGAIN = 3  # the same words so often in one consultation by one address


@dataclass(frozen=True)
class Signs:
    """What the form noticed: the field that people do not see was filled; how long the form was open."""

    trap_filled: bool = False
    open_for: timedelta | None = None


def is_suspicious(contribution: Contribution, signs: Signs) -> bool:
    """One query, for the same words from one address."""
    if signs.trap_filled or (signs.open_for is not None and signs.open_for < FASTEST):
        return True
    if len(LINK.findall(contribution.text)) >= MANY_LINKS:
        return True
    if not contribution.email or not contribution.fingerprint:
        return False
    same = Contribution.objects.filter(
        consultation=contribution.consultation, email=contribution.email, fingerprint=contribution.fingerprint
    ).exclude(pk=contribution.pk)
    return same.count() >= AGAIN - 1
