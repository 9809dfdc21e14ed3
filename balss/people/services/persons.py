"""Who somebody is: what a provider vouches for, and that two sign-ins belong to one person.

The personal code is turned into a keyed hash here and forgotten.
"""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from balss.core.personal_code import PersonalCode
from balss.people.models import Account, Claim, CodeHash, Person

# People move: where somebody is declared is believed for a year after a source last said so.
LASTING = {Claim.Kind.MUNICIPALITY: timedelta(days=365)}


class CodeOfAnother(Exception):
    """The sign-in carries a personal code, and the account belongs to a person with a different one."""


@dataclass(frozen=True)
class Vouched:
    """What one source says about a person: `claims` maps a kind of claim to its value."""

    source: str
    level: Claim.Level
    digest: str = ""
    claims: dict[Claim.Kind, str] = field(default_factory=dict)


def digest_of(code: PersonalCode) -> str:
    """The keyed hash (HMAC-SHA-256, key PERSONAL_CODE_KEY) by which a personal code is recognised."""
    return hmac.new(settings.PERSONAL_CODE_KEY.encode(), code.digits.encode(), "sha256").hexdigest()


@transaction.atomic
def person_for(*, vouched: Vouched, now: datetime) -> Person:
    """The person of a new account: the one known by the same personal code, or a new one."""
    known = CodeHash.objects.filter(digest=vouched.digest).select_related("person").first() if vouched.digest else None
    person = known.person if known else Person.objects.create(name=vouched.claims.get(Claim.Kind.NAME, ""))
    return accept(person=person, vouched=vouched, now=now)


@transaction.atomic
def accept(*, person: Person, vouched: Vouched, now: datetime, same_sign_in: bool = False) -> Person:
    """Keep what the source vouches for; returns the person, which is another row when two turn out to be one.

    `same_sign_in`: the source has vouched for this person before under the same identifier; a new personal code is
    then an exchanged one. Otherwise a code that differs from the person's raises CodeOfAnother.
    """
    if vouched.digest:
        person = _recognise(person, vouched.digest, now, same_sign_in=same_sign_in)
    for kind, value in vouched.claims.items():
        lasting = LASTING.get(kind)
        said = {
            "value": value,
            "level": vouched.level,
            "obtained_at": now,
            "expires_at": now + lasting if lasting else None,
        }
        Claim.objects.update_or_create(person=person, kind=kind, source=vouched.source, defaults=said)
    return person


def _recognise(person: Person, digest: str, now: datetime, *, same_sign_in: bool) -> Person:
    known = CodeHash.objects.filter(digest=digest).select_related("person").first()
    if known and known.person_id == person.pk:
        return person
    if person.code_hashes.exists() and not same_sign_in:
        raise CodeOfAnother
    if known:
        return merge_persons(keep=known.person, absorb=person, now=now)
    CodeHash.objects.create(person=person, digest=digest, obtained_at=now)
    return person


@transaction.atomic
def merge_persons(*, keep: Person, absorb: Person, now: datetime) -> Person:
    """Make two persons one. Accounts, code hashes and claims go over to `keep`; of two claims of one kind and source
    the newer stays. What other rooms recorded keeps its author: `absorb` stays and points to `keep`.
    """
    Account.objects.filter(person=absorb).update(person=keep)
    CodeHash.objects.filter(person=absorb).update(person=keep)
    for claim in absorb.claims.all():
        rival = keep.claims.filter(kind=claim.kind, source=claim.source).first()
        if rival and rival.obtained_at >= claim.obtained_at:
            claim.delete()
            continue
        if rival:
            rival.delete()
        claim.person = keep
        claim.save(update_fields=["person"])
    Person.objects.one_with(absorb).update(merged_into=keep, merged_at=now)
    if not keep.name:
        keep.name = absorb.name
        keep.save(update_fields=["name"])
    return keep
