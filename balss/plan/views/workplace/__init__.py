"""Pages of those who work with the plan: officials report, the coordinator asks and decides, the reviewer assesses."""
