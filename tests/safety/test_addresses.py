"""Every address of every room, asked by every kind of visitor."""

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests.safety.addresses import PROVE, SIGN_IN, Address, Answer, Answers, Visitor, all_addresses, route_of, routes
from tests.safety.reading import whole
from tests.safety.world import World

ADDRESSES = all_addresses()


def test_every_address_stands_in_a_table(world: World) -> None:
    known = {route_of(world.path(address.path).partition("?")[0]) for address in ADDRESSES}
    assert sorted(routes() - known) == []


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.path)
def test_address_answers_each_visitor_as_the_table_says(world: World, address: Address) -> None:
    assert asked(world, address, "get") == address.get


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.path)
def test_address_takes_a_post_from_whom_the_table_says(world: World, address: Address) -> None:
    assert asked(world, address, "post") == address.post


def asked(world: World, address: Address, method: str) -> Answers:
    """What each visitor is answered; nothing that it changed stays."""
    answers: Answers = {}
    for visitor in Visitor:
        with transaction.atomic():
            browser, path = world.browser(visitor), world.path(address.path)
            answer = browser.get(path) if method == "get" else browser.post(path, world.form(address.words))
            answers[visitor] = outcome(answer)
            whole(answer)
            transaction.set_rollback(True)
    return answers


def outcome(answer: Any) -> Answer:
    if answer.status_code == 302:
        if answer["Location"].startswith(reverse("account_login")):
            return SIGN_IN
        if answer["Location"].startswith(f"{reverse('account_reauthenticate')}?"):
            return PROVE
    status: int = answer.status_code
    return status
