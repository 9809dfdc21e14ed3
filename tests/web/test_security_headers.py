"""What browsers are told: nothing from elsewhere, nothing inline, no frames."""

from typing import Any

from django.test import Client

from balss.web.middleware.security_headers import content_security_policy


def test_page_allows_nothing_from_elsewhere_and_nothing_inline(client: Client, db: None) -> None:
    headers = client.get("/").headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_forms_may_lead_to_the_providers_people_sign_in_with(settings: Any) -> None:
    app = {"settings": {"server_url": "https://eparaksts.example/oidc/v2"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    assert "form-action 'self' https://eparaksts.example;" in content_security_policy()
