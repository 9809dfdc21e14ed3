"""What the library pins on the boards."""

from balss.library.offers import boards, deeds, following, holdings, pages, permissions

__all__ = ["boards", "deeds", "following", "holdings", "pages", "permissions"]
