"""Reading action plans: from a published document to commitments, measures, indicators, deadlines and bodies.

A plan is read in three steps, each of which can be tested by itself:

1. a *reader* (`text`, `word`) turns a file into a `Source`: lines with their numbers, table cells, footnotes;
2. the *interpreters* (`table`, then `deadline`, `target`, `indicator`, `body`, `alignment`, `conflict`) turn cells into
   measures by rules that hold for any plan laid out this way; none of them knows a single measure of any plan;
3. `plan` puts them together as a `PlanDocument`, the shape that is stored, compared and exported (`planfile`).

What a document lost or leaves open becomes a `Gap` with its line. Nothing is ever filled in. `recombinant` reads
another way in which countries publish plans: CKAN definition files with controlled lists.
"""
