"""Loading into an empty database: how long it takes, and what is refused."""

import time

import pytest

from balss.places.models import Institution, ReferenceFile
from balss.places.services import BadReferenceFile, load_reference_data
from balss.shared.permissions import ANONYMOUS, NotAllowed


def test_load_takes_no_longer_than_two_seconds(db, now):
    start = time.process_time()

    load_reference_data(now=now)

    assert time.process_time() - start <= 2


def test_a_file_that_names_an_unknown_institution_writes_nothing(db, folder, edit, now):
    edit("topics.yaml", "lead: KNAB", "lead: KNABIS")

    with pytest.raises(BadReferenceFile, match=r"topics\.yaml: 'KNABIS' is missing or not known"):
        load_reference_data(now=now, folder=folder)

    assert (Institution.objects.count(), ReferenceFile.objects.count()) == (0, 0)


def test_a_file_that_names_one_code_twice_is_refused(db, folder, edit, now):
    edit("topics.yaml", "code: kultura,", "code: veseliba,")

    with pytest.raises(BadReferenceFile, match="stands there twice"):
        load_reference_data(now=now, folder=folder)


def test_nobody_but_an_administrator_loads(db, now):
    with pytest.raises(NotAllowed):
        load_reference_data(now=now, by=ANONYMOUS)
