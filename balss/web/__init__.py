"""Home, institution pages, site map, health: pages that read several rooms."""
