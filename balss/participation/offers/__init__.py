"""What the room offers on the boards."""

from balss.participation.offers import holdings, processes  # noqa: F401  (each pins what its docstring says)
