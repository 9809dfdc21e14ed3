"""Participatory budgets: what residents propose for their municipality, what is vetted, chosen and carried out.

Nouns: a *call* of a municipality has *planning areas* with their money, *categories* and the *ballot* by which people
will choose. People hand in *ideas*; the municipality *vets* each, agrees *changes* with its author and gives its
reasons; what passes becomes a *project* of the ballot. Chosen projects are carried out: *contracts*, *steps*,
*expenses*, *updates*. Votes are cast and kept elsewhere: this room gives the election by its `election_id` and takes
the results.

Promise to residents: no period is shorter than the law allows; how one chooses and how it is counted is public before
voting opens and does not change afterwards; whoever proposed is told every decision with its reasons and how to contest
it; anybody sees what became of each chosen project and what it cost. Pašvaldību likums, Art. 59–62.

Imports events and what lies below.
"""
