"""What the ledger does again and again."""

from datetime import datetime

from balss.ledger.services import integrate, signing_key


def integrate_entries(now: datetime) -> None:
    """Give waiting entries their positions and sign the tree. Raises NoSigningKey where this process has no key."""
    integrate(now=now, key=signing_key())
