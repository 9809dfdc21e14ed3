"""What must hold of an installation before it runs."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from balss.people.models import Account


@register(Tags.security)
def providers_share_no_client_id(**kwargs: Any) -> list[CheckMessage]:
    """With one client id, a token made for one provider could pass for one of the other."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    shared = [client for client, count in Counter(app["client_id"] for app in apps).items() if count > 1]
    return [
        Error(
            f"The sign-in providers {', '.join(a['provider_id'] for a in apps if a['client_id'] == client)} "
            f"share the client id “{client}”.",
            hint="Register a client of its own with each provider (BALSS_OIDC_<ID>_CLIENT).",
            id="people.E001",
        )
        for client in shared
    ]


@register(Tags.security)
def code_key_is_a_key_of_its_own(**kwargs: Any) -> list[CheckMessage]:
    if settings.PERSONAL_CODE_KEY != settings.SECRET_KEY:
        return []
    return [
        Error(
            "BALSS_CODE_KEY and BALSS_SECRET are the same.",
            hint="Whoever learns one must not learn the other: make two.",
            id="people.E002",
        )
    ]


@register(Tags.security, deploy=True)
def production_has_no_demonstration_people(**kwargs: Any) -> list[CheckMessage]:
    if not settings.PRODUCTION:
        return []
    try:
        count = Account.objects.filter(is_demo=True).count()
    except DatabaseError:  # before the first migration there are no accounts at all
        return []
    if not count:
        return []
    return [
        Error(
            f"There are {count} demonstration accounts, whose passwords everybody knows.",
            hint="They cannot sign in here. Start production with a database that never held a demonstration.",
            id="people.E003",
        )
    ]
