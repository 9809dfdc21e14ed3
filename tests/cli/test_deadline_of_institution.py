"""`balss deadline --institution`: counted as the institution's own acts and the coordinator's table say."""

import json
from datetime import UTC, date, datetime

import pytest

from balss.cli import main
from balss.places.models import CalendarDay, CalendarYear, Institution, InstitutionName, InstitutionSetting

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ASKED = ["deadline", "mk639.discussion", "2026-11-02"]


@pytest.fixture
def ministry(db):
    made = Institution.objects.create(code="XM", slug="xm", kind="ministry")
    InstitutionName.objects.create(institution=made, lv="Izdomātā ministrija")
    return made


@pytest.fixture
def set_days(ministry):
    def make(value, **columns):
        return InstitutionSetting.objects.create(
            institution=ministry, rule_id="mk639.discussion", value=value, unit="days", source="Nolikums Nr. 5",
            valid_from=date(2026, 1, 1), set_by="x", set_at=NOW, **columns,
        )  # fmt: skip

    return make


def test_open_rule_is_counted_with_the_institutions_own_number(set_days, capsys):
    set_days(20)
    assert main([*ASKED, "--institution", "XM", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["date"], said["value"], said["source"]) == ("2026-11-22", 20, "Nolikums Nr. 5")


@pytest.mark.parametrize("columns", [{"superseded_at": NOW}, {"valid_to": date(2026, 6, 30)}])
def test_number_replaced_or_over_is_not_counted_with(set_days, capsys, columns):
    set_days(20, **columns)
    assert main([*ASKED, "--institution", "XM"]) == 1
    assert capsys.readouterr().out == ""


def test_coordinators_moved_day_moves_the_deadline(ministry, capsys):
    def due():
        assert main(["deadline", "subm.reply", "2027-06-07", "--institution", "XM", "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        return said["date"], said["provisional"]

    before = due()
    CalendarDay.objects.create(date=date(2027, 6, 14), kind="day_off", source="MK rīkojums", added_by="x", added_at=NOW)
    CalendarYear.objects.create(year=2027, source="MK rīkojums", confirmed_by="x", confirmed_at=NOW)
    assert (before, due()) == (("2027-06-21", True), ("2027-06-22", False))


def test_unknown_institution_is_said_plainly(ministry, capsys):
    assert main([*ASKED, "--institution", "NAV"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", "balss deadline: there is no institution NAV; /vietas/iestades.csv lists their codes\n")
