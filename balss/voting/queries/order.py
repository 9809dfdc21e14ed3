"""The order in which one voter sees the projects: by lot, so that none stands first for everybody.

The same voter sees the same order each time. It follows from a hash of the voter's name in the roll; the ballot
lists its choices in the order of the paper and does not tell it.
"""

import hmac
import random
from uuid import UUID

from django.conf import settings

from balss.core.vote.paper import PaperProject


def shown_order(projects: tuple[PaperProject, ...], *, election: UUID, voter: str) -> list[PaperProject]:
    seed = hmac.new(settings.SECRET_KEY.encode(), f"order {election} {voter}".encode(), "sha256").digest()
    shuffled = list(projects)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 (an order to read in, which protects nothing)
    return shuffled
