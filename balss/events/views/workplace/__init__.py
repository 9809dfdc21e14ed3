"""Pages of the officials who organise events."""
