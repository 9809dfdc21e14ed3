"""What the room offers on the boards."""

from balss.participatory_budget.offers import boards, deeds, holdings, notices, pages, permissions, search  # noqa: F401  (each pins what its docstring says)
