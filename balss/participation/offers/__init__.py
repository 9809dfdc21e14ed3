"""What the room offers on the boards."""

from balss.participation.offers import answers, contributions, data, evidence, holdings, pages, processes, search  # noqa: F401  (each pins what its docstring says)
