"""An OpenID Connect provider, from whose answer only what we need is kept.

allauth would store the whole answer, personal code included. Here it is reduced before it is stored anywhere, the
session included: the personal code to its keyed hash, the rest to the claims that we use.
"""

from datetime import date
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

from balss.core.personal_code import NotAPersonalCode, read_personal_code
from balss.people.models import Claim
from balss.people.services.persons import Vouched, digest_of
from balss.people.sign_in.tokens import read_id_token

NAMES_OF_CLAIMS = {Claim.Kind.NAME: "name", Claim.Kind.BIRTH_DATE: "birthdate"}  # OpenID Connect Core 1.0, 5.1


class CheckingAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Reads ID tokens with our own checks."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as web:
            answer = web.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        return read_id_token(id_token, keys=answer.json(), issuer=self.openid_config["issuer"], client_id=app.client_id)


class PersonProvider(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = CheckingAdapter

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Refuses an answer without an ID token, or whose parts speak of different people (OpenID Connect Core 1.0,
        3.1.3.3 and 5.3.2)."""
        if "id_token" not in data or len({part["sub"] for part in data.values()}) != 1:
            raise OAuth2Error("the ID token is missing, or names another subject than the user information")
        return str(super().extract_uid(data))

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        said = {**data.get("id_token", {}), **data.get("userinfo", {})}
        names = {**NAMES_OF_CLAIMS, Claim.Kind.MUNICIPALITY: self.app.settings.get("municipality_claim", "")}
        claims = {kind: str(said[name])[:200] for kind, name in names.items() if said.get(name)}
        if not _is_a_day(claims.get(Claim.Kind.BIRTH_DATE, "")):  # a year alone is allowed, and of no use to us
            claims.pop(Claim.Kind.BIRTH_DATE, None)
        return {
            "digest": _digest(str(said.get(self.app.settings.get("code_claim"), ""))),
            "claims": {kind.value: value for kind, value in claims.items()},
        }

    def vouched(self, extra_data: dict[str, Any]) -> Vouched:
        """What `extract_extra_data` kept, as our own words."""
        return Vouched(
            source=self.app.provider_id,
            level=Claim.Level(self.app.settings.get("level", Claim.Level.LOW)),
            digest=extra_data.get("digest", ""),
            claims={Claim.Kind(kind): value for kind, value in extra_data.get("claims", {}).items()},
        )


def _is_a_day(text: str) -> bool:
    try:
        return date.fromisoformat(text) > date.min
    except ValueError:
        return False


def _digest(text: str) -> str:
    """The hash of a Latvian code, "" for anything else: codes of other countries are not used."""
    try:
        return digest_of(read_personal_code(text))
    except NotAPersonalCode:
        return ""
