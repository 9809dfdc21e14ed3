"""Blind signatures: a signature on something that the signer does not get to see (RFC 9474, RSA Blind Signatures).

The variant is RSABSSA-SHA384-PSS-Deterministic. “Deterministic” means that nothing random is put before the message:
RFC 9474, section 5, asks for that only where a message could be guessed, and what is signed here is a public key of 32
random bytes that the voter has just made. The salt of 48 random bytes is the voter's own. (RFC 9578 signs its tokens in
the same variant.)

`pss` encodes, `rsabssa` blinds, signs, finishes and verifies. A finished signature is an ordinary RSASSA-PSS signature,
so `cryptography` verifies it. No reviewed Python library gives the blinding and the signing, so these few lines of
arithmetic are ours; in the browser the reviewed npm package @cloudflare/blindrsa-ts blinds.
"""
