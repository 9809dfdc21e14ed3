"""What XML 1.0, and with it a calendar, can hold of a text."""

import re

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    """The text without the characters that no XML document can hold, not even escaped: most control characters."""
    return _NOT_IN_XML.sub("", text)


def one_line(text: str) -> str:
    """The same in one line, each run of white space as one space."""
    return " ".join(for_xml(text).split())
