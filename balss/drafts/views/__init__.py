"""Pages: for everybody (`drafts`), and the workplace of officials (`workplace`, `texts`)."""
