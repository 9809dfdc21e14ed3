"""What voters read of a project on the ballot page, besides the title and the cost that stand on the paper; and where
the result of the vote stands.

The room `voting` knows papers and no projects; the room whose vote it is pins where their words are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from balss.shared.boards import Board


@dataclass(frozen=True)
class ProjectText:
    """`text` is plain, with empty lines between paragraphs; `place` says where, and `address` is the project's page."""

    text: str
    language: str
    place: str
    address: str


@dataclass(frozen=True)
class BallotTexts:
    """`of` gives the texts of an election by the ids on its paper, in a number of queries that does not grow with them;
    nothing for an election of another room. `result_of` gives the address of its published result, "" until then."""

    name: str  # room.noun
    of: Callable[[UUID], Mapping[str, ProjectText]]
    result_of: Callable[[UUID], str]


def address_of_result(election: UUID) -> str:
    """Where everybody reads what the vote gave; "" while it is not published."""
    return next((address for kind in ballot_texts if (address := kind.result_of(election))), "")


ballot_texts: Board[BallotTexts] = Board(
    "ballot texts", key=lambda kind: kind.name, purpose="what a voter reads of each project on the ballot page"
)
