"""A small service with every kind of visitor, and with hostile words in every column that people fill in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from balss.people.models import Account, Person, RoleGrant
from balss.people.queries import actor_of
from balss.places.models import Institution, InstitutionName
from balss.shared.permissions import Actor, Role
from tests.safety.addresses import Visitor

# Breaks out of an attribute, a title, a script and a CDATA section; begins like a formula.
HOSTILE = "=1+1\"'></title></script>]]><img src=x onerror=alert(1)>&{word};"
LINES = "\r\nATTACH:https://evil.example/\x0b\x1b[31m"  # what texts of several lines may hold besides
ROLES = {
    Visitor.OTHER_OFFICIAL: Role.OFFICIAL,
    Visitor.OFFICIAL: Role.OFFICIAL,
    Visitor.INSTITUTION_ADMIN: Role.INSTITUTION_ADMIN,
    Visitor.COORDINATOR: Role.COORDINATOR,
    Visitor.REVIEWER: Role.REVIEWER,
    Visitor.ADMINISTRATOR: Role.ADMINISTRATOR,
}


@dataclass
class World:
    """`names` are what addresses may name; `words` the columns that hold hostile words, each with its own word."""

    now: datetime
    own: Institution
    other: Institution
    chancellery: Institution
    accounts: dict[Visitor, Account]
    names: dict[str, object] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    sessions: dict[Visitor, str] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)  # by address, the names on its form

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def actor(self, visitor: Visitor) -> Actor:
        account = self.accounts[visitor]
        return actor_of(account, grant=account.role_grants.get().as_grant)

    def browser(self, visitor: Visitor, **options: Any) -> Client:
        """A browser in which the visitor has just signed in, with the session that all of the visitor's share."""
        browser = Client(raise_request_exception=False, headers={"Accept-Language": "lv"}, **options)
        if visitor in self.sessions:
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[visitor]
        return browser

    def sign_in(self) -> None:
        for visitor, account in self.accounts.items():
            browser = self.browser(visitor)
            browser.force_login(account)
            self.sessions[visitor] = browser.cookies[settings.SESSION_COOKIE_NAME].value

    def hostile(self, column: str, *, lines: bool = False, most: int = 0) -> str:
        """Hostile words with a word of their own for this column; `lines` for a text, `most` for its longest."""
        word = self.words.setdefault(column, f"vards{len(self.words)}")
        return (HOSTILE.replace("{word}", word) + (LINES if lines else ""))[: most or None]

    def path(self, path: str) -> str:
        return path.format_map(self.names)

    def form(self, words: Mapping[str, str]) -> dict[str, str]:
        """What is posted: a form of ours always has a token."""
        return {"csrfmiddlewaretoken": "x", **{name: self.path(word) for name, word in words.items()}}


def new_world() -> World:
    now = timezone.now()
    words: dict[str, str] = {}
    world = World(now, *(Institution(),) * 3, accounts={}, words=words)
    world.own, world.other, world.chancellery = (
        _institution(world, code, kind)
        for code, kind in [("XM", "ministry"), ("YM", "ministry"), ("VK", "central_institution")]
    )
    places = {
        Visitor.OTHER_OFFICIAL: world.other,
        Visitor.OFFICIAL: world.own,
        Visitor.INSTITUTION_ADMIN: world.own,
        Visitor.COORDINATOR: world.chancellery,
    }
    for visitor in Visitor:
        if visitor != Visitor.ANONYMOUS:
            world.accounts[visitor] = _account(world, visitor, places.get(visitor))
    world.names |= {"own": "xm", "other": "ym"}
    return world


def _institution(world: World, code: str, kind: str) -> Institution:
    made = Institution.objects.create(
        code=code,
        slug=code.lower(),
        kind=kind,
        note=world.hostile("institution.note"),
        source=world.hostile("institution.source"),
        e_address=world.hostile("institution.e_address", most=100),
    )
    InstitutionName.objects.create(
        institution=made,
        lv=f"{world.hostile('institution.name_lv')} {code}",
        en=f"{world.hostile('institution.name_en')} {code}",
        basis=world.hostile("institution.name_basis", lines=True),
    )
    return made


def _account(world: World, visitor: Visitor, institution: Institution | None) -> Account:
    person = Person.objects.create(name=world.hostile("person.name"))
    password = make_password("pareiza zirga skava 7", hasher="md5")
    account = Account.objects.create(email=f"{visitor.name.lower()}@example.lv", person=person, password=password)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    if visitor in ROLES:
        since = world.now - timedelta(days=200)
        RoleGrant.objects.create(
            account=account, role=ROLES[visitor].value, institution=institution, starts_at=since, granted_at=since,
            granted_by="system", holder=person.name,
        )  # fmt: skip
    return account
