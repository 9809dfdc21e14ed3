"""Where officials and helpers read, remove, decide, and enter what came otherwise than online."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from balss.participation.models import Contribution, Removal, Report
from balss.participation.services.contributions import Said, Speaker, contribute
from balss.participation.services.contributions.suspicion import Signs
from balss.participation.services.moderation import Reasons, contest, remove, report_content
from balss.people.models import Account, RoleGrant
from balss.people.queries import actor_of
from balss.shared.permissions import ANONYMOUS, Grant, Role

REASONS = {"ground": "offensive", "facts": "Lamuvārdi.", "legal_ground": "Noteikumu 3. punkts"}
OWN = Speaker(name="Anna Liepa")


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def sign_in(client, now):
    def enter(actor):
        account = Account.objects.get(pk=actor.account_id)
        if actor.grant is not None:
            RoleGrant.objects.get_or_create(
                account=account, role=actor.grant.role, institution_id=actor.grant.institution_id,
                defaults={"starts_at": now, "granted_by": "system", "granted_at": now},
            )  # fmt: skip
        client.force_login(account)
        return client

    return enter


@pytest.fixture
def helper(make_account, ministry):
    return actor_of(make_account("Bibliotekāre Ilze"), grant=Grant(Role.HELPER, ministry.pk))


@pytest.fixture
def say(consultation, resident, now):
    def make(text, *, is_held=False):
        return contribute(
            consultation=consultation, submission_key=uuid4(), said=Said(text), speaker=OWN,
            signs=Signs(trap_filled=is_held), by=resident, now=now,
        )  # fmt: skip

    return make


@pytest.fixture
def address(opportunity):
    return lambda name: reverse(f"participation:{name}", args=[opportunity.public_id])


def states():
    return list(Contribution.objects.order_by("pk").values_list("state", flat=True))


def test_what_was_held_is_published_in_bulk(sign_in, official, say, address):
    held = [say(f"Teksts {number}", is_held=True) for number in range(3)]
    browser = sign_in(official)
    browser.post(address("moderate"), {"publish": "1", "chosen": [each.receipt for each in held[:2]]})
    assert states() == ["published", "published", "held"]

    browser.post(address("moderate"), {"spam": "1", "chosen": [held[2].receipt]})
    assert states() == ["published", "published", "spam"]


def test_nothing_ticked_changes_nothing(sign_in, official, say, address):
    say("Teksts", is_held=True)
    answer = sign_in(official).post(address("moderate"), {"publish": "1"}, follow=True)

    assert (states(), "Vispirms atzīmējiet" in answer.content.decode()) == (["held"], True)


def test_anybody_reports_and_an_official_answers(client, sign_in, official, say, address):
    said = say("Teksts")
    page = f"{address('report_content')}?viedoklis={said.receipt}"
    client.post(page, {"ground": "off_topic", "text": "Nav par ielu.", "email": "z@example.lv"})
    browser = sign_in(official)
    assert "Nav par ielu." in browser.get(address("moderate")).content.decode()

    browser.post(address("moderate"), {"dismiss": "1", "chosen": [said.receipt]})
    assert Report.objects.get().state == "dismissed"


def test_report_without_its_ground_keeps_the_words(client, say, address):
    answer = client.post(f"{address('report_content')}?viedoklis={say('Teksts').receipt}", {"text": "Nav par ielu."})

    assert (answer.status_code, "Nav par ielu." in answer.content.decode()) == (422, True)


def test_removal_needs_its_reasons(sign_in, official, say, address):
    page = f"{address('judge')}?viedoklis={say('Teksts').receipt}"
    browser = sign_in(official)
    assert (browser.post(page, REASONS | {"facts": ""}).status_code, states()) == (422, ["published"])

    browser.post(page, REASONS)
    assert (states(), Removal.objects.get().legal_ground) == (["removed"], "Noteikumu 3. punkts")


@pytest.fixture
def contested(say, resident, official, now):
    removal = remove(contribution=say("Teksts"), reasons=Reasons(**REASONS), by=official, now=now)
    return contest(removal=removal, objection="Tā ir patiesība.", by=resident, now=now)


def test_contested_removal_is_decided_by_a_colleague(sign_in, colleague, contested, address):
    browser = sign_in(colleague)
    assert "Tā ir patiesība." in browser.get(address("moderate")).content.decode()
    browser.post(
        f"{address('judge')}?viedoklis={contested.contribution.receipt}", {"decision": "Patiesība.", "reverse": "1"}
    )

    assert states() == ["published"]


def test_who_removed_it_does_not_decide(sign_in, official, contested, address):
    page = f"{address('judge')}?viedoklis={contested.contribution.receipt}"
    browser = sign_in(official)

    assert 'name="uphold"' not in browser.get(page).content.decode()
    assert browser.post(page, {"decision": "Nē.", "uphold": "1"}).status_code == 403


@pytest.mark.parametrize("name", ["moderate", "judge", "enter"])
def test_workplace_is_closed_to_others(client, sign_in, stranger, resident, say, address, name):
    page = f"{address(name)}?viedoklis={say('Teksts').receipt}"
    assert client.get(page).status_code == 302
    for actor in (stranger, resident):
        browser = sign_in(actor)
        assert (browser.get(page).status_code, browser.post(page, REASONS).status_code) == (403, 403)


def test_desk_counts_what_waits(sign_in, official, say, make_account, now):
    say("Teksts", is_held=True)
    for _press in range(2):
        report_content(contribution=say("Cits"), ground="spam", text="", by=ANONYMOUS, now=now)

    page = sign_in(official).get(reverse("participation:desk")).content.decode()
    assert "Izlasīšanu gaida 3 viedokļi" in page


@pytest.fixture
def letter():
    return {
        "submission_key": str(uuid4()), "channel": "paper", "received_date": "2026-11-23", "kind": "proposal",
        "text": "Vairāk soliņu.", "name": "Zenta Ozola", "shown": "initials",
    }  # fmt: skip


def scan():
    return SimpleUploadedFile("vestule.txt", b"Vairak solinu")


def test_letter_is_entered_with_its_original(sign_in, official, address, letter):
    sign_in(official).post(address("enter"), letter | {"original": scan()})

    entered = Contribution.objects.get()
    assert (entered.state, entered.channel, entered.original.name) == ("published", "paper", "vestule.txt")


def test_letter_without_its_original_keeps_the_words(sign_in, official, address, letter):
    answer = sign_in(official).post(address("enter"), letter)

    assert (answer.status_code, "Vairāk soliņu." in answer.content.decode(), states()) == (409, True, [])


def test_next_letter_begins_with_the_channel_of_the_last(sign_in, official, address, letter):
    answer = sign_in(official).post(address("enter"), letter | {"original": scan(), "next": "1"}, follow=True)

    page = answer.content.decode()
    assert Contribution.objects.get().receipt in page
    assert answer.context["form"]["channel"].value() == "paper"
    assert 'value="2026-11-23"' in page


def test_helper_finds_what_is_open_and_enters(sign_in, helper, opportunity, address, letter):
    browser = sign_in(helper)
    assert address("enter") in browser.get(reverse("participation:help_people")).content.decode()

    browser.post(address("enter"), letter | {"channel": "spoken", "read_back": "on"})
    assert Contribution.objects.get().entered_by == helper.public_id


def test_list_for_helpers_is_closed_to_others(client, sign_in, resident, official):
    page = reverse("participation:help_people")
    assert client.get(page).status_code == 302
    assert [sign_in(actor).get(page).status_code for actor in (resident, official)] == [403, 403]
