"""What rooms build their part of the public API with.

A room writes a django-ninja `Router` in its `api.py` and pins it in its `offers.py`; `balss.api` mounts all of them
under /api/v1. An operation declares what it answers when all goes well; the errors every operation may answer
(`shared.api.problems`) are documented for it. Raise Http404, NotAllowed or TooManyTries as in a page.

Lists are paginated with `@paginate(Paging)` and have a total order. Numbers in addresses are `Number`, whose range the
database can hold. What somebody signed in may do takes `auth=signed_in`, which asks for the CSRF token too.
"""

from dataclasses import dataclass

from ninja import Router

from balss.shared.api.paging import Number, Paging
from balss.shared.api.problems import PROBLEMS, Problem, problem
from balss.shared.api.sign_in import signed_in
from balss.shared.boards import Board

__all__ = ["PROBLEMS", "ApiRouter", "Number", "Paging", "Problem", "problem", "routers", "signed_in"]


@dataclass(frozen=True)
class ApiRouter:
    """A room's part of the API: `prefix` without slashes (`plans`), its operations in the room's `api.py`."""

    prefix: str
    router: Router


routers: Board[ApiRouter] = Board("api routers", key=lambda pin: pin.prefix, purpose="what the API at /api/v1 answers")
