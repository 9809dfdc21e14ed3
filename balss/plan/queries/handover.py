"""What of the plan passes on when an institution ends, and what stays with its name."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balss.places.models import Institution
from balss.plan.models import ProgressReport
from balss.plan.queries.duties import Duty, duties_of
from balss.plan.queries.requests import open_requests_to
from balss.shared.handovers import Told

EVE = timedelta(days=1)
State = ProgressReport.State


def told_of(institution: Institution, successor: Institution | None, day: date) -> Told:
    """Duties, drafts and open requests pass on to a successor; reports that were sent stay under the old name."""
    moving = [_duty(each, has_heir=successor is not None) for each in duties_of(institution, on=day - EVE)]
    moving += [
        _("Request for information: %(subject)s") % {"subject": each.request.subject}
        for each in open_requests_to(institution, on=day - EVE)
    ]
    reports = ProgressReport.objects.filter(institution=institution)
    drafts, sent = reports.filter(state=State.DRAFT).count(), reports.exclude(state=State.DRAFT).count()
    if drafts:
        words = ngettext("%(count)d draft of a report", "%(count)d drafts of reports", drafts)
        moving.append(words % {"count": drafts})
    staying = []
    if sent:
        words = ngettext(
            "%(count)d report that was sent stays public under its name",
            "%(count)d reports that were sent stay public under its name",
            sent,
        )
        staying.append(words % {"count": sent})
    return Told(moving, staying) if successor else Told([], moving + staying)


def _duty(duty: Duty, *, has_heir: bool) -> str:
    facts = {"measure": duty.measure.number or duty.measure.key, "title": duty.measure.name}
    if duty.through and not has_heir:
        return _("%(measure)s. %(title)s (as a member of a group)") % facts
    if duty.through:
        return _("%(measure)s. %(title)s (as a member of a group, as long as the successor belongs to it)") % facts
    if duty.is_responsible:
        return _("%(measure)s. %(title)s (responsible)") % facts
    return _("%(measure)s. %(title)s (co-responsible)") % facts
