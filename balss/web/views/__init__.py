"""Pages that everybody sees, and the page of one's own voices."""
