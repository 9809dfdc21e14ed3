"""An institution's own lists in figures; never an address."""

from django.db.models import Count, Max, Q, QuerySet

from balss.notices.models import AddressList, LeftAddress
from balss.places.models import Institution

TAKEN = Q(contacts__taken_at__isnull=False)


def lists_of(institution: Institution) -> "QuerySet[AddressList]":
    """By title, each with `taken`, `told` and `waiting`: addresses in force, told of it, and read from a file only."""
    counted = {
        "taken": Count("contacts", filter=TAKEN),
        "told": Count("contacts", filter=Q(contacts__told_at__isnull=False)),
        "waiting": Count("contacts", filter=Q(contacts__taken_at=None)),
        "waiting_since": Max("contacts__read_at", filter=Q(contacts__taken_at=None)),
    }
    return AddressList.objects.filter(institution=institution).annotate(**counted).order_by("title", "id")


def left_count(institution: Institution) -> int:
    """Addresses that have left its lists."""
    return LeftAddress.objects.filter(institution=institution).count()
