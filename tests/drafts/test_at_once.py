"""Two officials publish, or one publishes while the other pastes, in the same moment: one of them is told.

The first holds its transaction open until the second waits for a lock, as in tests/plan/workplace; on SQLite one
transaction writes at a time.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from balss.drafts import services
from balss.drafts.models import Draft, Version, WorkingText
from balss.drafts.services import ChangedMeanwhile, NothingToPublish
from balss.search.models import Document
from balss.shared.permissions import Role
from tests.drafts.conftest import NOW, SECOND
from tests.plan.workplace.test_starting_at_once import PATIENCE_SECONDS, wait_until_somebody_waits

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def publish(draft, account):
    services.publish_version(draft=draft, revision=draft.revision, by=account.actor, now=NOW)


def paste(draft, account):
    services.set_text(draft=draft, text=SECOND, revision=draft.revision, by=account.actor, now=NOW)


@pytest.mark.parametrize(
    ("one", "other", "versions", "waits"),
    [(publish, publish, 1, 0), (publish, paste, 1, 0), (paste, publish, 0, 1)],
)
def test_of_two_at_once_the_second_is_told(draft, zane, make_account, council, one, other, versions, waits):
    juris = make_account("juris@ln.example", Role.OFFICIAL, council)

    def second():
        try:
            other(draft, juris)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            one(draft, zane)
            told = pool.submit(second)
            wait_until_somebody_waits()
        with pytest.raises((ChangedMeanwhile, NothingToPublish)):
            told.result(timeout=PATIENCE_SECONDS)
    assert (Version.objects.count(), WorkingText.objects.count()) == (versions, waits)
    assert Draft.objects.get().revision == draft.revision + 1
    assert Document.objects.filter(kind="drafts.provision").count() == 10 * versions
