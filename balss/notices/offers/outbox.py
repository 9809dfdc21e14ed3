"""The outbox: who may see and retry letters, what is kept of them, and the jobs that deliver and erase."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balss.notices import jobs
from balss.notices.models import Notice
from balss.notices.views.outbox import account_note
from balss.shared import schedule
from balss.shared.permissions import Action, Role, actions, holders_of
from balss.shared.personal_data import Holding, holdings
from balss.shared.shell import AccountNote, ShellLink, account_notes, footer_links

ADMINISTRATORS = holders_of(Role.ADMINISTRATOR)

actions.pin(
    Action("notices.see_outbox", "see the letters that could not be sent", ADMINISTRATORS),
    Action("notices.retry_notice", "have a failed letter tried again", ADMINISTRATORS),
)
account_notes.pin(AccountNote("outbox", account_note, order=50))
schedule.jobs.pin(
    schedule.ScheduledJob(
        "notices.deliver", "deliver the letters that are due", every=timedelta(minutes=1), run=jobs.deliver
    ),
    schedule.ScheduledJob(
        "notices.erase", "erase addresses and words of letters sent long ago", every=timedelta(days=1), run=jobs.erase
    ),
)
holdings.pin(
    Holding(
        Notice,
        title=_("Letters we sent you"),
        rows=lambda subject: Notice.objects.filter(to__in=subject.emails),
        exported=("to", "language", "subject", "text", "created_at", "state", "finished_at"),
        deletes_rows=True,
    ),
)
if not settings.PRODUCTION:
    footer_links.pin(
        ShellLink("letters", _("Letters of the demonstration"), "zinas/demonstracija/", order=70),
    )
