"""What the room offers on the boards."""

from balss.notices.offers import evidence, following, official, outbox, returns  # noqa: F401  (each pins what its docstring says)
