"""Who may put a new report in the place of an earlier one: the institution that wrote it, and nobody else."""

import pytest
from django.urls import reverse

from balss.plan.models import ProgressReport
from balss.plan.services.progress import accept_reports, return_report, start_report
from balss.shared.permissions import NotAllowed, Role


@pytest.fixture
def colleague_of_another(measure, name_body, other_ministry, make_account):
    """An official of another ministry that has a part in the same measure."""
    name_body(measure, other_ministry)
    return make_account("oto@ym.lv", Role.OFFICIAL, other_ministry)


def test_a_report_is_not_pushed_aside_by_another_institution(submitted, coordinator, colleague_of_another, now):
    accept_reports(reports=[submitted], by=coordinator.actor, now=now)
    submitted.refresh_from_db()

    with pytest.raises(NotAllowed):
        start_report(
            measure=submitted.measure, period=submitted.period, corrects=submitted,
            by=colleague_of_another.actor, now=now,
        )  # fmt: skip
    assert not ProgressReport.objects.filter(supersedes=submitted).exists()


def test_what_was_returned_is_not_copied_by_another_institution(
    submitted, coordinator, colleague_of_another, client, now
):
    return_report(report=submitted, reason="Trūkst skaitļa.", by=coordinator.actor, now=now)
    client.force_login(colleague_of_another)

    response = client.post(reverse("plan:correct_report", args=[submitted.public_id]))

    assert response.status_code == 403
    assert ProgressReport.objects.count() == 1


def test_the_institution_that_took_over_corrects(submitted, coordinator, anna, now):
    accept_reports(reports=[submitted], by=coordinator.actor, now=now)
    submitted.refresh_from_db()

    draft = start_report(measure=submitted.measure, period=submitted.period, corrects=submitted, by=anna.actor, now=now)

    assert draft.supersedes == submitted
