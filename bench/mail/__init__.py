"""What telling many people costs: matching, one notice to all, and personal digests, beside Django's own loop."""
