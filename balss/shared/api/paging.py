"""Lists in parts: `?limit=` and `?offset=`, answered with the total and the address of the next part."""

from typing import Annotated, Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import PaginationBase

LARGEST_NUMBER = 2**63 - 1  # what both databases hold; larger ones make SQLite fail

Number = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]


class Paging(PaginationBase):
    """For `@paginate(Paging)` above an operation that answers a list or a query set in a total order."""

    class Input(Schema):
        limit: int = Field(100, ge=1, le=500, description="at most this many items")
        offset: int = Field(0, ge=0, le=1_000_000_000, description="how many items to leave out at the start")

    class Output(Schema):
        items: list[Any]
        total: int = Field(description="how many items there are in all parts together")
        next: str | None = Field(description="address of the next part; null at the last one")

    def paginate_queryset(
        self, queryset: QuerySet[Any], pagination: Input, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        total = self._items_count(queryset)
        end = pagination.offset + pagination.limit
        return {
            "items": queryset[pagination.offset : end],
            "total": total,
            "next": _address_of_part(request, end, pagination.limit) if end < total else None,
        }


def _address_of_part(request: HttpRequest, offset: int, limit: int) -> str:
    query = request.GET.copy()
    query["offset"], query["limit"] = str(offset), str(limit)
    return f"{settings.ORIGIN}{request.path}?{query.urlencode()}"
