"""Who somebody is: keyed hashes of personal codes, claims, and two sign-ins that are one person."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from balss.core.personal_code import read_personal_code
from balss.people.models import Claim, CodeHash, Person
from balss.people.queries import subject_of, verified_age, verified_claim
from balss.people.services.persons import CodeOfAnother, Vouched, accept, digest_of, merge_persons, person_for
from tests.people.conftest import NOW, MakeAccount

CODE = digest_of(read_personal_code("161175-19997"))
OTHER_CODE = digest_of(read_personal_code("325678-12345"))
Kind, Level = Claim.Kind, Claim.Level


def vouched(digest: str = CODE, source: str = "latvija", **claims: str) -> Vouched:
    return Vouched(source, Level.HIGH, digest, {Kind(kind): value for kind, value in claims.items()})


def test_hash_depends_on_the_key(settings: object) -> None:
    settings.PERSONAL_CODE_KEY = "another key"  # type: ignore[attr-defined]
    assert digest_of(read_personal_code("161175-19997")) != CODE


def test_hash_is_the_same_for_each_way_of_writing_a_code() -> None:
    assert digest_of(read_personal_code("PNOLV-16117519997")) == CODE


def test_new_account_with_a_known_code_joins_the_person(db: None) -> None:
    first = person_for(vouched=vouched(name="Anna Ozola"), now=NOW)
    assert person_for(vouched=vouched(source="eparaksts"), now=NOW) == first


def test_new_account_with_another_code_is_another_person(db: None) -> None:
    first = person_for(vouched=vouched(), now=NOW)
    assert person_for(vouched=vouched(OTHER_CODE), now=NOW) != first


def test_new_accounts_without_a_code_are_not_joined(db: None) -> None:
    assert person_for(vouched=vouched(""), now=NOW) != person_for(vouched=vouched(""), now=NOW)


def test_database_keeps_one_person_for_a_code(db: None) -> None:
    person = person_for(vouched=vouched(), now=NOW)
    with pytest.raises(IntegrityError):
        CodeHash.objects.create(person=person, digest=CODE, obtained_at=NOW)


def test_linking_a_code_known_elsewhere_makes_two_persons_one(make_account: MakeAccount) -> None:
    known = person_for(vouched=vouched(), now=NOW)
    account = make_account()
    former = account.person
    one = accept(person=former, vouched=vouched(), now=NOW)
    account.refresh_from_db()
    former.refresh_from_db()
    assert (one, account.person, former.merged_into) == (known, known, known)
    assert one.name == "Anna Ozola"


def test_linking_the_code_of_another_person_is_refused(db: None) -> None:
    person = person_for(vouched=vouched(), now=NOW)
    with pytest.raises(CodeOfAnother):
        accept(person=person, vouched=vouched(OTHER_CODE), now=NOW)
    assert list(person.code_hashes.values_list("digest", flat=True)) == [CODE]


def test_exchanged_code_from_the_same_sign_in_is_added(db: None) -> None:
    person = person_for(vouched=vouched(), now=NOW)
    accept(person=person, vouched=vouched(OTHER_CODE), now=NOW, same_sign_in=True)
    assert set(person.code_hashes.values_list("digest", flat=True)) == {CODE, OTHER_CODE}


def test_merge_keeps_what_was_recorded_and_finds_it(make_account: MakeAccount) -> None:
    keep, absorb, earlier = (make_account(f"{name}@example.lv") for name in "abc")
    merge_persons(keep=absorb.person, absorb=earlier.person, now=NOW)
    merge_persons(keep=keep.person, absorb=absorb.person, now=NOW)
    subject = subject_of(keep.person)
    assert subject.person_ids == {keep.person_id, absorb.person_id, earlier.person_id}
    assert subject.account_ids == {keep.pk, absorb.pk, earlier.pk}
    assert set(Person.objects.exclude(pk=keep.person_id).values_list("merged_into", flat=True)) == {keep.person_id}


def test_merge_keeps_the_newer_of_two_claims(db: None) -> None:
    old, new = (person_for(vouched=vouched(""), now=NOW) for _ in range(2))
    accept(person=old, vouched=vouched("", name="Anna Liepa"), now=NOW)
    accept(person=new, vouched=vouched("", name="Anna Ozola"), now=NOW + timedelta(days=1))
    merge_persons(keep=old, absorb=new, now=NOW)
    assert [claim.value for claim in old.claims.all()] == ["Anna Ozola"]


def test_newer_claim_of_a_source_takes_the_place_of_the_older(db: None) -> None:
    person = person_for(vouched=vouched(name="Anna Liepa"), now=NOW)
    accept(person=person, vouched=vouched(name="Anna Ozola"), now=NOW)
    assert [claim.value for claim in person.claims.all()] == ["Anna Ozola"]


def test_declared_municipality_is_believed_for_a_year(db: None) -> None:
    person = person_for(vouched=vouched(municipality="0024010"), now=NOW)
    moments = [NOW, NOW + timedelta(days=365)]
    claims = [verified_claim(person, Kind.MUNICIPALITY, moment, at_least=Level.LOW) for moment in moments]
    assert [claim and claim.value for claim in claims] == ["0024010", None]


def test_claim_below_the_level_asked_for_does_not_count(db: None) -> None:
    said = Vouched("post", Level.LOW, "", {Kind.NAME: "Anna Ozola"})
    person = person_for(vouched=said, now=NOW)
    assert verified_claim(person, Kind.NAME, NOW, at_least=Level.SUBSTANTIAL) is None


@pytest.mark.parametrize(("born", "age"), [("2010-11-23", 16), ("2010-11-24", 15), ("2008-02-29", 18)])
def test_age_is_counted_in_whole_years(db: None, born: str, age: int) -> None:
    person = person_for(vouched=vouched(birth_date=born), now=NOW)
    assert verified_age(person, NOW) == age
