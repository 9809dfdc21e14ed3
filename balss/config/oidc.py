"""OpenID Connect providers from the environment, as allauth's settings want them.

BALSS_OIDC              comma-separated identifiers, for example “latvija,eparaksts”; empty: e-mail accounts only.
For each identifier, in upper case:
BALSS_OIDC_<ID>_URL     address of the provider; /.well-known/openid-configuration stands below it
BALSS_OIDC_<ID>_CLIENT  our client id there; no two providers may share one
BALSS_OIDC_<ID>_SECRET  the client secret
BALSS_OIDC_<ID>_NAME    name on the sign-in button (default: the identifier)
BALSS_OIDC_<ID>_LEVEL   how surely the provider knows people: low (default), substantial, high
BALSS_OIDC_<ID>_CODE    the claim that holds the personal code (default: none, codes are not taken from it)
BALSS_OIDC_<ID>_MUNICIPALITY  the claim that holds the declared municipality (default: none)
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

LEVELS = {"low", "substantial", "high"}


def oidc_apps(environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """One allauth app for each provider. Raises ImproperlyConfigured naming the variable that is missing or wrong."""
    return [_app(name.strip(), environ) for name in environ.get("BALSS_OIDC", "").split(",") if name.strip()]


def _app(name: str, environ: Mapping[str, str]) -> dict[str, Any]:
    prefix = f"BALSS_OIDC_{name.upper()}_"
    for part in ("URL", "CLIENT", "SECRET"):
        if not environ.get(prefix + part):
            raise ImproperlyConfigured(f"{prefix}{part} must be set, because BALSS_OIDC names “{name}”")
    level = environ.get(prefix + "LEVEL", "low")
    if level not in LEVELS:
        raise ImproperlyConfigured(f"{prefix}LEVEL is “{level}”; it can be low, substantial or high")
    return {
        "provider_id": name,
        "name": environ.get(prefix + "NAME", name),
        "client_id": environ[prefix + "CLIENT"],
        "secret": environ[prefix + "SECRET"],
        "settings": {
            "server_url": environ[prefix + "URL"].rstrip("/"),
            "oauth_pkce_enabled": True,
            "level": level,
            "code_claim": environ.get(prefix + "CODE", ""),
            "municipality_claim": environ.get(prefix + "MUNICIPALITY", ""),
        },
    }
