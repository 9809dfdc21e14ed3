"""Pages: for everybody (`cases`), and the workplace of officials (`workplace`)."""
