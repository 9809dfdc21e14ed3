"""Pages: for everybody (`listing`, `event`), of one's own registration (`ticket`), and the workplace of officials."""
