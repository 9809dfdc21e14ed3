"""Messages written instead of letters, handed over, asked after, given up."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from balss.notices.jobs import erase_official
from balss.notices.models import Consent, Dispatch, Gateway, Notice
from balss.notices.services import Message, divert
from balss.notices.services.composing import Words
from balss.notices.services.official import running
from balss.notices.services.official.connections import BadConnections, connections
from balss.notices.services.official.dispatching import MOST_ATTEMPTS, ask_states, hand_over_due
from balss.people.models import Account
from balss.places.models import Institution
from balss.shared.permissions import ANONYMOUS, Actor, Grant, NotAllowed, Role
from tests.notices.official.conftest import NOW, OTHER_CODE, agree, identify, make_account, make_ministry
from tests.notices.official.test_consents import write

SOON = NOW + timedelta(hours=1)


def test_without_consent_everything_goes_by_mail(anna: Account, ministry: Institution, folder_gateway: Path) -> None:
    assert [each.to for each in write(anna, ministry)] == ["anna@example.lv"]
    assert not Dispatch.objects.exists()


def test_with_consent_it_is_written_once_and_no_letter(anna: Account, agreed: Consent) -> None:
    assert write(anna, agreed.institution) == write(anna, agreed.institution) == []
    assert Dispatch.objects.get().text == "Vairāk koku."
    assert not Notice.objects.exists()


def test_another_institution_does_not_use_the_consent(anna: Account, agreed: Consent) -> None:
    assert len(write(anna, make_ministry("YM"))) == 1


def test_diverting_asks_as_often_for_one_as_for_many(
    agreed: Consent, anna: Account, ministry: Institution, django_assert_num_queries: Callable[..., object]
) -> None:
    accounts = [make_account(f"x{number}@example.lv") for number in range(3)]
    letters = [(each.person_id, Message(each.email, "lv", words=Words("A", "B"))) for each in (anna, *accounts)]
    for some in (letters[:1], letters):
        with django_assert_num_queries(6):
            divert(kind="participation.answered", letters=some, institution=ministry, now=NOW)


def test_the_file_is_whole_and_says_nothing_of_the_code(anna: Account, agreed: Consent, folder_gateway: Path) -> None:
    write(anna, agreed.institution)
    assert (hand_over_due(now=NOW), hand_over_due(now=SOON)) == (1, 0)
    (file,) = folder_gateway.iterdir()
    envelope = json.loads(file.read_bytes())
    assert envelope["to"] == {"sealed": agreed.sealed}
    assert envelope["from"] == {"address": "_DEFAULT@90000000001", "name": "Ministrija XM"}
    assert (envelope["subject"], envelope["text"]) == ("Atbilde", "Vairāk koku.")


@pytest.mark.parametrize(
    ("sent_at", "notified"),
    [
        (datetime(2026, 11, 27, 9, tzinfo=UTC), date(2026, 12, 1)),  # a Friday: the Tuesday after
        (datetime(2026, 11, 29, 22, 30, tzinfo=UTC), date(2026, 12, 2)),  # Monday already in Riga
        (datetime(2026, 11, 16, 9, tzinfo=UTC), date(2026, 11, 19)),  # 18 November is a holiday
    ],
)
def test_the_law_takes_it_as_notified_on_the_second_working_day(
    anna: Account, agreed: Consent, sent_at: datetime, notified: date
) -> None:
    write(anna, agreed.institution)
    Dispatch.objects.update(next_try_at=sent_at)
    hand_over_due(now=sent_at)
    assert Dispatch.objects.get().notified_date == notified


def test_a_state_is_noted_once(anna: Account, agreed: Consent, folder_gateway: Path) -> None:
    _handed_over(anna, agreed)
    _says(folder_gateway, {"state": "delivered"})
    assert (ask_states(now=SOON), ask_states(now=SOON + timedelta(hours=1))) == (1, 0)
    _says(folder_gateway, {"state": "failed", "reason": "closed_address"})
    assert ask_states(now=SOON + timedelta(hours=2)) == 0
    agreed.refresh_from_db()
    assert (Dispatch.objects.get().state, agreed.standing) == ("delivered", "active")
    assert not Notice.objects.exists()


def test_a_closed_address_gets_this_and_the_next_by_mail_and_is_told_why(
    anna: Account, agreed: Consent, folder_gateway: Path
) -> None:
    _handed_over(anna, agreed)
    _says(folder_gateway, {"state": "failed", "reason": "closed_address"})
    assert ask_states(now=SOON) == 1
    letter = Notice.objects.get()
    assert (letter.to, letter.kind) == ("anna@example.lv", "participation.answered")
    assert letter.text.startswith("Šis bija sūtīts uz jūsu oficiālo elektronisko adresi, kas nav aktīva.")
    assert len(write(anna, agreed.institution, key="2")) == 1
    agree(anna, agreed.institution)
    assert write(anna, agreed.institution, key="3") == []


def test_a_state_that_is_nonsense_is_asked_again(anna: Account, agreed: Consent, folder_gateway: Path) -> None:
    _handed_over(anna, agreed)
    for said in ([], {"state": 7}, {"state": "failed?"}):
        _says(folder_gateway, said)
        Dispatch.objects.update(next_try_at=SOON)
        assert ask_states(now=SOON) == 0
    assert Dispatch.objects.get().state == "handed_over"


def test_a_gateway_that_cannot_be_reached_is_tried_with_growing_pauses_then_mail(
    anna: Account, agreed: Consent, folder_gateway: Path
) -> None:
    write(anna, agreed.institution)
    folder_gateway.rmdir()
    at, pauses = NOW, []
    for _try in range(MOST_ATTEMPTS):
        hand_over_due(now=at)
        pauses.append(Dispatch.objects.get().next_try_at - at)
        at = Dispatch.objects.get().next_try_at
    dispatch = Dispatch.objects.get()
    assert [each.total_seconds() / 60 for each in pauses[:6]] == [1, 4, 16, 64, 256, 720]
    assert (dispatch.state, dispatch.reason, Notice.objects.count()) == ("failed", "unreachable", 1)
    agreed.refresh_from_db()
    assert agreed.standing == "untried"


def test_a_silent_gateway_is_asked_once_in_a_run(anna: Account, agreed: Consent, folder_gateway: Path) -> None:
    for key in ("1", "2", "3"):
        write(anna, agreed.institution, key=key)
    folder_gateway.rmdir()
    hand_over_due(now=NOW)
    assert sorted(Dispatch.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    folder_gateway.mkdir()
    assert hand_over_due(now=NOW + timedelta(minutes=1)) == 3


def test_a_claimed_message_is_left_to_its_worker_until_the_claim_ends(
    anna: Account, agreed: Consent, folder_gateway: Path
) -> None:
    write(anna, agreed.institution)
    Dispatch.objects.update(claimed_until=SOON)
    assert hand_over_due(now=NOW) == 0
    assert hand_over_due(now=SOON) == 1


def test_the_same_message_handed_over_twice_is_one_file(anna: Account, agreed: Consent, folder_gateway: Path) -> None:
    _handed_over(anna, agreed)
    Dispatch.objects.update(state="waiting", handed_at=None, notified_date=None, next_try_at=NOW)
    hand_over_due(now=NOW)
    assert len(list(folder_gateway.iterdir())) == 1


def test_switched_off_everything_waits(anna: Account, agreed: Consent, ministry: Institution, runner: Actor) -> None:
    write(anna, ministry)
    running.switch(institution=ministry, is_on=False, by=runner, now=NOW)
    assert hand_over_due(now=NOW) == 0
    assert len(write(anna, ministry, key="2")) == 1
    running.switch(institution=ministry, is_on=True, by=runner, now=SOON)
    assert hand_over_due(now=SOON) == 1


def test_a_test_message_goes_to_the_institution_itself_and_can_be_tried_again(
    ministry: Institution, folder_gateway: Path, runner: Actor
) -> None:
    running.send_test(institution=ministry, by=runner, now=NOW)
    hand_over_due(now=NOW)
    (file,) = folder_gateway.iterdir()
    assert json.loads(file.read_bytes())["to"] == {"address": "_DEFAULT@90000000001"}
    _says(folder_gateway, {"state": "failed", "reason": "refused"})
    ask_states(now=SOON)
    assert Dispatch.objects.get().reason == "refused"
    assert running.retry(institution=ministry, by=runner, now=SOON) == 1
    assert hand_over_due(now=SOON) == 1
    assert not Notice.objects.exists()


def test_only_the_institutions_own_administrator_runs_it(
    ministry: Institution, folder_gateway: Path, runner: Actor
) -> None:
    other = make_ministry("YM")
    elsewhere = Actor("x", 1, 1, Grant(Role.INSTITUTION_ADMIN, other.pk))
    official = Actor("x", 1, 1, Grant(Role.OFFICIAL, ministry.pk))
    administrator = Actor("x", 1, 1, Grant(Role.ADMINISTRATOR))
    for actor in (ANONYMOUS, elsewhere, official, administrator):
        with pytest.raises(NotAllowed):
            running.switch(institution=ministry, is_on=False, by=actor, now=NOW)
        with pytest.raises(NotAllowed):
            running.retry(institution=ministry, by=actor, now=NOW)
        with pytest.raises(NotAllowed):
            running.send_test(institution=ministry, by=actor, now=NOW)
    assert Gateway.objects.get().is_on


def test_what_is_not_connected_cannot_be_switched_on(ministry: Institution, runner: Actor) -> None:
    with pytest.raises(running.NotConnected):
        running.switch(institution=ministry, is_on=True, by=runner, now=NOW)


def test_words_are_erased_thirty_days_after_sending(anna: Account, agreed: Consent, folder_gateway: Path) -> None:
    _handed_over(anna, agreed)
    erase_official(NOW + timedelta(days=29))
    assert Dispatch.objects.get().text
    erase_official(NOW + timedelta(days=30))
    assert (Dispatch.objects.get().text, Dispatch.objects.get().email) == ("", "")
    erase_official(NOW + timedelta(days=730))
    assert not Dispatch.objects.exists()


def test_two_people_agree_each_for_themselves(anna: Account, agreed: Consent, ministry: Institution) -> None:
    berta = make_account("berta@example.lv")
    identify(berta.person, OTHER_CODE)
    agree(berta, ministry, code=OTHER_CODE)
    letters = [(each.person_id, Message(each.email, "lv", words=Words("A", each.email))) for each in (anna, berta)]
    assert divert(kind="participation.answered", letters=letters, institution=ministry, now=NOW) == []
    found = Dispatch.objects.values_list("consent__person", "text").order_by("text")
    assert list(found) == [(anna.person_id, "anna@example.lv"), (berta.person_id, "berta@example.lv")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("institution: XM", "a list of gateways is expected"),
        ("- [", "gateways.yaml"),
        ("- {institution: XM, driver: pigeon}", "driver is one of"),
        ("- {institution: XM, driver: folder, place: /x}", "certificate missing"),
        ("- {institution: XM, driver: folder, place: /x, certificate: y, secret: z}", "unknown secret"),
        ("- {institution: XM, driver: documents, place: 'http://x', certificate: y, client: c, authority: a}", "https"),
        (
            "- {institution: XM, driver: div, place: 'https://x', certificate: y, client: c, authority: a, signing: s, "
            "opening: o}",
            "BALSS_DIV_EXPERIMENTAL",
        ),
        ("- &a {institution: XM, driver: folder, place: /x, certificate: y}\n- *a", "twice"),
    ],
)
def test_a_bad_file_of_gateways_is_refused_in_words(text: str, words: str, tmp_path: Path, settings: object) -> None:
    file = tmp_path / "gateways.yaml"
    file.write_text(text)
    settings.GATEWAYS = str(file)  # type: ignore[attr-defined]
    with pytest.raises(BadConnections, match=words):
        connections()


def _handed_over(account: Account, consent: Consent) -> None:
    write(account, consent.institution)
    hand_over_due(now=NOW)


def _says(folder: Path, said: object) -> None:
    (folder / f"{Dispatch.objects.get().message_id}.state.json").write_text(json.dumps(said))
