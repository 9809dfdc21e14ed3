"""Says which indicator each deadline of a measure belongs to. A heuristic: the plan says it only by where words stand.

1. One deadline belongs to every indicator.
2. A deadline limited by words in brackets ("(vebinārs)") belongs to the indicators that share a word with them; the
   indicators left belong to the deadline left, if it is one.
3. As many deadlines as result paragraphs stand beside each other, parted by empty lines: the n-th deadline belongs to
   the n-th result, and an indicator to the result of whose words it uses the greatest share.
4. As many deadlines as indicators: in order.
Otherwise the indicator has no deadline, and the reader reports that the plan leaves it open.

Words are compared by their first letters, so that inflection does not part them.
"""

import re

from balss.core.plandoc.document import Deadline, Indicator, Paragraph

STEM_LETTERS = 6
SHORTEST_WORD = 4


def align(
    indicators: tuple[Indicator, ...], deadlines: tuple[Deadline, ...], results: tuple[Paragraph, ...]
) -> list[int | None]:
    """For each indicator the place of its deadline, or None where nothing tells."""
    if len(deadlines) <= 1:
        return [0 if deadlines else None for _ in indicators]
    if any(deadline.applies_to for deadline in deadlines):
        return _by_brackets(indicators, deadlines)
    if len(deadlines) == len(results):
        return _by_results(indicators, results)
    if len(deadlines) == len(indicators):
        return list(range(len(indicators)))
    return [None for _ in indicators]


def _by_brackets(indicators: tuple[Indicator, ...], deadlines: tuple[Deadline, ...]) -> list[int | None]:
    places: list[int | None] = []
    unlimited = [place for place, deadline in enumerate(deadlines) if not deadline.applies_to]
    rest = unlimited[0] if len(unlimited) == 1 else None
    for indicator in indicators:
        own = stems(indicator.words)
        limited = [place for place, deadline in enumerate(deadlines) if own & stems({"": deadline.applies_to})]
        places.append(limited[0] if limited else rest)
    return places


def _by_results(indicators: tuple[Indicator, ...], results: tuple[Paragraph, ...]) -> list[int | None]:
    of_results = [stems(result.words) for result in results]
    places: list[int | None] = []
    for indicator in indicators:
        own = stems(indicator.words)
        shares = [len(own & of_result) / max(len(of_result), 1) for of_result in of_results]
        best = max(shares)
        places.append(shares.index(best) if best and shares.count(best) == 1 else None)
    return places


def stems(words: dict[str, str]) -> set[str]:
    """The beginnings of the longer words."""
    text = " ".join(words.values()).casefold()
    return {word[:STEM_LETTERS] for word in re.findall(r"[\w-]+", text) if len(word) >= SHORTEST_WORD}
