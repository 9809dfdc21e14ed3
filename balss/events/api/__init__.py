"""/api/v1/events: public events. Drafts, registrations and links for taking part online are not here."""

from balss.events.api.router import router

__all__ = ["router"]
