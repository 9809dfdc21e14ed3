"""Voting: who may vote and has, and the way from a right to a ballot in the box.

Nouns: an *election* (what is voted on, when, and who may), its *roll* with an *entry* for each person who may or did
vote, and the *right* to vote, given once. What was chosen is not here but in the `box`, which lies below and knows
nobody; rooms above arrange an election and take its results.

To voters: one vote each, whichever way it is cast; nobody learns what you chose, and you can prove that it counts.
Imports notices, people, places, ledger, box and what lies below.
"""
