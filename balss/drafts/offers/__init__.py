"""What the room pins on the boards."""

from balss.drafts.offers import boards, deeds, following, holdings, pages, permissions

__all__ = ["boards", "deeds", "following", "holdings", "pages", "permissions"]
