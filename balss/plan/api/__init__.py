"""/api/v1/plans: plans, their measures and all tables of open data, in parts. What is not public is not here."""

from balss.plan.api.router import router

__all__ = ["router"]
