"""Evidence for measure 4.4: counted records, about nobody."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from balss.notices.models import Consent, Follower, Subscription
from balss.notices.services.official import running
from balss.notices.services.official.dispatching import hand_over_due
from balss.people.models import Account
from balss.places.models import Institution
from balss.shared.evidence import EvidenceFilter, evidence
from balss.shared.permissions import Actor
from tests.notices.official.conftest import NOW, make_ministry
from tests.notices.official.test_consents import write

ANY = EvidenceFilter()


def test_an_institution_counts_while_it_sends(ministry: Institution, folder_gateway: Path, runner: Actor) -> None:
    (record,) = evidence["notices.gateways"].records(ANY)
    assert (record.key, record.title, record.date, record.amount) == ("XM", "Ministrija XM", date(2026, 11, 27), 1)
    running.switch(institution=ministry, is_on=False, by=runner, now=NOW)
    assert evidence["notices.gateways"].records(ANY) == []
    assert "vairs neskaitās" in evidence["notices.gateways"].states(["XM"])["XM"]


def test_messages_count_once_the_gateway_took_them_and_tests_do_not(
    anna: Account, agreed: Consent, ministry: Institution, runner: Actor
) -> None:
    for key in ("1", "2"):
        write(anna, ministry, key=key)
    running.send_test(institution=ministry, by=runner, now=NOW)
    assert evidence["notices.deliveries"].count(ANY) == 0
    hand_over_due(now=NOW)
    assert evidence["notices.deliveries"].count(ANY) == 2
    assert evidence["notices.deliveries"].count(EvidenceFilter(from_date=date(2026, 11, 28))) == 0
    assert evidence["notices.deliveries"].count(EvidenceFilter(institutions=(make_ministry("YM").pk,))) == 0


def test_fewer_than_five_followers_do_not_count(ministry: Institution) -> None:
    for number in range(5):
        assert evidence["notices.followers"].count(ANY) == 0
        _follow(ministry, number)
    assert evidence["notices.followers"].count(ANY) == 5


def test_what_comes_after_the_period_does_not_take_its_count_away(
    anna: Account, agreed: Consent, ministry: Institution, runner: Actor
) -> None:
    write(anna, ministry, key="1")
    hand_over_due(now=NOW)
    for number in range(5):
        _follow(ministry, number)
    period = EvidenceFilter(until_date=date(2026, 11, 27))
    later = NOW + timedelta(days=40)
    write(anna, ministry, key="2")
    hand_over_due(now=later)
    _follow(ministry, -40)
    for is_on in (False, True):
        running.switch(institution=ministry, is_on=is_on, by=runner, now=later)
    kinds = ("notices.gateways", "notices.followers", "notices.deliveries")
    assert [evidence[kind].count(period) for kind in kinds] == [1, 5, 1]
    assert [evidence[kind].count(ANY) for kind in kinds] == [1, 6, 2]


def test_what_belongs_to_no_measure_is_not_found_for_one(folder_gateway: Path) -> None:
    assert evidence["notices.gateways"].count(EvidenceFilter(plan="lv-6", measure="4.4")) == 0
    with pytest.raises(KeyError):
        evidence["notices.gateways"].records(EvidenceFilter(having={"method": ("x",)}))


def test_counting_asks_as_often_for_one_institution_as_for_three(
    ministry: Institution, django_assert_num_queries: Callable[..., object]
) -> None:
    for wanted in (1, 3):
        while Subscription.objects.values("key").distinct().count() < wanted:
            body = ministry if wanted == 1 else make_ministry(f"Y{Subscription.objects.count()}")
            for number in range(5):
                _follow(body, number)
        with django_assert_num_queries(4):
            assert len(evidence["notices.followers"].records(ANY)) == wanted


def _follow(body: Institution, number: int) -> None:
    follower = Follower.objects.create(email=f"{body.slug}{number}@example.lv", created_at=NOW)
    Subscription.objects.create(
        follower=follower, kind="places.institution", key=body.slug, since=0, created_at=NOW - timedelta(days=number)
    )
