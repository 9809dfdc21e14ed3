"""Checks an ID token as OpenID Connect Core 1.0, 3.1.3.7 asks: signature, issuer, audience, times.

allauth trusts a token that it fetched itself over TLS; we check the signature all the same, and accept keys without a
number (`kid`), which a provider with a single key may leave out.
"""

from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Key pairs only: with a shared secret the client could make tokens itself.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
NEEDED = ["iss", "sub", "aud", "exp", "iat"]


def read_id_token(token: str, *, keys: dict[str, Any], issuer: str, client_id: str) -> dict[str, Any]:
    """What the token says. `keys` is the provider's JWK set. Raises OAuth2Error for a token that is not for us now."""
    try:
        number = jwt.get_unverified_header(token).get("kid")
        candidates = [key for key in jwt.PyJWKSet.from_dict(keys).keys if number in (None, key.key_id)]
        said = _decode_with_any(token, candidates, issuer=issuer, audience=client_id)
    except jwt.PyJWTError as fault:
        raise OAuth2Error("the ID token is not valid") from fault
    if isinstance(said["aud"], list) and len(said["aud"]) > 1 and said.get("azp") != client_id:
        raise OAuth2Error("the ID token was made for another client")
    return said


def _decode_with_any(token: str, keys: list[jwt.PyJWK], *, issuer: str, audience: str) -> dict[str, Any]:
    for key in keys:
        try:
            said: dict[str, Any] = jwt.decode(
                token, key, algorithms=ALGORITHMS, issuer=issuer, audience=audience, options={"require": NEEDED}
            )
        except jwt.InvalidSignatureError:
            continue
        return said
    raise jwt.InvalidSignatureError("no key of the provider made this signature")
