"""Why something in the workplace cannot be done. `message` tells the person what happened and what to do, in the
language of the moment; nothing was written."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balss.plan.models import Measure, ProgressReport, ReportingPeriod
from balss.shared.permissions import Actor, NotAllowed
from balss.shared.refusals import Refused


class NotYourMeasure(NotAllowed, Refused):
    """An official reports on a measure in which the own institution has no part."""

    def __init__(self, actor: Actor, measure: Measure) -> None:
        super().__init__(actor, "plan.report_progress", measure)
        self.measure = measure

    @property
    def message(self) -> str:
        return _(
            "Your institution has no part in measure %(number)s, so it cannot report on it. "
            "If you also work for one that has, choose that role and open the page again."
        ) % {"number": self.measure.number}


class PeriodClosed(Refused):
    def __init__(self, period: ReportingPeriod) -> None:
        super().__init__(period.pk)
        self.period = period

    @property
    def message(self) -> str:
        return _(
            "Reports for %(period)s closed on %(day)s. What you wrote is kept as a draft: send it as a report outside "
            "the periods, or ask the coordinator of the plan to open the period again."
        ) % {"period": self.period.name, "day": _day(self.period.closes_date)}


class ClosesBeforeEnd(Refused):
    def __init__(self, period: ReportingPeriod) -> None:
        super().__init__(period.pk)
        self.period = period

    @property
    def message(self) -> str:
        return _("%(period)s ends on %(day)s. Give that day or a later one.") % {
            "period": self.period.name,
            "day": _day(self.period.end_date),
        }


class PeriodNotBegun(Refused):
    def __init__(self, period: ReportingPeriod) -> None:
        super().__init__(period.pk)
        self.period = period

    @property
    def message(self) -> str:
        return _("%(period)s begins on %(day)s. A report can be begun from that day.") % {
            "period": self.period.name,
            "day": _day(self.period.start_date),
        }


class DateInFuture(Refused):
    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day

    @property
    def message(self) -> str:
        return _("%(day)s has not come yet. Give the day that the report describes: today, or an earlier one.") % {
            "day": _day(self.day)
        }


class DateOutsidePeriod(Refused):
    def __init__(self, day: date, start: date, end: date) -> None:
        super().__init__(day)
        self.day, self.start, self.end = day, start, end

    @property
    def message(self) -> str:
        return _("%(day)s is not between %(start)s and %(end)s. Give a day of that time.") % {
            "day": _day(self.day),
            "start": _day(self.start),
            "end": _day(self.end),
        }


class StatusNotOffered(Refused):
    @property
    def message(self) -> str:
        return _("The plan does not offer this status. Choose one of those that are shown.")


class ReportIncomplete(Refused):
    """What a report needs before it can be sent. `missing` are names of fields, see `services.content`."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(missing)
        self.missing = missing

    @property
    def message(self) -> str:
        return _("Something is missing before the report can be sent. The draft is saved.")


class DraftChanged(Refused):
    """Somebody saved the draft since it was read."""

    def __init__(self, report: ProgressReport) -> None:
        super().__init__(report.pk)
        self.report = report

    @property
    def message(self) -> str:
        return _("Somebody else changed the draft meanwhile. Read it through, then send it.")


class AlreadyReported(Refused):
    """The institution has a report for this measure and period that stands: it is withdrawn or corrected instead."""

    def __init__(self, report: ProgressReport) -> None:
        super().__init__(report.pk)
        self.report = report

    @property
    def message(self) -> str:
        if self.report.state == ProgressReport.State.ACCEPTED:
            return _("Your institution has reported for this period already. Correct that report instead.")
        return _(
            "Your institution has sent a report for this period already, and it waits for the coordinator. "
            "To change it, withdraw it first."
        )


class DraftExists(Refused):
    """There is a draft already, which is taken up instead of a second one."""

    def __init__(self, draft: ProgressReport) -> None:
        super().__init__(draft.pk)
        self.draft = draft

    @property
    def message(self) -> str:
        return _("There is a draft of this report already. Go on with that one, or discard it first.")


class NotInThatState(Refused):
    """The report is no longer (or not yet) in the state in which this can be done to it."""

    def __init__(self, report: ProgressReport) -> None:
        super().__init__(report.pk, report.state)
        self.report = report

    @property
    def message(self) -> str:
        state = ProgressReport.State(self.report.state)
        return {
            ProgressReport.State.DRAFT: _("The report is a draft now. Open it to see what can be done."),
            ProgressReport.State.SUBMITTED: _("The report has been sent already. Open it to see what can be done."),
            ProgressReport.State.ACCEPTED: _("The report has been accepted already. It can only be corrected now."),
            ProgressReport.State.RETURNED: _("The report has been returned already. Its institution has been told."),
        }[state]


class AlreadyCorrected(Refused):
    """What is to be corrected was corrected before: the later one is to be corrected."""

    @property
    def message(self) -> str:
        return _("This has been corrected already. Open the newest one and correct that.")


class ReasonMissing(Refused):
    @property
    def message(self) -> str:
        return _("Give the reason: the institution reads it and acts on it.")


class NobodyAsked(Refused):
    @property
    def message(self) -> str:
        return _("Choose at least one institution to ask.")


class AnswerDatePassed(Refused):
    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day

    @property
    def message(self) -> str:
        return _("%(day)s is not a day to answer by: give a day after today.") % {"day": _day(self.day)}


class RequestClosed(Refused):
    @property
    def message(self) -> str:
        return _("The request is closed. Reports on measures can still be sent from the workplace.")


class AnswerMissing(Refused):
    @property
    def message(self) -> str:
        return _("Say in a sentence what the coordinator should know, for example that there is nothing to report.")


class RemindedToday(Refused):
    @property
    def message(self) -> str:
        return _("Those who have not answered were reminded today already. They can be reminded again tomorrow.")


def _day(day: date | None) -> str:
    """Short, so that no language has to inflect it: 23.11.2026. or 23 November 2026."""
    return date_format(day, "SHORT_DATE_FORMAT") if day else "–"
