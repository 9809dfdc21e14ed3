"""What the room offers on the boards."""

from balss.participation.offers import (  # noqa: F401  (each pins what its docstring says)
    answers,
    contributions,
    data,
    evidence,
    following,
    holdings,
    in_place,
    interests,
    outside,
    pages,
    processes,
    recounts,
    search,
    voices,
)
