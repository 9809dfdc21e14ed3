"""Telling each person whose address was taken onto a list: by one letter, before anything else is written there.

GDPR, Article 14(1)–(3): who has the address, where from, on which ground, what for, and how to end it.
"""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone, translation

from balss.notices.models import AddressList, Contact, News, Notice, NoticeState
from balss.notices.queries.bulk import bulk_stop
from balss.notices.services.lists.leaving import LISTED, link_of
from balss.notices.services.outbox import Message, letter_digest, send_all

BATCH = 400


@transaction.atomic
def tell_contacts(*, now: datetime) -> int:
    """Write the letters of one batch, none during a stop for everything; answers how many."""
    if bulk_stop() is not None:
        return 0
    untold = Contact.objects.select_for_update(of=("self",), skip_locked=True).filter(
        taken_at__isnull=False, letter_digest=""
    )
    batch = list(untold.select_related("address_list__institution").order_by("address_list", "pk")[:BATCH])
    for address_list, contacts in groupby(batch, key=lambda contact: contact.address_list):
        _tell(address_list, list(contacts), now)
    return len(batch)


def _tell(address_list: AddressList, contacts: list[Contact], now: datetime) -> None:
    contexts = {language: letter_context(address_list, language, now) for language, _name in settings.LANGUAGES}
    for contact in contacts:
        contact.letter_digest = letter_digest(LISTED, contact.email, contact.secret)
    Contact.objects.bulk_update(contacts, ["letter_digest"])
    send_all(
        kind=LISTED,
        messages=[
            Message(
                contact.email, contact.language, contexts[contact.language], dedupe_key=contact.secret,
                leave_path=(path := leave_path(contact)), personal={"leave": path},
            )
            for contact in contacts
        ],
        now=now,
    )  # fmt: skip


def letter_context(address_list: AddressList, language: str, now: datetime) -> dict[str, Any]:
    with translation.override(language):
        return {
            "institution": str(address_list.institution.name_on(timezone.localdate(now))),
            "title": address_list.title,
            "kind": address_list.get_kind_display(),
            "ground": address_list.get_ground_display(),
            "ground_words": address_list.ground_words,
            "consent_given": address_list.consent_given,
        }


def leave_path(contact: Contact, news: News | None = None) -> str:
    with translation.override(contact.language):
        return reverse("notices:leave_list", args=[link_of(contact, news)])


def note_told() -> None:
    """Note of whom the mail server took that letter, and when."""
    letter = Notice.objects.filter(dedupe_digest=OuterRef("letter_digest"), state=NoticeState.SENT)
    untold = Contact.objects.filter(Exists(letter), taken_at__isnull=False, told_at=None)
    untold.update(told_at=Subquery(letter.values("finished_at")[:1]))
