"""The staff pages over HTTP, as an institution's administrator uses them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balss.people.models import Account, Invitation, RoleGrant
from balss.people.queries import roles_in_force
from balss.people.services.roles import grant_role
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM, Role
from tests.people.conftest import MakeAccount

STAFF = "/konts/darbinieki/varam/"


def give(account: Account, role: Role, institution: Institution | None) -> RoleGrant:
    return grant_role(account=account, role=role, institution=institution, by=SYSTEM, now=timezone.now())


@pytest.fixture
def admin(client: Client, make_account: MakeAccount, ministry: Institution) -> Client:
    account = make_account("admin@example.lv", name="Andris Zariņš")
    give(account, Role.INSTITUTION_ADMIN, ministry)
    client.force_login(account)
    return client


def test_administrator_is_led_to_the_own_staff(admin: Client) -> None:
    assert admin.get("/konts/darbinieki/").headers["Location"] == STAFF


def test_administrator_of_balss_sees_every_institution(
    client: Client, make_account: MakeAccount, ministry: Institution, other_ministry: Institution
) -> None:
    account = make_account()
    give(account, Role.ADMINISTRATOR, None)
    client.force_login(account)
    rows = client.get("/konts/darbinieki/").context["rows"]
    assert [(body.code, body.roles) for body, _ in rows] == [("FM", 0), ("VARAM", 0)]


def test_invitation_is_sent_accepted_and_gives_the_role(
    admin: Client, make_account: MakeAccount, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        admin.post(f"{STAFF}uzaicinat/", {"email": "berta@example.lv", "role": "official"})
    berta = make_account("berta@example.lv")
    invited = Client()
    invited.force_login(berta)
    path = f"/konts/uzaicinajums/{Invitation.objects.get().key}/"
    assert path in str(mail.outbox[0].body)
    assert invited.get(path).status_code == 200
    invited.post(path)
    assert [grant.role for grant in roles_in_force(berta, timezone.now())] == ["official"]


@pytest.mark.django_db(transaction=True)
def test_letter_that_cannot_be_sent_is_told_and_the_invitation_kept(admin: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1  # nobody listens there
    answer = admin.post(f"{STAFF}uzaicinat/", {"email": "berta@example.lv", "role": "official"}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert [invitation.email for invitation in answer.context["invitations"]] == ["berta@example.lv"]


def test_colleague_is_given_a_second_role(admin: Client, make_account: MakeAccount, ministry: Institution) -> None:
    berta = make_account("berta@example.lv")
    give(berta, Role.OFFICIAL, ministry)
    admin.post(f"{STAFF}loma/", {"account": berta.pk, "role": "institution_admin"})
    assert {grant.role for grant in roles_in_force(berta, timezone.now())} == {"official", "institution_admin"}


@pytest.mark.parametrize("role", ["coordinator", "reviewer", "administrator"])
def test_role_beyond_staff_is_not_offered(admin: Client, make_account: MakeAccount, role: str) -> None:
    account = Account.objects.get(email="admin@example.lv")
    answer = admin.post(f"{STAFF}loma/", {"account": account.pk, "role": role})
    assert list(answer.context["form"].errors) == ["role"]


def test_stranger_is_given_no_role(admin: Client, make_account: MakeAccount) -> None:
    answer = admin.post(f"{STAFF}loma/", {"account": make_account().pk, "role": "official"})
    assert list(answer.context["form"].errors) == ["account"]


def test_deputy_is_appointed_for_whole_days(admin: Client, make_account: MakeAccount, ministry: Institution) -> None:
    holder, deputy = make_account("h@example.lv"), make_account("d@example.lv")
    held = give(holder, Role.OFFICIAL, ministry)
    give(deputy, Role.INSTITUTION_ADMIN, ministry)
    today = timezone.localdate()
    period = {"first_day": today + timedelta(days=1), "last_day": today + timedelta(days=3)}
    admin.post(f"{STAFF}loma/{held.pk}/aizvietotajs/", {"account": deputy.pk, **period})
    lent = RoleGrant.objects.get(deputises_for=held)
    assert timezone.localtime(lent.starts_at).date() == period["first_day"]
    assert lent.last_day == period["last_day"]
    assert lent.ends_at - lent.starts_at == timedelta(days=3)


def test_role_is_ended_after_asking(admin: Client, make_account: MakeAccount, ministry: Institution) -> None:
    held = give(make_account(), Role.OFFICIAL, ministry)
    path = f"{STAFF}loma/{held.pk}/beigt/"
    admin.get(path)
    assert RoleGrant.objects.in_force(timezone.now()).filter(pk=held.pk).exists()
    admin.post(path)
    assert not RoleGrant.objects.in_force(timezone.now()).filter(pk=held.pk).exists()


def test_role_elsewhere_is_not_reached_through_the_own_institution(
    admin: Client, make_account: MakeAccount, other_ministry: Institution
) -> None:
    held = give(make_account(), Role.OFFICIAL, other_ministry)
    answers = [admin.post(f"{STAFF}loma/{held.pk}/{what}/").status_code for what in ("beigt", "aizvietotajs")]
    assert answers == [404, 404]
    assert held.ends_at is None


@pytest.mark.parametrize("page", ["", "uzaicinat/", "loma/"])
def test_administrator_elsewhere_is_refused(
    client: Client, make_account: MakeAccount, ministry: Institution, other_ministry: Institution, page: str
) -> None:
    account = make_account()
    give(account, Role.INSTITUTION_ADMIN, other_ministry)
    client.force_login(account)
    assert [client.get(STAFF + page).status_code, client.post(STAFF + page).status_code] in ([403, 403], [403, 405])
    assert not Invitation.objects.exists()


def test_account_page_makes_the_same_number_of_queries_for_one_and_for_three_roles(
    client: Client, make_account: MakeAccount, ministry: Institution, other_ministry: Institution
) -> None:
    account = make_account()
    client.force_login(account)
    counts = []
    for role, institution in (
        (Role.OFFICIAL, ministry), (Role.OFFICIAL, other_ministry), (Role.INSTITUTION_ADMIN, ministry),
    ):  # fmt: skip
        give(account, role, institution)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/konts/")
        counts.append(len(queries))
    assert counts[1] == counts[2]  # with one role alone, they act in it and are shown what waits for them
    assert max(counts) <= 14


def test_invited_official_is_limited_to_what_was_chosen(
    admin: Client, make_account: MakeAccount, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        admin.post(f"{STAFF}uzaicinat/", {"email": "berta@example.lv", "role": "official", "scope": "plan"})
    berta = make_account("berta@example.lv")
    invited = Client()
    invited.force_login(berta)
    invited.post(f"/konts/uzaicinajums/{Invitation.objects.get().key}/")
    assert [grant.scope for grant in roles_in_force(berta, timezone.now())] == ["plan"]
    assert "atvērtās pārvaldības plāns" in admin.get(STAFF).content.decode()


@pytest.mark.parametrize(
    ("role", "scope", "field"), [("institution_admin", "plan", "scope"), ("official", "ledger", "scope")]
)
def test_limit_that_a_role_cannot_have_is_refused(
    admin: Client, make_account: MakeAccount, ministry: Institution, role: str, scope: str, field: str
) -> None:
    berta = make_account("berta@example.lv")
    give(berta, Role.OFFICIAL, ministry)
    answer = admin.post(f"{STAFF}loma/", {"account": berta.pk, "role": role, "scope": scope})
    assert list(answer.context["form"].errors) == [field]
    assert berta.role_grants.count() == 1
