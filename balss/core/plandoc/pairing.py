"""Says which line of one list is which line of another, when an edition was corrected.

The same words are the same line. Of the rest, the most alike words are; what is then left on one side only was
withdrawn or added.
"""

from difflib import SequenceMatcher

ALIKE = 0.6  # share of letters in common from which two lines are one that was reworded


def pair(old: list[str], new: list[str]) -> list[tuple[int | None, int | None]]:
    """Pairs of places (old, new), None where a line has no other: in the new order, what was withdrawn last."""
    partner: dict[int, int] = {}
    free = dict(enumerate(old))
    for place, text in enumerate(new):
        same = next((own for own, words in free.items() if words == text), None)
        if same is not None:
            partner[place] = same
            del free[same]
    candidates = sorted(
        (
            (-SequenceMatcher(None, words, new[place], autojunk=False).ratio(), abs(own - place), own, place)
            for own, words in free.items()
            for place in range(len(new))
            if place not in partner
        ),
    )
    for alike, _, own, place in candidates:
        if -alike >= ALIKE and own in free and place not in partner:
            partner[place] = own
            del free[own]
    return [(partner.get(place), place) for place in range(len(new))] + [(own, None) for own in free]
