"""Which characters the fonts of our papers can show. Others are named in words, so that nothing is silently lost."""

import unicodedata

# Latin, Greek, Cyrillic, Hebrew letters, punctuation, arrows, mathematics, boxes: what Libertinus Serif has whole.
SHOWN = (
    (0x0020, 0x0482), (0x048A, 0x04FF), (0x05D0, 0x05EA), (0x1E00, 0x1EFF), (0x2000, 0x2040), (0x2044, 0x2052),
    (0x2070, 0x20BF), (0x2100, 0x211E), (0x2122, 0x2122), (0x2126, 0x214F), (0x2153, 0x2184), (0x2190, 0x22FF),
    (0x2500, 0x257F), (0x25A0, 0x25FF),
)  # fmt: skip
KEPT = "\n"
NOTHING = {"Cc", "Cn", "Co", "Cs"}  # control characters, and numbers that stand for no character


def showable(text: str) -> str:
    """The text with “[grinning face]” for a character that no font of ours has; tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n"))


def _shown(character: str) -> str:
    if character in KEPT:
        return character
    if unicodedata.category(character) in NOTHING:
        return ""
    number = ord(character)
    if any(first <= number <= last for first, last in SHOWN):
        return character
    return f"[{unicodedata.name(character, f'U+{number:04X}').lower()}]"
