"""What a response may point to: what a version did to a provision."""

from collections.abc import Iterable

from django.db.models import F

from balss.drafts.models import State, Wording, WordingQuerySet
from balss.drafts.queries.showing import address_of_provision
from balss.shared.change_targets import Target

OFFERED = 50
CHANGED = (
    Wording.Change.WORDS, Wording.Change.BOTH, Wording.Change.NEW, Wording.Change.GONE, Wording.Change.MOVED,
)  # fmt: skip


def offered(institution_id: int) -> Iterable[Target]:
    """Of later versions, the newest first: the first version came of nobody's voice."""
    own = _pointed_to().filter(version__draft__institution=institution_id, version__number__gt=1)
    placed = own.order_by("-version__published_at", "-version_id", F("place").asc(nulls_last=True), "pk")
    return map(_target, placed[:OFFERED])


def find(pk: str) -> Target | None:
    found = _pointed_to().filter(pk=pk).first() if pk.isascii() and pk.isdecimal() and len(pk) < 19 else None
    return _target(found) if found else None


def _pointed_to() -> WordingQuerySet:
    rows = Wording.objects.filter(version__draft__state=State.PUBLISHED, change__in=CHANGED)
    return rows.select_related("version__draft", "provision")


def _target(row: Wording) -> Target:
    draft = row.version.draft
    address = f"{address_of_provision(draft, row.provision)}#redakcija-{row.version.number}"
    return Target(str(row.pk), f"{draft.title}: {row.name} ({row.get_change_display()})", address)
