"""What every answer tells browsers: load nothing from elsewhere, run nothing inline, show no frames, share no page."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from balss.config.urls import urlpatterns as every_page
from balss.people.models import Account, Person
from balss.shared.embedding import embeddable
from balss.web.middleware.security_headers import content_security_policy

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@embeddable
def figure(request: HttpRequest) -> HttpResponse:
    return HttpResponse("28,7 %")


def shared_by_a_careless_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Sveiki!", headers={"Cache-Control": "public, max-age=60"})


def with_an_own_policy(request: HttpRequest) -> HttpResponse:
    return HttpResponse("", headers={"Content-Security-Policy": "default-src 'none'; sandbox"})


def fault(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("skaitlis/", figure),
    path("kopigs/", shared_by_a_careless_view),
    path("datne/", with_an_own_policy),
    path("kluda/", fault),
    *every_page,
]


@pytest.fixture
def visitor(settings: Any, db: None) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/konts/", 302),
        ("/plans", 301),  # the slash is added
        ("/nav-tadas-lapas/", 404),
        ("/?q=%00", 400),
        ("/konts/loma/", 405),
        ("/kluda/", 500),
        ("/api/v1/service", 200),
        ("/api/v1/nothing", 404),
        ("/robots.txt", 200),
        ("/raditaji/dati.csv", 200),
        ("/static/design/shell.css", 200),
    ],
)
def test_every_answer_tells_browsers_the_same(visitor: Client, address: str, status: int) -> None:
    if address == "/konts/loma/":
        visitor.force_login(_somebody())
    answer = visitor.get(address)
    assert answer.status_code == status
    assert _protection(answer) == (POLICY, "DENY", "nosniff", "same-origin")
    answer.getvalue()  # read to its end, a file is closed


def test_kept_page_tells_browsers_the_same(visitor: Client) -> None:
    first, kept = visitor.get("/"), visitor.get("/")
    assert kept["ETag"] == first["ETag"]
    assert _protection(kept) == (POLICY, "DENY", "nosniff", "same-origin")


def test_refused_host_tells_browsers_the_same(visitor: Client) -> None:
    answer = visitor.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert _protection(answer) == (POLICY, "DENY", "nosniff", "same-origin")


@pytest.mark.parametrize("asked", ["first", "kept"])
def test_embeddable_page_may_be_framed_and_nothing_else(visitor: Client, asked: str) -> None:
    answer = visitor.get("/skaitlis/")
    if asked == "kept":
        answer = visitor.get("/skaitlis/")
    policy = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    assert _protection(answer) == (policy, None, "nosniff", "same-origin")


def test_own_policy_of_a_view_is_kept_and_framed_by_nobody(visitor: Client) -> None:
    answer = visitor.get("/datne/")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"


def test_page_names_the_powers_of_a_device_that_it_does_without(visitor: Client) -> None:
    headers = visitor.get("/").headers
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_forms_may_lead_to_the_providers_people_sign_in_with(settings: Any) -> None:
    app = {"settings": {"server_url": "https://eparaksts.example/oidc/v2"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    assert "form-action 'self' https://eparaksts.example;" in content_security_policy()


@pytest.mark.parametrize(
    "address", ["/", "/kopigs/", "/raditaji/", "/nav-tadas-lapas/", "/api/v1/service", "/robots.txt"]
)
def test_answer_to_somebody_signed_in_is_kept_by_no_cache(visitor: Client, address: str) -> None:
    visitor.force_login(_somebody())
    assert visitor.get(address)["Cache-Control"] == "private, no-cache"


def test_page_with_a_form_is_kept_by_no_cache(visitor: Client) -> None:
    answer = visitor.get("/konts/pieslegties/")
    assert "csrftoken" in answer.cookies
    assert "private" in answer["Cache-Control"]


def test_page_for_everybody_is_asked_for_again(visitor: Client) -> None:
    assert visitor.get("/nav-tadas-lapas/")["Cache-Control"] == "no-cache"


def test_style_sheet_is_kept_also_by_somebody_signed_in(visitor: Client) -> None:
    visitor.force_login(_somebody())
    answer = visitor.get("/static/design/shell.css")
    assert "private" not in answer["Cache-Control"]
    answer.getvalue()  # read to its end, a file is closed


def _protection(answer: Any) -> tuple[str | None, ...]:
    names = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
    return tuple(answer.headers.get(name) for name in names)


def _somebody() -> Any:
    return Account.objects.create(email="anna@example.lv", person=Person.objects.create(name="Anna"))
