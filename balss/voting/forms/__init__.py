"""What voters and officials fill in."""

from balss.voting.forms.ballot import fault_words, filled_in, read_vote

__all__ = ["fault_words", "filled_in", "read_vote"]
