"""Reads targets from the words of an indicator: the numbers that the plan itself names.

"Vismaz 2 pasākumi gadā" is at least 2 each year; "3–4 pasākumi gadā" a range; "1 mācību seminārs" exactly 1; "tostarp
1 …" (including) at least 1. A number before a full stop is an ordinal or a year, and no target. Where the words name
no number there is no target, and none is invented.
"""

import re
from decimal import Decimal

from balss.core.plandoc.document import LARGEST_NUMBER, Operator, Target
from balss.core.plandoc.source import collapse

_NUMBER = re.compile(
    r"(?P<lead>\b(?:vismaz|ne mazāk kā|at least|ne vairāk kā|at most|tostarp|including)\s+)?"
    r"(?<![\w.,/–-])(?P<value>\d+(?:[.,]\d+)?)(?:\s*[–-]\s*(?P<maximum>\d+(?:[.,]\d+)?))?"
    r"(?:\s*(?P<percent>%))?(?=\s+(?P<rest>\w.*)|\s*$|(?<=%))",
    re.IGNORECASE,
)
_AT_LEAST = ("vismaz", "ne mazāk kā", "at least", "tostarp", "including")
_AT_MOST = ("ne vairāk kā", "at most")
_PERIOD = re.compile(r"\b(gadā|ik gadu|katru gadu|per year|each year|annually)\b", re.IGNORECASE)
# The words at which the unit ends and its scope begins.
_SCOPE_STARTS = re.compile(r"\s+(?=(?:par|katr\w+|cit(?:os|ās|ā)|visos|visās|in|per|each)\b|[A-ZĀČĒĢĪĶĻŅŠŪŽ])|[,(]")
_AND = re.compile(r"\s+(?:un|and)\s+(?=\d)", re.IGNORECASE)


def read_targets(words: str) -> tuple[Target, ...]:
    """The targets that the words name, in their order; those joined by "and" share the operator and the scope."""
    text = collapse(words)
    targets: list[Target] = []
    for part in _AND.split(text):
        match = _NUMBER.search(part)
        if not match or (match["rest"] is None and not match["percent"]):
            continue
        value, maximum = _decimal(match["value"]), _decimal(match["maximum"]) if match["maximum"] else None
        if (maximum is not None and maximum <= value) or value > LARGEST_NUMBER:
            continue  # "4–3" is no range, and no number of this length is a promise
        rest = _AND.split(match["rest"] or "")[0]
        operator = _operator(match)
        if operator == Operator.EXACTLY and targets:
            operator = targets[-1].operator
        unit, scope = _unit_and_scope(rest)
        targets.append(
            Target(
                operator=operator,
                value=value,
                maximum=maximum,
                unit="%" if match["percent"] else unit,
                period="year" if _PERIOD.search(text) else "",
                scope=scope,
            )
        )
    if targets and targets[-1].scope:
        shared = targets[-1].scope
        targets = [target if target.scope else Target(**{**vars(target), "scope": shared}) for target in targets]
    return tuple(targets)


def _operator(match: re.Match[str]) -> Operator:
    lead = collapse(match["lead"] or "").lower()
    if match["maximum"]:
        return Operator.RANGE
    if lead in _AT_LEAST:
        return Operator.AT_LEAST
    return Operator.AT_MOST if lead in _AT_MOST else Operator.EXACTLY


def _unit_and_scope(rest: str) -> tuple[str, str]:
    said = collapse(_PERIOD.sub("|", rest))
    unit, _, scope = said.partition("|")
    if not scope.strip():
        pieces = _SCOPE_STARTS.split(unit, maxsplit=1)
        unit, scope = pieces[0], pieces[1] if len(pieces) > 1 else ""
    return unit.strip(" .,;"), scope.strip(" .,;()")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
