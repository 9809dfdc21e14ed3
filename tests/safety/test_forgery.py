"""No other site can have a form of ours sent by somebody who is signed in here."""

import pytest
from django.db import transaction

from balss.ledger.models import Entry
from balss.plan.models import ProgressReport
from tests.safety.addresses import Address, Visitor, all_addresses
from tests.safety.world import World

# RFC 8058: a mail program posts; the signed link alone is the right
ONE_CLICK = ("/zinas/sekot/atteikties/{following}/", "/zinas/saraksti/atteikties/{contact}/")
FORMS = [each for each in all_addresses() if each.takes_post and not each.path.startswith(("/api/", *ONE_CLICK))]


@pytest.mark.parametrize("address", FORMS, ids=lambda address: address.path)
def test_form_without_our_token_is_refused(world: World, address: Address) -> None:
    before = Entry.objects.count()
    refused = []
    for visitor, answer in address.post.items():
        if answer in (405, "sign in"):
            continue
        with transaction.atomic():
            browser = world.browser(visitor, enforce_csrf_checks=True)
            sent = browser.post(world.path(address.path), headers={"Origin": "https://evil.example"})
            refused.append(sent.status_code)
            assert Entry.objects.count() == before
            transaction.set_rollback(True)
    assert set(refused) <= {403, 404}


def test_report_sent_from_another_site_changes_nothing_and_shows_its_words_as_words(world: World) -> None:
    """The form of a report is shown again with what was typed, so that nothing is lost: also when another site sent
    it. It then shows words that its reader has not written, but runs none of them and saves nothing."""
    browser = world.browser(Visitor.OFFICIAL, enforce_csrf_checks=True)
    before = ProgressReport.objects.get(public_id=world.names["draft"])
    answer = browser.post(
        world.path("/plans/darbs/parskati/{draft}/rakstit/"),
        {"text": "<script>alert(1)</script>", "send": "", "version": before.version},
        headers={"Origin": "https://evil.example"},
    )
    after = ProgressReport.objects.get(pk=before.pk)
    assert (answer.status_code, after.text, after.state) == (403, before.text, before.state)
    assert "<script>alert(1)" not in answer.content.decode()


def test_cookies_are_sent_along_by_no_form_of_another_site(world: World) -> None:
    browser = world.browser(Visitor.ANONYMOUS)
    browser.post("/konts/pieslegties/", {"login": "resident@example.lv", "password": "pareiza zirga skava 7"})
    session = browser.cookies["sessionid"]
    assert (session["samesite"], session["httponly"]) == ("Lax", True)
