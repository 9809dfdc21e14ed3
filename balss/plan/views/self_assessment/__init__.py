"""The self-assessment of a plan for a period: as a page, PDF and Word document."""
