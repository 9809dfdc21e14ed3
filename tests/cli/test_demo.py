"""Loading the demonstration and data for measuring: when, where not, and always the same."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from balss.cli.demo.documents import make, read_documents
from balss.cli.demo.loading import beginning, load, load_scale
from balss.cli.demo.people import sign_ins
from balss.cli.demo.scale import BUSY, AlreadyScaled
from balss.cli.demo.story import BEGINS_AT, read_story
from balss.people.models import Account
from balss.people.services.demo import DEMO_PEOPLE, NotInProduction
from balss.plan.models import ProgressReport
from balss.search.models import Document
from balss.search.services import rebuild
from balss.shared.files.types import tell_type
from balss.shared.search_documents import search_documents
from tests.search.standing import everything

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
AFTER_THE_PLAN = datetime(2028, 1, 10, 12, 0, tzinfo=UTC)


@pytest.mark.slow
def test_story_of_both_years_breaks_no_rule(prepared):
    load(now=AFTER_THE_PLAN)
    assert ProgressReport.objects.filter(period__code="2027-1").count() == 4
    assert not ProgressReport.objects.filter(state=ProgressReport.State.RETURNED, superseded_by=None).exists()
    _the_index_followed_all_of_it()


def _the_index_followed_all_of_it() -> None:
    """It is what a rebuild makes, and leads everybody to pages that are there."""
    followed = everything()
    rebuild()
    assert everything() == followed

    first = {(row.kind, row.key.rpartition("/")[0] or row.key[:2]): row for row in Document.objects.order_by("pk")}
    addresses = {row: search_documents[row.kind].address(row.key) for row in first.values()}
    assert {row.kind for row in addresses} == {kind.name for kind in search_documents}
    visitor = Client()
    closed = {address for address in addresses.values() if visitor.get(address, follow=True).status_code != 200}
    assert closed == set()


def test_story_before_the_plan_is_only_its_people(prepared):
    now = BEGINS_AT - timedelta(days=100)
    load(now=now)
    assert (ProgressReport.objects.count(), beginning(now=now)) == (0, now)
    assert Account.objects.filter(is_demo=True).count() == len(DEMO_PEOPLE)


def test_demonstration_in_production_is_refused(prepared, settings):
    settings.PRODUCTION = True
    with pytest.raises(NotInProduction):
        load(now=NOW)
    with pytest.raises(NotInProduction):
        load_scale(1, now=NOW)
    assert not Account.objects.filter(is_demo=True).exists()


def test_sign_ins_name_every_demonstration_person():
    lines = "\n".join(sign_ins())
    assert [person.email for person in DEMO_PEOPLE if person.email not in lines] == []


def test_story_is_in_the_order_of_time_within_the_plan():
    times = [deed.at for deed in read_story(told_at=NOW)]
    assert times == sorted(times)
    assert times[0] > BEGINS_AT
    assert times[-1] < AFTER_THE_PLAN


def test_fresh_part_of_the_story_goes_with_the_day_of_loading():
    def openings(told_at):
        return {
            deed.facts["name"]: deed.at.date() for deed in read_story(told_at=told_at) if deed.verb == "opportunity"
        }

    first, later = openings(NOW), openings(NOW + timedelta(days=40))
    assert {name: (day - first[name]).days for name, day in later.items()} == dict.fromkeys(first, 40)
    assert openings(BEGINS_AT + timedelta(days=60)) == {}


@pytest.mark.parametrize("name", read_documents())
def test_document_is_the_same_each_time_and_what_its_name_says(name):
    says = read_documents()[name]
    first, second = make(name, says), make(name, says)
    assert first.read() == second.read()
    assert tell_type(first, name).fits(name)


@pytest.mark.slow
def test_scale_is_of_the_size_asked_for_and_the_same_each_time(prepared):
    def written():
        with transaction.atomic():
            load_scale(1, now=NOW)
            reports = ProgressReport.objects.order_by("public_id")
            facts = list(reports.values_list("public_id", "measure__key", "institution__code", "as_of_date", "text"))
            transaction.set_rollback(True)
        return facts

    first = written()
    assert first == written()
    assert (len(first), sum(key == BUSY for _, key, *_ in first)) == (1000, 500)


@pytest.mark.slow
def test_scale_over_another_is_refused(prepared):
    load_scale(1, now=NOW)
    with pytest.raises(AlreadyScaled):
        load_scale(2, now=NOW)
