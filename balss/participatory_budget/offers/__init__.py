"""What the room offers on the boards."""

from balss.participatory_budget.offers import (  # noqa: F401  (each pins what its docstring says)
    ballot,
    boards,
    deeds,
    evidence,
    following,
    holdings,
    in_place,
    notices,
    pages,
    permissions,
    search,
    voices,
)
