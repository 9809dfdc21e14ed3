"""Whose address is spared reads it on the own page and the account's, in plain words, and ends it with one press."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from balss.notices.models import Pause, PauseReason
from balss.notices.services.following import follow
from balss.notices.services.own import link_of
from balss.notices.services.pausing import pause
from balss.people.models import Account
from balss.shared.permissions import Actor
from tests.notices.following.conftest import NOW, TRANSPORT, followed

WORDS = {
    PauseReason.HARD: "Pasta serveris apgalvo, ka šādas adreses nav.",
    PauseReason.SOFT: "Vairākas mūsu vēstules pēc kārtas nevarēja piegādāt.",
    PauseReason.COMPLAINT: "Šajā adresē mūsu vēstules atzīmēja kā nevēlamas.",
}


@pytest.mark.parametrize("reason", PauseReason)
def test_own_page_says_why_and_ends_it(client: Client, reason: PauseReason) -> None:
    follower = followed("anna@example.lv", TRANSPORT)
    pause("anna@example.lv", reason, now=NOW)
    page = reverse("notices:own_by_link", args=[link_of(follower)])
    assert WORDS[reason] in client.get(page).text
    assert client.post(reverse("notices:resume_by_link", args=[link_of(follower)])).status_code == 302
    assert (Pause.objects.count(), WORDS[reason] in client.get(page).text) == (0, False)


def test_pages_of_others_say_nothing_of_it(client: Client) -> None:
    other = followed("berts@example.lv", TRANSPORT)
    followed("anna@example.lv", TRANSPORT)
    pause("anna@example.lv", PauseReason.COMPLAINT, now=NOW)
    page = client.get(reverse("notices:own_by_link", args=[link_of(other)])).text
    assert (WORDS[PauseReason.COMPLAINT] in page, "anna@" in page) == (False, False)


def test_account_reads_it_at_its_head(client: Client, account: Account) -> None:
    by = Actor(public_id="a", account_id=account.pk)
    follow(account=account, things=[TRANSPORT], by=by, now=NOW)
    pause(account.email, PauseReason.HARD, now=NOW)
    client.force_login(account)
    assert WORDS[PauseReason.HARD] in client.get(reverse("people:account")).text
    client.post(reverse("notices:resume"))
    assert WORDS[PauseReason.HARD] not in client.get(reverse("people:account")).text


def test_confirming_anew_ends_it() -> None:
    followed("anna@example.lv", TRANSPORT)
    pause("anna@example.lv", PauseReason.HARD, now=NOW)
    assert followed("anna@example.lv", TRANSPORT).paused_at is None


def test_pausing_costs_the_page_no_more_than_one_query(client: Client, django_assert_max_num_queries: Any) -> None:
    follower = followed("anna@example.lv", TRANSPORT)
    page = reverse("notices:own_by_link", args=[link_of(follower)])
    client.get(page)
    with django_assert_max_num_queries(100) as before:
        client.get(page)
    pause("anna@example.lv", PauseReason.HARD, now=NOW)
    with django_assert_max_num_queries(len(before) + 1):
        client.get(page)
