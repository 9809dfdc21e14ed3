"""Which addresses are spared, and why."""

from collections.abc import Iterable

from balss.notices.models import Pause


def pause_of(email: str) -> Pause | None:
    return Pause.objects.filter(email=email.lower()).first()


def paused_among(emails: Iterable[str]) -> set[str]:
    """Those that are spared, in small letters; one query for some hundreds."""
    asked = [email.lower() for email in emails]
    return set(Pause.objects.filter(email__in=asked).values_list("email", flat=True))
