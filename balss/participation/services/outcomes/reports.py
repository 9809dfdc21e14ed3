"""The outcome report: written while answers are given, published only when none is missing."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balss.core.calendar import due_date, rule_book
from balss.core.calendar.riga import day_in_riga
from balss.ledger.services import record
from balss.notices.services import Message, send_own
from balss.participation.models import (
    Consultation,
    Contribution,
    Opportunity,
    OpportunityKind,
    OutcomeReport,
    PublicDiscussion,
    written_by,
)
from balss.participation.queries.outcomes import figures_of
from balss.participation.services.following import follow_report
from balss.participation.services.news import tell_of_opportunity
from balss.participation.services.refusals import ChangedMeanwhile, Missing, NotInThatState, NotPublishable
from balss.participation.services.telling import participants_of
from balss.places.queries import rule_for, working_calendar
from balss.plan.services import recount
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused

State = OutcomeReport.State
COLUMNS = ("introduction", "said", "changed", "unchanged", "next_steps", "approved_date", "language", "translations")
NEEDED = ("introduction", "said", "next_steps")


class StillTaking(Refused):
    """Intake has not ended."""

    @property
    def message(self) -> str:
        return _("People can still take part. The report is published after it has closed.")


class AnswersMissing(Refused):
    """Contributions that ask for an answer have none; `waiting` of them are not even read yet."""

    def __init__(self, missing: int, waiting: int) -> None:
        self.missing, self.waiting = missing, waiting
        super().__init__(missing, waiting)

    @property
    def message(self) -> str:
        if self.missing:
            return ngettext(
                "%(count)d contribution has no answer yet. The report can be published when everybody is answered.",
                "%(count)d contributions have no answer yet. The report can be published when everybody is answered.",
                self.missing,
            ) % {"count": self.missing}
        return ngettext(
            "%(count)d contribution is still waiting to be read.",
            "%(count)d contributions are still waiting to be read.",
            self.waiting,
        ) % {"count": self.waiting}


@transaction.atomic
def save_report(
    *, consultation: Consultation, content: dict[str, Any], version: int, by: Actor, now: datetime
) -> OutcomeReport:
    """Save the draft of the report, which the institution alone sees. `version` 0 begins it.

    Raises NotAllowed, NotInThatState, ChangedMeanwhile.
    """
    require(by, "participation.report_outcome", consultation, now)
    report = OutcomeReport.objects.select_for_update(no_key=True).filter(consultation=consultation).first()
    if report is None:
        report = OutcomeReport(consultation=consultation, created_at=now, version=0, **written_by(by))
    if report.state != State.DRAFT:
        raise NotInThatState
    if report.version != version:
        raise ChangedMeanwhile
    for name in COLUMNS:
        if name in content:
            setattr(report, name, content[name])
    report.version += 1
    report.author, report.updated_at = by.public_id, now
    report.due_date = report_due(report, now)
    report.save()
    return report


def faults_of_report(report: OutcomeReport, now: datetime) -> list[Refused]:
    """Everything that stands in the way of publishing."""
    faults: list[Refused] = [Missing(OutcomeReport, name) for name in NEEDED if not getattr(report, name).strip()]
    if is_public_discussion(report.consultation) and report.approved_date is None:
        faults.append(Missing(OutcomeReport, "approved_date"))
    if not report.consultation.opportunity.is_over(now):
        faults.append(StillTaking())
    of_this = Contribution.objects.filter(consultation=report.consultation)
    missing, waiting = of_this.unanswered().count(), of_this.filter(state=Contribution.State.HELD).count()
    if missing or waiting:
        faults.append(AnswersMissing(missing, waiting))
    return faults


@transaction.atomic
def publish_report(*, consultation: Consultation, version: int, by: Actor, now: datetime) -> OutcomeReport:
    """Publish the report with the figures of this moment, and tell everybody who took part.

    Raises NotAllowed, NotInThatState, ChangedMeanwhile, NotPublishable with everything that is missing: intake not
    over, an answer missing, words missing.
    """
    consultation = (
        Consultation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("opportunity__institution", "opportunity__process")
        .get(pk=consultation.pk)
    )
    report = _locked(consultation, by, now, State.DRAFT)
    if report.version != version:
        raise ChangedMeanwhile
    if faults := faults_of_report(report, now):
        raise NotPublishable(faults)
    report.figures = figures_of(consultation)
    report.state, report.published_at, report.version = State.PUBLISHED, now, report.version + 1
    report.author, report.updated_at = by.public_id, now
    report.save()
    if is_public_discussion(consultation):
        PublicDiscussion.objects.filter(consultation=consultation).update(summary_approved_date=report.approved_date)
    _record("participation.outcome_published", report, by, now, figures=report.figures)
    _tell(consultation, now)
    tell_of_opportunity("participation.outcome_published", consultation.opportunity, now=now, page="rezultats/")
    return report


@transaction.atomic
def withdraw_report(*, consultation: Consultation, reason: str, by: Actor, now: datetime) -> OutcomeReport:
    """Take a published report back, with the reason; it stays readable and counts no more.

    Raises NotAllowed, NotInThatState, Missing.
    """
    report = _locked(consultation, by, now, State.PUBLISHED)
    if not reason.strip():
        raise Missing(OutcomeReport, "withdrawn_reason")
    report.state, report.withdrawn_reason, report.updated_at = State.WITHDRAWN, reason.strip(), now
    report.save()
    _record("participation.outcome_withdrawn", report, by, now, reason=report.withdrawn_reason)
    return report


def is_public_discussion(consultation: Consultation) -> bool:
    return consultation.opportunity.kind == OpportunityKind.PUBLIC_DISCUSSION


def report_due(report: OutcomeReport, now: datetime) -> date | None:
    """Until when it has to be published: by law after the approval of the summary (Pašvaldību likums, Art. 55(5)),
    else by the institution's own number under Regulation No. 639 after the closing; None where neither says."""
    opportunity = report.consultation.opportunity
    if is_public_discussion(report.consultation):
        if report.approved_date is None:
            return None
        rule = rule_book().rule_at("mun.pubdisc.summary", on=report.approved_date)
        return due_date(rule, report.approved_date, working_calendar()).date
    if opportunity.institution is None or opportunity.last_date is None:
        return None
    rule = rule_for(opportunity.institution, "mk639.summary", on=day_in_riga(now))
    return None if rule.is_open else due_date(rule, opportunity.last_date, working_calendar()).date


def _locked(consultation: Consultation, by: Actor, now: datetime, *states: State) -> OutcomeReport:
    require(by, "participation.report_outcome", consultation, now)
    report = OutcomeReport.objects.select_for_update(no_key=True).filter(consultation=consultation).first()
    if report is None or report.state not in states:
        raise NotInThatState
    report.consultation = consultation
    return report


def _record(action: str, report: OutcomeReport, by: Actor, now: datetime, **more: Any) -> None:
    opportunity = report.consultation.opportunity
    content = {"opportunity": str(opportunity.public_id), "title": opportunity.title, "version": report.version}
    record(action=action, subject=report, by=by, now=now, content=content | more)
    recount(now=now, room="participation")
    follow_report(report)


def _tell(consultation: Consultation, now: datetime) -> None:
    opportunity = consultation.opportunity
    letters = []
    for person_id, email, language in participants_of(opportunity):
        words = {"title": opportunity.words("title", language).text, "path": _page(opportunity)}
        letters.append((person_id, Message(email, language, words, f"outcome/{opportunity.pk}")))
    send_own(kind="participation.outcome_published", letters=letters, institution=opportunity.institution, now=now)


def _page(opportunity: Opportunity) -> str:
    return f"{opportunity.get_absolute_url()}rezultats/"
