"""What the law asks: Pašvaldību likums, Art. 46(3) and 54–55, and what institutions set themselves."""

from datetime import UTC, date, datetime, timedelta

import pytest

from balss.participation.models import OpportunityKind, PublicDiscussion
from balss.participation.queries.legal import clocks_of
from balss.participation.services import change_opportunity, faults_of, prepare_opportunity, publish_opportunity
from balss.participation.services.refusals import (
    NoticeTooLate,
    NotPublishable,
    OnlyForMunicipalities,
    PeriodTooShort,
    RepeatedTooSoon,
    SubjectExcluded,
    TooFewInitiators,
)
from balss.places.services import set_legal_parameter
from balss.shared.permissions import SYSTEM

Subject, Initiator = PublicDiscussion.Subject, PublicDiscussion.Initiator


@pytest.fixture
def discuss(process, official, discussion_content, now):
    """Prepares a public discussion with some of its content changed."""

    def prepare(**changes):
        return prepare_opportunity(process=process, content=discussion_content | changes, by=official, now=now)

    return prepare


def midnight_after(year, month, day):
    """In Riga in winter."""
    return datetime(year, month, day, 22, 0, tzinfo=UTC)


def test_public_discussion_of_thirty_days_is_published(discuss, official, now):
    published = publish_opportunity(opportunity=discuss(), by=official, now=now)

    assert published.state == "published"


def test_public_discussion_a_day_too_short_is_refused_with_the_article(discuss, official, now):
    short = discuss(closes_at=midnight_after(2026, 12, 30))

    with pytest.raises(NotPublishable) as refused:
        publish_opportunity(opportunity=short, by=official, now=now)

    assert refused.value.message == (
        "Par īsu: agrākā beigu diena ir 2026. gada 31. decembris (Pašvaldību likuma 55. panta pirmā daļa)."
    )


@pytest.mark.parametrize("subject", PublicDiscussion.EXCLUDED)
def test_excluded_subject_is_refused(discuss, subject, now):
    excluded = discuss(subject=subject, notice_sent_date=None)

    assert SubjectExcluded in [type(fault) for fault in faults_of(excluded, now)]


def test_notice_sent_two_working_days_before_is_too_late(discuss, now):
    late = discuss(notice_sent_date=date(2026, 11, 27))

    faults = faults_of(late, now)
    assert [(type(fault), fault.latest) for fault in faults] == [(NoticeTooLate, date(2026, 11, 26))]


def test_residents_initiative_is_measured_by_the_municipalitys_own_number(discuss, municipality, now):
    set_legal_parameter(
        institution=municipality, rule_id="mun.pubdisc.initiators", value=50, unit="signatures", source="Nolikums",
        valid_from=date(2026, 1, 1), by=SYSTEM, now=now,
    )  # fmt: skip

    few, enough = (discuss(initiator=Initiator.RESIDENTS, initiators=number) for number in (49, 50))

    assert [type(fault) for fault in faults_of(few, now)] == [TooFewInitiators]
    assert faults_of(enough, now) == []


def test_residents_initiative_without_a_set_number_takes_any(discuss, now):
    assert faults_of(discuss(initiator=Initiator.RESIDENTS, initiators=1), now) == []


def test_same_document_is_not_discussed_again_within_a_year_of_the_summary(discuss, official, now):
    first = publish_opportunity(opportunity=discuss(), by=official, now=now)
    PublicDiscussion.objects.filter(consultation__opportunity=first).update(summary_approved_date=date(2026, 1, 15))
    again = discuss()

    assert [(type(fault), fault.earliest) for fault in faults_of(again, now)] == [(RepeatedTooSoon, date(2027, 1, 15))]


def test_only_a_municipality_holds_a_public_discussion(discuss, ministry, now):
    discussion = discuss()
    discussion.institution = ministry

    assert [type(fault) for fault in faults_of(discussion, now)] == [OnlyForMunicipalities]


def test_seeking_an_opinion_lasts_two_weeks_at_least(discuss, official, now):
    opinion = discuss(kind=OpportunityKind.OPINION, opens_at=now, closes_at=midnight_after(2026, 12, 6))

    assert [(type(fault), fault.earliest) for fault in faults_of(opinion, now)] == [(PeriodTooShort, date(2026, 12, 7))]


def test_consultation_has_the_length_that_the_institution_set(discuss, municipality, official, now):
    opportunity = discuss(kind=OpportunityKind.CONSULTATION, closes_at=midnight_after(2026, 12, 3))
    assert faults_of(opportunity, now) == []

    set_legal_parameter(
        institution=municipality, rule_id="mk639.discussion", value=10, unit="days", source="Kārtība",
        valid_from=date(2026, 1, 1), by=SYSTEM, now=now,
    )  # fmt: skip
    assert [type(fault) for fault in faults_of(opportunity, now)] == [PeriodTooShort]


def test_kind_changed_from_a_discussion_forgets_its_record(discuss, official, now):
    discussion = discuss()

    change_opportunity(opportunity=discussion, content={"kind": OpportunityKind.IDEAS}, version=1, by=official, now=now)

    assert not PublicDiscussion.objects.exists()


def test_clocks_run_from_the_approval_of_the_summary(discuss):
    discussion = PublicDiscussion.objects.get(consultation__opportunity=discuss())
    assert list(clocks_of(discussion)) == []

    discussion.summary_approved_date = date(2027, 1, 15)  # a Friday
    assert [(due.rule.id, due.date) for due in clocks_of(discussion)] == [
        ("mun.pubdisc.summary", date(2027, 1, 20)),
        ("mun.pubdisc.decide", date(2027, 2, 15)),
        ("mun.pubdisc.available", date(2028, 1, 15)),
    ]


def test_opening_now_counts_from_today_and_not_from_a_day_gone_by(discuss, now):
    """A draft that lay for a week must not count the week."""
    lain = discuss(
        opens_at=now - timedelta(days=7), closes_at=midnight_after(2026, 12, 22), notice_sent_date=date(2026, 11, 16)
    )

    assert [(type(fault), fault.earliest) for fault in faults_of(lain, now)] == [(PeriodTooShort, date(2026, 12, 23))]
