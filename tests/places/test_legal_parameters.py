"""Numbers that the law leaves to the institution."""

from datetime import date

import pytest

from balss.core.calendar import UnknownRule
from balss.ledger.models import Entry
from balss.places.models import InstitutionSetting
from balss.places.queries import institution_by_code, legal_parameter, rule_for
from balss.places.services import BadParameter, NotASetting, set_legal_parameter
from balss.places.views.legal_settings import legal_settings
from balss.shared.permissions import ANONYMOUS, NotAllowed

RULE = "mk639.discussion"


@pytest.fixture
def madona(reference_data):
    return institution_by_code("MADONAS_NOVADS")


@pytest.fixture
def set_days(madona, madona_administrator, now):
    def set_days(value=14, *, valid_from=date(2026, 1, 1), valid_to=None, **changed):
        return set_legal_parameter(
            **{
                "institution": madona, "rule_id": RULE, "value": value, "unit": "days", "source": "Nolikums",
                "valid_from": valid_from, "valid_to": valid_to, "by": madona_administrator, "now": now, **changed,
            }
        )  # fmt: skip

    return set_days


def test_a_setting_closes_the_open_rule(set_days, madona, today):
    assert rule_for(madona, RULE, on=today).is_open

    set_days(21)

    assert rule_for(madona, RULE, on=today).period.name("en") == "21 days"


def test_a_later_setting_ends_the_earlier_one_and_keeps_it(set_days, madona):
    set_days(14)
    set_days(21, valid_from=date(2026, 7, 1))

    assert legal_parameter(madona, RULE, on=date(2026, 6, 30)).value == 14
    assert legal_parameter(madona, RULE, on=date(2026, 7, 1)).value == 21


def test_a_correction_for_the_same_day_supersedes(set_days, madona, today):
    wrong = set_days(4)
    set_days(14)

    assert legal_parameter(madona, RULE, on=today).value == 14
    assert InstitutionSetting.objects.get(pk=wrong.pk).superseded_at is not None


def test_outside_its_time_nothing_is_set(set_days, madona):
    set_days(valid_to=date(2026, 6, 30))

    assert legal_parameter(madona, RULE, on=date(2025, 12, 31)) is None
    assert legal_parameter(madona, RULE, on=date(2026, 7, 1)) is None


def test_another_institution_has_nothing_from_it(set_days, today):
    set_days()

    assert legal_parameter(institution_by_code("RIGA"), RULE, on=today) is None


def test_what_the_law_gives_is_no_setting(set_days):
    with pytest.raises(NotASetting):
        set_days(rule_id="subm.reply.new")


@pytest.mark.parametrize(
    "changed",
    [{"unit": "signatures"}, {"value": 0}, {"source": " "}, {"valid_to": date(2025, 12, 31)}],
    ids=lambda changed: next(iter(changed)),
)
def test_what_makes_no_sense_is_refused(set_days, changed):
    with pytest.raises(BadParameter):
        set_days(**changed)


def test_an_unknown_rule_is_refused(set_days):
    with pytest.raises(UnknownRule):
        set_days(rule_id="mk639.nothing")


def test_neither_a_coordinator_nor_another_institutions_administrator_sets(set_days, coordinator):
    with pytest.raises(NotAllowed):
        set_days(by=coordinator)
    with pytest.raises(NotAllowed):
        set_days(institution=institution_by_code("RIGA"))

    assert InstitutionSetting.objects.count() == 0


def test_a_setting_stands_in_the_ledger(set_days):
    setting = set_days()

    assert Entry.objects.get(action="places.legal_parameter_set").subject_id == str(setting.pk)


def test_the_page_is_shut_to_others(madona, ask):
    with pytest.raises(NotAllowed):
        legal_settings(ask(by=ANONYMOUS), madona.slug)


def test_the_page_sets_what_is_filled_in(madona, madona_administrator, ask, today):
    data = {"rule_id": RULE, "value": "30", "unit": "days", "source": "Nolikums", "valid_from": "2026-01-01"}

    response = legal_settings(ask(by=madona_administrator, data=data), madona.slug)

    assert response.status_code == 302
    assert legal_parameter(madona, RULE, on=today).value == 30


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(madona, madona_administrator, ask):
    data = {"rule_id": RULE, "value": "30", "unit": "signatures", "source": "Nolikums", "valid_from": "2026-01-01"}

    response = legal_settings(ask(by=madona_administrator, data=data), madona.slug)

    assert response.status_code == 422
    assert 'value="30"' in response.content.decode()
    assert InstitutionSetting.objects.count() == 0
