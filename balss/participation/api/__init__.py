"""/api/v1/participation: opportunities, processes, what people said, outcome reports and decisions, as their pages
show them. Drafts, what is held or was removed, and who somebody is are not here."""

from balss.participation.api.router import router

__all__ = ["router"]
