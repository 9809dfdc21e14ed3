"""What the room offers on the boards."""

from balss.notices.offers import (  # noqa: F401  (each pins what its docstring says)
    evidence,
    following,
    lists,
    official,
    outbox,
    returns,
)
