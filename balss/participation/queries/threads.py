"""What people said in a consultation as threads: narrowed and ordered, a page at a time, with replies and answers.

A *thread* is a top-level contribution and all that was replied below it. The number of queries does not depend on how
much was said. Words of what was removed or taken back are neither found nor handed out: `read` leaves them away.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import (
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, RowNumber

from balss.core.alphabet import without_marks
from balss.participation.models import Attachment, Consultation, Contribution, Removal, Response, Support

State = Contribution.State
THREADS_ON_A_PAGE = 50
REPLIES_SHOWN = 20  # of a thread, on the page of all threads
NOT_SHOWN = (
    "email", "updated_at", "territory", "age_band", "audience", "entered_by", "original", "received_date", "created_at",
    "submitted_at", "fingerprint", "campaign", "assigned_to",
)  # fmt: skip
ORDERS = {
    "newest": ("-published_at", "-id"),
    "oldest": ("published_at", "id"),
    "supported": ("-support_count", "-published_at", "-id"),
}
ANSWERED = Q(response__state=Response.State.PUBLISHED)


@dataclass(frozen=True)
class Wanted:
    """Which threads: by the kind of their first contribution, whether that is answered, words anywhere in them."""

    order: str = "newest"
    kind: str = ""
    answered: bool | None = None
    words: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.kind or self.words) or self.answered is not None


@dataclass
class Placed:
    """A contribution at its place: how deep, whether it begins a list of replies, and how many places end with it."""

    said: Contribution
    depth: int
    begins: bool = False
    is_leaf: bool = True
    ends: int = 0
    more: int = 0  # replies of the thread that are not shown; of its first contribution


@dataclass(frozen=True)
class Tally:
    """Counted anew each time: `said` stands, `asking` asks for an answer, `answered` of those has one."""

    said: int = 0
    threads: int = 0
    asking: int = 0
    answered: int = 0


@dataclass
class Threads:
    places: list[Placed]
    supported: set[int] = field(default_factory=set)  # what the visitor supports


def tally_of(consultation: Consultation) -> Tally:
    """One query."""
    asks = Q(state=State.PUBLISHED) & (Q(parent=None) | Q(is_proposal=True))
    return Tally(
        **Contribution.objects.filter(consultation=consultation).aggregate(
            said=Count("id", filter=Q(state=State.PUBLISHED)),
            threads=Count("id", filter=Q(parent=None, state__in=Contribution.PLACED_STATES)),
            asking=Count("id", filter=asks),
            answered=Count("id", filter=asks & ANSWERED),
        )
    )


def find_threads(consultation: Consultation, wanted: Wanted) -> QuerySet[Contribution]:
    """First contributions of the threads that are wanted, in a total order, with `support_count`."""
    found = Contribution.objects.public().filter(consultation=consultation, parent=None)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.answered is not None:
        found = found.filter(ANSWERED) if wanted.answered else found.counted().exclude(ANSWERED)
    if wanted.words.strip():
        found = found.filter(pk__in=_with_words(consultation, wanted.words))
    if wanted.order == "supported":
        found = found.annotate(support_count=support_count())
    return found.order_by(*ORDERS[wanted.order])


def support_count() -> Coalesce:
    counts = Support.objects.filter(contribution=OuterRef("pk")).order_by().values("contribution")
    return Coalesce(Subquery(counts.annotate(n=Count("id")).values("n"), output_field=IntegerField()), Value(0))


def threads_of(roots: Iterable[Contribution], *, shown: int | None, person_id: int | None = None) -> Threads:
    """The threads in the order given, with the first `shown` replies of each; None: all of them.

    Five queries, one more for somebody signed in.
    """
    keys = [root.pk for root in roots]
    heads = {each.pk: each for each in _whole(Contribution.objects.filter(pk__in=keys))}
    below = _whole(Contribution.objects.public().filter(root__in=keys))
    if shown is not None:
        order = [F("published_at").asc(), F("id").asc()]
        below = below.annotate(
            number=Window(RowNumber(), partition_by=F("root"), order_by=order),
            in_thread=Window(Count("id"), partition_by=F("root")),
        ).filter(number__lte=shown)
    replies = list(below.order_by("published_at", "id"))
    everything = [*heads.values(), *replies]
    _hang_on(everything, keys)
    by_root: dict[int, list[Contribution]] = {}
    for reply in replies:
        by_root.setdefault(reply.root_id or 0, []).append(reply)
    places = [place for key in keys if key in heads for place in _placed(heads[key], by_root.get(key, []))]
    if person_id is None:
        return Threads(places)
    theirs = Q(contribution__in=keys) | Q(contribution__root__in=keys)
    supported = Support.objects.filter(theirs, person=person_id).values_list("contribution", flat=True)
    return Threads(places, set(supported))


def everything_said(consultation: Consultation) -> QuerySet[Contribution]:
    """All that has a place, oldest first: for exports and the printed page."""
    found = Contribution.objects.public().filter(consultation=consultation)
    return _whole(found).order_by("published_at", "id")


def _whole(found: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return (
        found.select_related("response", "burden_idea").defer(*NOT_SHOWN).annotate(support_count=support_count())
    )  # fmt: skip


def _hang_on(contributions: list[Contribution], keys: list[int]) -> None:
    """What changed because of the answers, attachments, removals in force: three queries for all of these threads.

    By the threads and not by each contribution: a thousand numbers in a query cost more than the query."""
    of_threads = Q(contribution__in=keys) | Q(contribution__root__in=keys)
    files, removals = defaultdict(list), defaultdict(list)
    for attachment in Attachment.objects.filter(of_threads).select_related("file__content"):
        files[attachment.contribution_id].append(attachment)
    for removal in Removal.objects.filter(of_threads).exclude(state=Removal.State.REVERSED):
        removals[removal.contribution_id].append(removal)
    for each in contributions:
        each.files, each.removals_in_force = files[each.pk], removals[each.pk]  # type: ignore[attr-defined]
    prefetch_related_objects([each.response for each in contributions if each.response is not None], "changes")


def _placed(head: Contribution, replies: list[Contribution]) -> list[Placed]:
    """Depth first. A reply to what is not shown stands directly below the first contribution."""
    known = {head.pk, *(reply.pk for reply in replies)}
    children: dict[int, list[Contribution]] = {}
    for reply in replies:
        above = reply.parent_id if reply.parent_id in known and reply.parent_id != reply.pk else head.pk
        children.setdefault(above or head.pk, []).append(reply)
    in_thread = getattr(replies[0], "in_thread", len(replies)) if replies else 0
    places = [Placed(head, 0, more=in_thread - len(replies))]
    stack = [(reply, 1, place == 0) for place, reply in reversed(list(enumerate(children.get(head.pk, []))))]
    while stack:
        reply, depth, begins = stack.pop()
        places.append(Placed(reply, depth, begins))
        below = children.get(reply.pk, [])
        stack += [(each, depth + 1, place == 0) for place, each in reversed(list(enumerate(below)))]
    for place, after in zip(places, [*places[1:], None], strict=True):
        depth = after.depth if after else 0
        place.is_leaf, place.ends = depth <= place.depth, max(place.depth - depth, 0)
    return places


def _with_words(consultation: Consultation, wanted: str) -> set[int]:
    """Threads in which one contribution that stands holds all the words, whatever their case and diacritics."""
    asked = without_marks(wanted).split()
    rows = Contribution.objects.counted().filter(consultation=consultation).order_by()
    found = set()
    for pk, root, text in rows.values_list("pk", "root_id", "text").iterator(chunk_size=2000):
        plain = without_marks(text)
        if all(word in plain for word in asked):
            found.add(root or pk)
    return found
