"""What stands for everything recorded so far: it never stands for two different pasts."""

import pytest
from django.db import transaction

from balss.ledger.models import Leaf
from balss.ledger.queries import committed_so_far
from balss.ledger.services.sequencing import integrate

pytestmark = pytest.mark.django_db


def test_each_entry_changes_it_with_a_position_or_without(new_entry, now):
    known = [committed_so_far()]
    for _ in range(2):
        new_entry()
        known.append(committed_so_far())
    integrate(now=now, key=None)
    known.append(committed_so_far())
    new_entry()
    known.append(committed_so_far())
    assert (len(set(known)), Leaf.objects.count()) == (5, 2)


def test_what_was_rolled_back_leaves_it_as_it_was(new_entry, now):
    new_entry()
    integrate(now=now, key=None)
    before = committed_so_far()
    with transaction.atomic():
        new_entry()
        transaction.set_rollback(True)
    assert committed_so_far() == before


def test_it_costs_one_query(new_entry, now, django_assert_num_queries):
    new_entry()
    integrate(now=now, key=None)
    with django_assert_num_queries(1):
        committed_so_far()
