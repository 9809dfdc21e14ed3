"""Outcome, service and trust series: what was measured, by whom, when, and what is still awaited.

Nouns: a *source* (a survey or statistical publication) comes out in *waves*; it asks *questions*; a question about
one thing is a *series*; an *observation* is the value of a series in one wave, for Latvia or for an average to set
beside it, with the *document* it was read in. A *caveat* says what must be known before figures are compared. An
*outcome indicator* is a result that a plan promises to be judged by, with the sources and series that show it.

Promise to residents: every figure names its survey, wave and document; figures of different surveys are never
joined into one line; what is not there is shown as an empty place; a corrected figure stays readable in the history.

Imports ledger and what lies below it. The plan above reads `queries`; it finds its outcome indicators by their code.
"""
