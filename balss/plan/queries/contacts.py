"""Whom a letter to an institution reaches: its staff here, else the office's public address, else nobody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from balss.people.models import Account, RoleGrant
from balss.places.models import Institution
from balss.shared.permissions import Role

STAFF = (Role.OFFICIAL, Role.INSTITUTION_ADMIN)


@dataclass(frozen=True)
class Contact:
    """One address. `public_id` is the account's opaque name; "" for the address of the office."""

    email: str
    language: str
    public_id: str = ""


def contacts_of(institutions: Iterable[Institution], *, now: datetime, scope: str = "plan") -> dict[int, list[Contact]]:
    """By institution, those who are to be told: officials and administrators in office now, each once, by address;
    where there are none, the office's own address; an empty list where nobody can be told. Whose role is limited to the
    work of another room than `scope` is left out. One query."""
    institutions = list(institutions)
    staff: dict[int, dict[str, Contact]] = defaultdict(dict)
    grants = RoleGrant.objects.in_force(now).filter(
        institution__in=institutions,
        role__in=[role.value for role in STAFF],
        account__is_active=True,
        scope__in=("", scope),
    )
    if settings.PRODUCTION:
        grants = grants.filter(account__is_demo=False)
    columns = ("institution_id", "account__email", "account__language", "account__public_id")
    for institution_id, email, language, public_id in grants.order_by("account__email").values_list(*columns):
        staff[institution_id or 0][email] = Contact(email, language, public_id)
    return {each.pk: list(staff[each.pk].values()) or _office(each) for each in institutions}


def _office(institution: Institution) -> list[Contact]:
    return [Contact(institution.email, settings.LANGUAGE_CODE)] if institution.email else []


def names_of_accounts(public_ids: Iterable[str]) -> dict[str, str]:
    """The names of the people behind opaque names, for their colleagues; who was erased is left out."""
    accounts = Account.objects.filter(public_id__in=set(public_ids), erased_at=None)
    return {public_id: name for public_id, name in accounts.values_list("public_id", "person__name") if name}


def coordinators(now: datetime) -> list[Contact]:
    """Who coordinates plans now, by address."""
    grants = RoleGrant.objects.in_force(now).filter(role=Role.COORDINATOR.value, account__is_active=True)
    columns = grants.values_list("account__email", "account__language", "account__public_id")
    return [Contact(*each) for each in sorted(set(columns))]
