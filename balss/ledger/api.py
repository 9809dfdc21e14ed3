"""/api/v1/ledger: the public record with its proofs, for programs, auditors and witnesses."""

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from balss.core.chain.proofs import OutOfTree
from balss.ledger.models import Entry, TreeHead
from balss.ledger.queries import consistency_proof, latest_head, log_keys, receipt_for, tree_size
from balss.ledger.queries.entries import find_entries
from balss.ledger.queries.heads import heads_as_json
from balss.ledger.queries.receipts import entry_as_json
from balss.shared.api import Number, Paging, Problem

router = Router(tags=["ledger"])

Words = Annotated[str, Query(max_length=100)]


class SubjectOut(Schema):
    """What an entry is about: a kind of record and its number."""

    kind: str
    id: str


class FactsOut(Schema):
    """What an entry's leaf commits to, word for word; hashed as canonical JSON (RFC 8785)."""

    format: Literal["balss-ledger-entry/1"]
    id: UUID
    action: str
    subject: SubjectOut
    actor: str = Field(description="opaque; empty for nobody signed in")
    role: str = Field(description="what the actor acted as; empty for no role")
    institution: int | None
    recorded_at: str = Field(description="RFC 3339, UTC, with microseconds")
    commitment: str = Field(description="SHA-256 over salt and content, in hex")


class EntryOut(FactsOut):
    """An entry with its content."""

    position: int | None = Field(description="place in the tree, from 0; null while the entry waits for it")
    content: dict[str, Any] | None = Field(description="null where it was erased")


class ContentOut(Schema):
    """What opens the commitment."""

    salt: str
    value: dict[str, Any]


class ReceiptOut(Schema):
    """All that is needed to check one entry anywhere."""

    format: Literal["balss-ledger-receipt/1"]
    entry: FactsOut
    content: ContentOut | None
    proof: str | None = Field(description="C2SP tlog-proof; null until a signed head covers the entry")


class HeadOut(Schema):
    """A signed tree head."""

    number: int
    size: int = Field(description="how many entries it covers")
    root_hash: str
    key_id: str
    signed_at: str
    witnesses: list[str]
    checkpoint: str = Field(description="C2SP checkpoint with the log's and the witnesses' signatures")


class KeyOut(Schema):
    """A public key of the ledger."""

    name: str
    id: str
    vkey: str = Field(description="C2SP signed-note verifier key")


class ConsistencyOut(Schema):
    """Proof that the first `old_size` entries are as they were."""

    old_size: int
    size: int
    hashes: list[str] = Field(description="RFC 6962, section 2.1.2; in hex")


class Entries(Paging):
    """Pages of entries, each as its facts and content."""

    def paginate_queryset(self, queryset: Any, pagination: Paging.Input, request: HttpRequest, **params: Any) -> Any:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        return {**page, "items": [entry_as_json(entry) for entry in page["items"]]}


class Heads(Paging):
    """Pages of signed heads."""

    def paginate_queryset(self, queryset: Any, pagination: Paging.Input, request: HttpRequest, **params: Any) -> Any:
        page = super().paginate_queryset(queryset, pagination, request, **params)
        return {**page, "items": heads_as_json(list(page["items"]))}


@router.get("/entries", response=list[EntryOut], summary="Entries, newest first")
@paginate(Entries)
def entries(
    request: HttpRequest,
    action: Words = "",
    kind: Words = "",
    subject_id: Words = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Any:
    """Each condition narrows; days are days in Riga, both included."""
    return find_entries(action=action, kind=kind, subject_id=subject_id, since=since, until=until)


@router.get("/entries/{entry_id}/receipt", response=ReceiptOut, summary="An entry's receipt")
def receipt(request: HttpRequest, entry_id: UUID) -> dict[str, Any]:
    """The entry, its content and the proof against the newest signed head."""
    entry = Entry.objects.with_parts().filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    return receipt_for(entry)


@router.get("/heads", response=list[HeadOut], summary="Signed heads, newest first")
@paginate(Heads)
def heads(request: HttpRequest) -> Any:
    """Every head that was ever signed."""
    return TreeHead.objects.order_by("-number")


@router.get("/heads/latest", response={200: HeadOut, 404: Problem}, summary="The newest signed head")
def newest_head(request: HttpRequest) -> dict[str, Any]:
    """Not found before the first entry."""
    head = latest_head()
    if head is None:
        raise Http404
    return heads_as_json([head])[0]


@router.get("/keys", response=list[KeyOut], summary="Public keys, oldest first")
def keys(request: HttpRequest) -> Any:
    """Every key that the ledger ever signed with; take the one you trust from elsewhere too."""
    return [{"name": key.name, "id": key.id, "vkey": key.vkey} for key in log_keys()]


@router.get(
    "/consistency", response={200: ConsistencyOut, 404: Problem}, summary="Proof that nothing earlier was changed"
)
def consistency(request: HttpRequest, old_size: Number, size: Number) -> dict[str, Any]:
    """Between two sizes of the tree, the newer one not larger than it is now; otherwise not found."""
    try:
        if size > tree_size():
            raise Http404
        hashes = consistency_proof(old_size, size)
    except OutOfTree:
        raise Http404 from None
    return {"old_size": old_size, "size": size, "hashes": [hash_.hex() for hash_ in hashes]}
