"""The mathematics of an append-only log that anyone can check.

`tree` and `proofs` are the Merkle tree of RFC 6962 (restated as RFC 9162); `canonical` is the one way to write JSON
(RFC 8785); `commitment` binds an entry to content that can later be erased; `entry` is what a leaf holds; `note` and
`checkpoint` are the signed tree head in the text form that public witnesses already read (C2SP signed-note,
tlog-checkpoint, tlog-cosignature); `receipt` checks one entry without asking anybody.
"""
