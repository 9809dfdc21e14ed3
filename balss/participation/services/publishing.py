"""What stands in the way of publishing an opportunity: empty fields, a period too short, articles 54 and 55."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from balss.core.calendar import rule_book
from balss.core.calendar.riga import day_before, day_in_riga
from balss.participation.models import Opportunity, OpportunityKind, PublicDiscussion
from balss.participation.queries import legal
from balss.participation.services.refusals import (
    AnswersBeforeClosing,
    ClosesTooEarly,
    Missing,
    NoticeTooLate,
    OnlyForMunicipalities,
    PeriodTooShort,
    RepeatedTooSoon,
    SubjectExcluded,
    TooFewInitiators,
)
from balss.shared.refusals import Refused

NEEDED = ("title", "question", "summary", "what_happens", "answers_by_date", "contact", "offline", "closes_at")
NEEDED_OF_A_DISCUSSION = ("council_decision", "notice_sent_date", "on_site")


def faults_of(opportunity: Opportunity, now: datetime) -> list[Refused]:
    """Everything that has to be mended before the opportunity can be published; empty when nothing has."""
    opens_at = max(opportunity.opens_at or now, now)
    return [
        *_missing(opportunity, NEEDED),
        *_faults_of_times(opportunity, opens_at),
        *_faults_of_kind(opportunity, day_in_riga(opens_at), now),
    ]


def _missing(row: Any, names: tuple[str, ...]) -> Iterator[Refused]:
    for name in names:
        if getattr(row, name) in (None, ""):
            yield Missing(type(row), name)


def _faults_of_times(opportunity: Opportunity, opens_at: datetime) -> Iterator[Refused]:
    closes_at = opportunity.closes_at
    if closes_at is None:
        return
    if closes_at <= opens_at:
        yield ClosesTooEarly()
        return
    last_date = day_before(closes_at)
    if opportunity.answers_by_date is not None and opportunity.answers_by_date <= last_date:
        yield AnswersBeforeClosing()
    bounds = legal.shortest_length(opportunity, day_in_riga(opens_at))
    if bounds and bounds.due and last_date < bounds.due.date:
        yield PeriodTooShort(bounds.rule, bounds.due.date)


def _faults_of_kind(opportunity: Opportunity, opens_date: date, now: datetime) -> Iterator[Refused]:
    bounds = legal.latest_notice(opportunity, opens_date)
    if bounds and bounds.due and day_in_riga(now) > bounds.due.date:
        yield NoticeTooLate(bounds.rule, bounds.due.date)
    if opportunity.kind in legal.OF_MUNICIPALITIES:
        yield from _faults_of_body(opportunity, opens_date)
    if opportunity.kind == OpportunityKind.PUBLIC_DISCUSSION:
        yield from _faults_of_discussion(opportunity, opens_date)


def _faults_of_body(opportunity: Opportunity, opens_date: date) -> Iterator[Refused]:
    if opportunity.institution is not None and opportunity.institution.kind not in legal.MUNICIPAL_KINDS:
        yield OnlyForMunicipalities(
            rule_book().rule_at(legal.SHORTEST[OpportunityKind(opportunity.kind)], on=opens_date)
        )


def _faults_of_discussion(opportunity: Opportunity, opens_date: date) -> Iterator[Refused]:
    """Pašvaldību likums, Art. 54(2), 54(5), 55(1), 55(2), 55(7)."""
    discussion = PublicDiscussion.objects.filter(consultation__opportunity=opportunity).first()
    if discussion is None:
        yield Missing(PublicDiscussion, "subject")
        return
    book = rule_book()
    if discussion.subject in PublicDiscussion.EXCLUDED:
        yield SubjectExcluded(book.rule_at("mun.pubdisc.excluded", on=opens_date))
    yield from _missing(discussion, NEEDED_OF_A_DISCUSSION)
    notice = legal.latest_official_notice(opens_date)
    if discussion.notice_sent_date is not None and discussion.notice_sent_date > notice.date:
        yield NoticeTooLate(notice.rule, notice.date)
    if discussion.initiator == PublicDiscussion.Initiator.RESIDENTS:
        needed = legal.initiators_needed(opportunity, opens_date)
        if needed is not None and (discussion.initiators or 0) < needed:
            yield TooFewInitiators(book.rule_at("mun.pubdisc.initiators", on=opens_date), needed)
    again = legal.repeat_allowed_from(opportunity, opens_date)
    if again is not None and opens_date < again.date:
        yield RepeatedTooSoon(again.rule, again.date)
