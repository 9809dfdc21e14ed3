"""What people said in a consultation as threads: narrowed and ordered, a page at a time, with replies and answers.

A *thread* is a top-level contribution and all that was replied below it. The number of queries does not depend on how
much was said. Words of what does not stand now (removed, taken back, read again) are neither found nor handed out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from balss.participation.models import Attachment, BurdenIdea, Consultation, Contribution, Removal, Response, Support
from balss.shared.words import holding

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


@dataclass(slots=True)
class Utterance:
    """A contribution as its place on a page shows it: a row of COLUMNS, for a thousand of them are on one page, and a
    thousand models cost more than the rest of it. What few contributions have is hung on afterwards."""

    pk: int
    receipt: str
    parent_id: int | None
    root_id: int | None
    kind: str
    is_proposal: bool
    state: str
    text: str
    language: str
    person_id: int | None
    shown: str
    name: str
    organisation: str
    channel: str
    published_at: datetime | None
    response_id: int | None
    idea_id: int | None
    votes_for_elsewhere: int | None
    votes_against_elsewhere: int | None
    support_count: int
    in_thread: int = 0  # how many replies its thread has; of a reply
    response: Response | None = None
    burden_idea: BurdenIdea | None = None
    files: list[Attachment] | None = None
    removals_in_force: list[Removal] | None = None

    COLUMNS: ClassVar[tuple[str, ...]] = (
        "pk", "receipt", "parent_id", "root_id", "kind", "is_proposal", "state", "text", "language", "person_id",
        "shown", "name", "organisation", "channel", "published_at", "response_id", "burden_idea__pk",
        "votes_for_elsewhere", "votes_against_elsewhere", "support_count",
    )  # fmt: skip


@dataclass(slots=True)
class Placed:
    """A contribution at its place: how deep, whether it begins a list of replies, and how many places end with it."""

    said: Utterance
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
            threads=Count("id", filter=Q(parent=None, published_at__isnull=False)),
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


def threads_of(keys: Iterable[int], *, shown: int | None, person_id: int | None = None) -> Threads:
    """The threads that begin with these contributions, in the order given, with the first `shown` replies of each;
    None: all of them.

    Three queries, two more where something was answered, one more where there are ideas against burden, one more for
    somebody signed in.
    """
    keys = list(keys)
    said = _of_threads(keys, shown)
    _hang_on(said, keys)
    by_root: dict[int, list[Utterance]] = {}
    for each in said.values():
        if each.root_id is not None:
            by_root.setdefault(each.root_id, []).append(each)
    places = [place for key in keys if key in said for place in _placed(said[key], by_root.get(key, []))]
    if person_id is None:
        return Threads(places)
    supported = Support.objects.filter(_about(keys), person=person_id).values_list("contribution", flat=True)
    return Threads(places, set(supported))


def _of_threads(keys: list[int], shown: int | None) -> dict[int, Utterance]:
    """The first contributions and the replies below them, the oldest first."""
    found = Contribution.objects.public().filter(Q(pk__in=keys) | Q(root__in=keys)).order_by("published_at", "id")
    found = found.annotate(support_count=support_count())
    columns = list(Utterance.COLUMNS)
    if shown is not None:
        order = [F("published_at").asc(), F("id").asc()]
        numbered = found.annotate(
            number=Window(RowNumber(), partition_by=F("root"), order_by=order),
            in_thread=Window(Count("id"), partition_by=F("root")),
        )
        found, columns = numbered.filter(Q(parent=None) | Q(number__lte=shown)), [*columns, "in_thread"]
    return {row[0]: Utterance(*row) for row in found.values_list(*columns)}


def everything_said(consultation: Consultation) -> QuerySet[Contribution]:
    """All that has a place, oldest first: for exports."""
    found = Contribution.objects.public().filter(consultation=consultation).select_related("response")
    return found.defer(*NOT_SHOWN).annotate(support_count=support_count()).order_by("published_at", "id")


def _about(keys: list[int]) -> Q:
    """By the threads and not by each contribution: a thousand numbers in a query cost more than the query."""
    return Q(contribution__in=keys) | Q(contribution__root__in=keys)


def _hang_on(said: dict[int, Utterance], keys: list[int]) -> None:
    """Answers with what changed because of them, attachments, ideas, removals in force."""
    if answers := {each.response_id for each in said.values() if each.response_id is not None}:
        published = Response.objects.filter(pk__in=answers, state=Response.State.PUBLISHED).prefetch_related("changes")
        responses = {response.pk: response for response in published}
        for each in said.values():
            each.response = responses.get(each.response_id or 0)
    if any(each.idea_id is not None for each in said.values()):
        for idea in _rows(BurdenIdea.objects.all(), said, keys):
            said[idea.contribution_id].burden_idea = idea
    for attachment in _rows(Attachment.objects.select_related("file__content"), said, keys):
        each = said[attachment.contribution_id]
        each.files = [*(each.files or []), attachment]
    for removal in _rows(Removal.objects.exclude(state=Removal.State.REVERSED), said, keys):
        said[removal.contribution_id].removals_in_force = [removal]  # one in force at a time: a constraint


def _rows(rows: Any, said: dict[int, Utterance], keys: list[int]) -> list[Any]:
    """Those of what is shown."""
    return [row for row in rows.filter(_about(keys)) if row.contribution_id in said]


def _placed(head: Utterance, replies: list[Utterance]) -> list[Placed]:
    """Depth first. A reply to what is not shown stands directly below the first contribution."""
    known = {head.pk, *(reply.pk for reply in replies)}
    children: dict[int, list[Utterance]] = {}
    for reply in replies:
        above = reply.parent_id if reply.parent_id in known and reply.parent_id != reply.pk else head.pk
        children.setdefault(above or head.pk, []).append(reply)
    in_thread = replies[0].in_thread if replies else 0
    places = [Placed(head, 0, more=max(in_thread - len(replies), 0))]
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
    holds = holding(wanted)
    rows = Contribution.objects.counted().filter(consultation=consultation).order_by()
    texts = rows.values_list("pk", "root_id", "text").iterator(chunk_size=2000)
    return {root or pk for pk, root, text in texts if holds(text)}
