"""What is voted with, and what can be checked of it without asking anybody.

Nouns: a *paper* (the ballot paper: projects, how they are chosen, until when); a *ballot* (what one voter chose, signed
with a key made for this vote alone); the *right* to vote (the issuer's blind signature on the public half of that
key); a *receipt* (ballot, right and the proof that it lies in the box). One seed of 32 random bytes makes the key, so
that who kept it can change the vote until the closing, and nobody else can.
"""
