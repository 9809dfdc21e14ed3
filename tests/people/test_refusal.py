"""What somebody is told who may not do something."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from balss.people.middleware import ActorMiddleware
from balss.people.models import ROLE_NAMES, Account
from balss.people.services.roles import grant_role
from balss.places.models import Institution
from balss.shared.permissions import ANONYMOUS, SYSTEM, Actor, NotAllowed, Role
from tests.people.conftest import MakeAccount, acting

OTHERS = "/konts/darbinieki/fm/"


@pytest.fixture
def refused(client: Client, make_account: MakeAccount, ministry: Institution, other_ministry: Institution) -> Client:
    """An official of one ministry, about to see the staff of another."""
    account = make_account()
    grant_role_now(account, Role.OFFICIAL, ministry)
    client.force_login(account)
    return client


def grant_role_now(account: Account, role: Role, institution: Institution | None) -> None:
    grant_role(account=account, role=role, institution=institution, by=SYSTEM, now=timezone.now())


def test_nobody_is_led_to_sign_in_and_back(client: Client, ministry: Institution) -> None:
    answer = client.get("/konts/darbinieki/varam/?x=1")
    assert answer.headers["Location"] == "/konts/pieslegties/?next=/konts/darbinieki/varam/%3Fx%3D1"


def test_page_says_which_role_it_takes_and_whom_to_ask(
    refused: Client, make_account: MakeAccount, ministry: Institution
) -> None:
    grant_role_now(make_account("admin@example.lv", name="Andris Zariņš"), Role.INSTITUTION_ADMIN, ministry)
    answer = refused.get(OTHERS)
    assert answer.status_code == 403
    assert answer.context["needed"] == [ROLE_NAMES[Role.ADMINISTRATOR], ROLE_NAMES[Role.INSTITUTION_ADMIN]]
    assert "admin@example.lv" in answer.content.decode()


def test_page_offers_the_own_role_that_would_do(
    client: Client, make_account: MakeAccount, ministry: Institution
) -> None:
    account = make_account()
    grant_role_now(account, Role.OFFICIAL, ministry)
    grant_role_now(account, Role.INSTITUTION_ADMIN, ministry)
    client.force_login(account)
    answer = client.get("/konts/darbinieki/varam/")
    assert [role.role for role in answer.context["own"]] == ["institution_admin"]
    chosen = {"role": answer.context["own"][0].pk, "next": answer.context["way_back"]}
    assert client.post("/konts/loma/", chosen, follow=True).status_code == 200


def test_api_is_refused_with_a_problem_in_json() -> None:
    answers = [refusal("/api/v1/plans/", actor=actor) for actor in (ANONYMOUS, Actor("a1", account_id=1))]
    assert [answer.status_code for answer in answers] == [401, 403]
    assert {answer.headers["Content-Type"] for answer in answers} == {"application/problem+json"}


@pytest.mark.parametrize("referer", ["https://evil.example/konts/", "//evil.example/", "javascript:alert(1)", ""])
def test_after_a_refused_form_no_other_host_is_led_to(referer: str) -> None:
    answer = refusal("/plans/zinot/", method="post", HTTP_REFERER=referer)
    assert answer.headers["Location"] == "/konts/pieslegties/?next=/"


def test_after_a_refused_form_one_is_led_back_to_the_page_it_stood_on() -> None:
    answer = refusal("/plans/zinot/", method="post", HTTP_REFERER="http://testserver/plans/")
    assert answer.headers["Location"] == "/konts/pieslegties/?next=http%3A//testserver/plans/"


def refusal(path: str, *, method: str = "get", actor: Actor = ANONYMOUS, **headers: str) -> HttpResponse:
    """The answer of a view that refuses somebody, by default nobody signed in."""
    request = getattr(RequestFactory(), method)(path, **headers)
    request.user, request.session = AnonymousUser(), {}
    middleware = ActorMiddleware(lambda request: HttpResponse())
    middleware(request)
    answer = middleware.process_exception(request, NotAllowed(actor, "plan.report"))
    assert answer is not None
    return answer


def test_role_that_ended_allows_nothing_on_the_next_request(
    client: Client, make_account: MakeAccount, ministry: Institution
) -> None:
    account = make_account()
    grant_role_now(account, Role.INSTITUTION_ADMIN, ministry)
    client.force_login(account)
    assert client.get("/konts/darbinieki/varam/").status_code == 200
    started = account.role_grants.get().starts_at
    account.role_grants.update(ends_at=started + timedelta(microseconds=1))
    assert client.get("/konts/darbinieki/varam/").status_code == 403


def test_role_not_begun_allows_nothing(client: Client, make_account: MakeAccount, ministry: Institution) -> None:
    account, now = make_account(), timezone.now()
    grant_role(
        account=account, role=Role.INSTITUTION_ADMIN, institution=ministry, starts_at=now + timedelta(hours=1),
        by=SYSTEM, now=now,
    )  # fmt: skip
    client.force_login(account)
    assert client.get("/konts/darbinieki/varam/").status_code == 403


def test_changing_the_role_leaves_nothing_of_the_former_one(
    client: Client, make_account: MakeAccount, ministry: Institution, other_ministry: Institution
) -> None:
    account = make_account()
    for institution in (ministry, other_ministry):
        grant_role_now(account, Role.INSTITUTION_ADMIN, institution)
    own, other = account.role_grants.order_by("pk")
    client.force_login(account)
    client.post("/konts/loma/", {"role": own.pk})
    former_key = client.session.session_key
    assert [client.get(f"/konts/darbinieki/{code}/").status_code for code in ("varam", "fm")] == [200, 403]
    client.post("/konts/loma/", {"role": other.pk})
    assert [client.get(f"/konts/darbinieki/{code}/").status_code for code in ("varam", "fm")] == [403, 200]
    assert client.session.session_key != former_key


def test_role_of_another_account_cannot_be_chosen(
    client: Client, make_account: MakeAccount, ministry: Institution
) -> None:
    other = make_account("admin@example.lv")
    acting(other, Role.INSTITUTION_ADMIN, ministry)
    client.force_login(make_account())
    client.post("/konts/loma/", {"role": other.role_grants.get().pk})
    assert client.get("/konts/darbinieki/varam/").status_code == 403


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/"])
def test_choosing_a_role_leads_to_no_other_host(client: Client, make_account: MakeAccount, target: str) -> None:
    client.force_login(make_account())
    assert client.post("/konts/loma/", {"role": "0", "next": target}).headers["Location"] == "/konts/"
