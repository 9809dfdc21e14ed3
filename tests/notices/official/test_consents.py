"""Who may agree, what is kept of it, and what withdrawing does."""

import base64
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from balss.notices.models import Consent, Gateway, Notice
from balss.notices.services import Message, divert
from balss.notices.services.composing import Words
from balss.notices.services.official import consents, running
from balss.notices.services.official.sealing import NotOpened, unsealed
from balss.people.models import Account, Claim
from balss.people.queries import actor_of
from balss.people.services.personal_data import erase_person, export_data
from balss.people.services.persons import merge_persons
from balss.places.models import Institution
from balss.shared.permissions import ANONYMOUS, Actor, NotAllowed
from tests.notices.official.certificates import Authority
from tests.notices.official.conftest import CODE, NOW, OTHER_CODE, agree, identify, make_account, make_ministry


def test_the_code_is_kept_only_sealed_and_the_gateway_opens_it(
    agreed: Consent, gateway_keys: tuple[Path, Path], authority: Authority
) -> None:
    certificate, key = (file.read_bytes() for file in gateway_keys)
    sealed = base64.b64decode(agreed.sealed)
    assert unsealed(sealed, certificate=certificate, key=key) == CODE.digits
    assert CODE.digits.encode() not in sealed
    other_certificate, other_key = (file.read_bytes() for file in authority.issue("somebody else"))
    with pytest.raises(NotOpened):
        unsealed(sealed, certificate=other_certificate, key=other_key)


def test_two_seals_of_one_code_have_nothing_in_common(anna: Account, agreed: Consent, ministry: Institution) -> None:
    assert agree(anna, ministry).sealed != agreed.sealed


def test_agreeing_again_renews_the_one_consent(anna: Account, agreed: Consent, ministry: Institution) -> None:
    assert agree(anna, ministry, news=True).pk == agreed.pk
    assert list(Consent.objects.values_list("news", flat=True)) == [True]


def test_nobody_agrees_with_the_code_of_another(anna: Account, ministry: Institution, folder_gateway: Path) -> None:
    with pytest.raises(consents.NotYourCode):
        agree(anna, ministry, code=OTHER_CODE)
    assert not Consent.objects.exists()


@pytest.mark.parametrize("level", [None, Claim.Level.LOW])
def test_who_is_not_identified_surely_cannot_agree(
    level: str | None, ministry: Institution, folder_gateway: Path
) -> None:
    account = make_account("berta@example.lv")
    if level:
        identify(account.person, OTHER_CODE, level)
    with pytest.raises(consents.NotIdentified):
        agree(account, ministry, code=OTHER_CODE)


def test_a_child_younger_than_the_law_says_cannot_agree(
    anna: Account, ministry: Institution, folder_gateway: Path
) -> None:
    born = Claim(person=anna.person, kind="birth_date", source="eid", level="substantial", obtained_at=NOW)
    born.value = "2012-11-28"
    born.save()
    with pytest.raises(consents.TooYoung) as refusal:
        agree(anna, ministry)
    assert refusal.value.age == 14
    born.value = "2012-11-27"
    born.save()
    assert agree(anna, ministry)


def test_only_oneself_agrees_and_withdraws(
    anna: Account, agreed: Consent, ministry: Institution, runner: Actor
) -> None:
    for actor in (ANONYMOUS, actor_of(make_account("berta@example.lv")), runner):
        with pytest.raises(NotAllowed):
            consents.give(person=anna.person, institution=ministry, code=CODE, news=False, by=actor, now=NOW)
        with pytest.raises(NotAllowed):
            consents.withdraw(consent=agreed, by=actor, now=NOW)


def test_an_institution_without_gateway_or_switched_off_takes_no_consent(
    anna: Account, ministry: Institution, folder_gateway: Path, runner: Actor
) -> None:
    with pytest.raises(consents.NoGateway):
        agree(anna, make_ministry("YM"))
    running.switch(institution=ministry, is_on=False, by=runner, now=NOW)
    with pytest.raises(consents.NoGateway):
        agree(anna, ministry)


def test_news_come_through_one_institution(
    anna: Account, agreed: Consent, ministry: Institution, connect: object
) -> None:
    connect("XM", "YM")  # type: ignore[operator]
    other = make_ministry("YM")
    Gateway.objects.create(institution=other, is_on=True, changed_at=NOW)
    agree(anna, ministry, news=True)
    agree(anna, other, news=True)
    assert list(Consent.objects.filter(news=True).values_list("institution__code", flat=True)) == ["YM"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(news=True)


def test_withdrawing_forgets_the_address_and_what_waits_goes_by_mail(anna: Account, agreed: Consent) -> None:
    write(anna, agreed.institution)
    consents.withdraw(consent=agreed, by=actor_of(anna), now=NOW)
    consents.withdraw(consent=agreed, by=actor_of(anna), now=NOW + timedelta(hours=1))
    agreed.refresh_from_db()
    assert (agreed.sealed, agreed.withdrawn_at) == ("", NOW)
    letter = Notice.objects.get()
    assert (letter.to, letter.subject) == ("anna@example.lv", "Atbilde")
    assert letter.text.startswith("Jūs vairs nevēlaties")
    assert letter.text.endswith("Vairāk koku.")


def test_a_person_found_to_be_two_keeps_the_consent(anna: Account, agreed: Consent, ministry: Institution) -> None:
    other = make_account("anna.otra@example.lv")
    merge_persons(keep=other.person, absorb=anna.person, now=NOW)
    assert write(other, ministry) == []


def test_export_holds_the_words_and_erasing_leaves_neither_words_nor_address(anna: Account, agreed: Consent) -> None:
    write(anna, agreed.institution)
    by = actor_of(anna)
    held = {each.kind: each.rows for each in export_data(person=anna.person, by=by, now=NOW)}
    assert held["notices.dispatch"][0]["text"] == "Vairāk koku."
    assert "sealed" not in held["notices.consent"][0]
    erase_person(person=anna.person, by=by, now=NOW)
    agreed.refresh_from_db()
    dispatch = agreed.dispatches.get()
    assert (agreed.sealed, dispatch.text, dispatch.email, dispatch.state) == ("", "", "", "failed")
    assert not Notice.objects.filter(kind="participation.answered").exists()


def write(account: Account, institution: Institution, key: str = "1") -> list[Message]:
    """An answer to the person; what of it goes by e-mail."""
    message = Message(account.email, "lv", words=Words("Atbilde", "Vairāk koku."), dedupe_key=key)
    letters = [(account.person_id, replace(message))]
    return divert(kind="participation.answered", letters=letters, institution=institution, now=NOW)
