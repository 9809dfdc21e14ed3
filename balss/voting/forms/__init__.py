"""What voters and officials fill in."""

from balss.voting.forms.ballot import fault_words, filled_in, read_choice, script_words, tally_words

__all__ = ["fault_words", "filled_in", "read_choice", "script_words", "tally_words"]
