"""Letters to those who took part: one for each address, in the reader's language."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from balss.notices.services import Message, send_all
from balss.participation.models import Contribution, Opportunity
from balss.people.models import Account, Person

State = Contribution.State
HEARD = (State.UNCONFIRMED, State.HELD, State.PUBLISHED, State.REMOVED)


def participants_of(opportunity: Opportunity) -> Iterator[tuple[int | None, str, str]]:
    """Person (None for a guest), address and language of everybody who has said something here and can be written to;
    two queries.

    A person with an account is written to at that account; a guest, or somebody whose words staff entered, at the
    address that was given.
    """
    heard = Contribution.objects.filter(consultation__opportunity=opportunity, state__in=HEARD)
    accounts = Account.objects.filter(
        Q(person__in=heard.values("person")) | Q(person__merged__in=heard.values("person")), is_active=True
    )
    seen: dict[str, tuple[int | None, str]] = {
        email: (person_id, language)
        for email, person_id, language in accounts.order_by("pk").values_list("email", "person", "language")
    }
    given = heard.filter(person=None).exclude(email="").exclude(state=State.UNCONFIRMED)
    for email, language in given.order_by("pk").values_list("email", "language"):
        seen.setdefault(email.lower(), (None, language if language in ("lv", "en") else "lv"))
    yield from ((person_id, email, language) for email, (person_id, language) in seen.items())


def tell_participants(*, kind: str, opportunity: Opportunity, now: datetime, **context: Any) -> int:
    """Put one letter for each participant into the outbox, in the transaction under way; how many."""
    messages = []
    for _person_id, email, language in participants_of(opportunity):
        words = {"title": opportunity.words("title", language).text, "path": opportunity.get_absolute_url()}
        messages.append(Message(email, language, words | context))
    return send_all(kind=kind, messages=messages, now=now)


def address_of(person: Person | None, email: str, language: str = "lv") -> tuple[str, str] | None:
    """Where somebody is written to, and in which language: the account of a person, else the address given."""
    if person is not None:
        account = (
            Account.objects.filter(
                Q(person=person) | Q(person__merged=person) | Q(person=person.merged_into_id), is_active=True
            )
            .order_by("pk")
            .first()
        )
        return (account.email, account.language) if account else None
    return (email, language if language in ("lv", "en") else "lv") if email else None


def addresses_of(contributions: Iterable[Contribution]) -> dict[int, tuple[str, str]]:
    """As `address_of`, for many: address and language by the id of the contribution; one query. Prefetch `person`."""
    contributions = list(contributions)
    persons = {each.person_id for each in contributions} | {
        each.person.merged_into_id for each in contributions if each.person is not None
    }
    accounts = (
        Account.objects.filter(Q(person__in=persons - {None}) | Q(person__merged__in=persons - {None}), is_active=True)
        .order_by("-pk")
        .values_list("person_id", "person__merged", "email", "language")
    )
    of_person: dict[int | None, tuple[str, str]] = {}
    for person_id, merged_id, email, language in accounts:
        of_person[person_id] = of_person[merged_id] = (email, language)
    found = {}
    for each in contributions:
        if each.person is not None:
            address = of_person.get(each.person_id) or of_person.get(each.person.merged_into_id)
        else:
            address = (each.email, each.language if each.language in ("lv", "en") else "lv") if each.email else None
        if address is not None:
            found[each.pk] = address
    return found
