"""Who visits, what an address answers to each of them, and the tables of all rooms put together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve

TESTS = Path(__file__).resolve().parents[1]
SIGN_IN = "sign in"  # led to the page for signing in
PROVE = "prove who you are"  # signed in a while ago: led to the page that asks for the password again


class Visitor(StrEnum):
    ANONYMOUS = "anonymous"
    RESIDENT = "resident"
    OTHER_OFFICIAL = "official of another institution"
    OFFICIAL = "official of the own institution"
    INSTITUTION_ADMIN = "administrator of the own institution"
    COORDINATOR = "coordinator of the plan"
    REVIEWER = "independent reviewer"
    ADMINISTRATOR = "administrator of Balss"


Answer = int | str  # a status, or SIGN_IN
Answers = dict[Visitor, Answer]


def all_get(answer: Answer, **others: Answer) -> Answers:
    """The same for everybody but those named: `all_get(200, anonymous=SIGN_IN)`."""
    return {visitor: others.get(visitor.name.lower(), answer) for visitor in Visitor}


EVERYBODY = all_get(200)
NOBODY = all_get(404)
SIGNED_IN = all_get(200, anonymous=SIGN_IN)
ONLY_READ = all_get(405)


def only(*visitors: Visitor, get: Answer = 200) -> Answers:
    """These; anybody else signed in is refused, and who is not signed in is asked to."""
    refused = all_get(403, anonymous=SIGN_IN)
    return {visitor: get if visitor in visitors else answer for visitor, answer in refused.items()}


@dataclass(frozen=True)
class Address:
    """`path` and the words posted may name things of the world in braces; without words an empty form is posted."""

    path: str
    get: Answers
    post: Answers
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def takes_post(self) -> bool:
        return any(answer not in (405, SIGN_IN) for answer in self.post.values())


def reads(who: Answers, *paths: str, post: Answers = ONLY_READ) -> Iterator[Address]:
    for path in paths:
        yield Address(path, who, post)


def forms(who: Answers, *paths: str, post: Answer = 200, sent: Answers | None = None) -> Iterator[Address]:
    """`post` is what those who may see the form get for an empty one; `sent` says it for each."""
    for path in paths:
        yield Address(path, who, sent or {each: post if answer == 200 else answer for each, answer in who.items()})


def acts(who: Answers, *paths: str, get: Answers = ONLY_READ, **words: str) -> Iterator[Address]:
    for path in paths:
        yield Address(path, get, who, words)


def tables() -> dict[str, Any]:
    """By room, the module with its ADDRESSES, lower rooms first."""
    from django.conf import settings

    rooms = [app.removeprefix("balss.") for app in settings.INSTALLED_APPS if app.startswith("balss.")]
    found = [room for room in rooms if (TESTS / room / "addresses.py").exists()]
    return {room: import_module(f"tests.{room}.addresses") for room in found}


def all_addresses() -> list[Address]:
    return [address for module in tables().values() for address in module.ADDRESSES]


def routes() -> set[str]:
    """Every address pattern of the product, as `ResolverMatch.route` writes it, in Latvian."""
    return set(_routes(get_resolver(), ""))


def route_of(path: str) -> str:
    return str(resolve(path).route)


def _routes(resolver: URLResolver, above: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = resolver._join_route(above, str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _routes(pattern, route)
