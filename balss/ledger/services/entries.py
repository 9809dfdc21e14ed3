"""Writing an entry's rows."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models, transaction

from balss.core.chain.canonical import canonical_json
from balss.core.chain.commitment import SALT_BYTES, commit
from balss.ledger.models import Content, Entry
from balss.shared.permissions import Actor


class Subject(NamedTuple):
    """What an entry is about, where it is no row of a table of ours."""

    kind: str
    id: str


class SubjectNotSaved(Exception):
    """An entry would point to an object that has no key yet."""

    def __init__(self, subject: models.Model) -> None:
        super().__init__(f"{subject._meta.label} is not saved: record it after it has its key")


def write_entry(
    *, action: str, subject: models.Model | Subject, by: Actor, now: datetime, content: Mapping[str, Any]
) -> Entry:
    """Write an entry and its content, in the caller's transaction if there is one: two queries.
    Raises SubjectNotSaved, NotCanonical."""
    body = canonical_json(content)
    salt = secrets.token_bytes(SALT_BYTES)
    about = _subject(subject)
    with transaction.atomic(savepoint=False):
        entry = Entry.objects.create(
            action=action,
            subject_kind=about.kind,
            subject_id=about.id,
            actor=by.public_id,
            role=by.grant.role.value if by.grant else "",
            institution_id=by.grant.institution_id if by.grant else None,
            recorded_at=now,
            commitment=commit(body, salt=salt).hex(),
        )
        Content.objects.create(entry=entry, salt=salt.hex(), body=body)
    return entry


def _subject(subject: models.Model | Subject) -> Subject:
    if isinstance(subject, Subject):
        return subject
    if subject.pk is None:
        raise SubjectNotSaved(subject)
    return Subject(subject._meta.label, str(subject.pk))
