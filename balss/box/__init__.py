"""The ballot box: what was chosen, and never by whom.

Nouns: a *box* for each election, the *ballots* in its slots, the *nodes* of the tree over them, and how many were cast
on a *day* through each channel. It is a database of its own (BOX_DATABASE_URL) with credentials and a backup of its
own; nothing in it has a key, a time finer than a day or an order that a row of another database has. The room stands
below people and may not import it: the box cannot know a person, and the import contract keeps it so.

To voters: a ballot that has a receipt is in the box, is counted, and can be changed only with the voter's own key.
Imports ledger (how keys are kept), design, shared and core. docs/decisions/0086 says how roll and box are kept apart.
"""
