"""What happened to things that people follow, as Atom (RFC 4287) and as a calendar (RFC 5545).

Public ones for whatever is public and can be followed, and those of a follower below a secret address. Neither says who
follows: no address, no name, and the same bytes for everybody who may read them.
"""
