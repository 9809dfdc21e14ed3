"""The public record of who decided what, when: append-only, and anyone can check that it is.

Nouns: an *entry* (the facts), its *content* (kept behind a salted commitment, erasable), the *leaf* that gives an
entry its position in a Merkle tree, and the signed *tree head* that outside witnesses keep.

To residents: nothing here was removed or changed afterwards, and nobody need take our word for it. Every service
that decides something calls `services.record` in its own transaction. Imports design, shared and core only.
docs/decisions/0004 says how entries get their positions without anyone waiting.
"""
