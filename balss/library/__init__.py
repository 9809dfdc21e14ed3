"""Library: what others have learnt about taking part, to be used again.

Nouns: a *case* of good practice tells, in an institution's own words, what the problem was, what was done, what came
of it and what others should know before they do the same.

Promise to all who read: a published case keeps its address; what is changed later stands in the public ledger; one that
is withdrawn stays readable with the reason. Whom to ask is on every page.

Promise to officials: publishing a case is all that has to be done for the plan.

Imports the plan and what lies below it.
"""
