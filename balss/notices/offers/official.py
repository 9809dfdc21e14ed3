"""Official e-address: who may do what, what is kept of whom, the jobs that hand messages over and ask after them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from balss.notices import jobs
from balss.notices.models import Consent, Dispatch, DispatchState, Gateway, Reason
from balss.notices.queries.official import UNASKED
from balss.people.models import Person
from balss.places.models import Institution
from balss.shared import schedule
from balss.shared.deeds import Deed, deeds
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import Action, Actor, Role, actions
from balss.shared.personal_data import Holding, Retention, holdings
from balss.shared.shell import ShellLink, own_pages

KEPT = timedelta(days=730)


def _is_oneself(actor: Actor, person: Person, now: datetime) -> bool:
    return person.pk == actor.person_id


def _runs_it(actor: Actor, institution: Institution, now: datetime) -> bool:
    """The institution's own administrator: a gateway speaks in its name."""
    return actor.holds(Role.INSTITUTION_ADMIN, institution_id=institution.pk)


def _sees_it(actor: Actor, institution: Institution, now: datetime) -> bool:
    """Counts, no content: who works there, and who runs the installation."""
    own = actor.holds(Role.OFFICIAL, institution_id=institution.pk) or _runs_it(actor, institution, now)
    return own or actor.holds(Role.ADMINISTRATOR)


actions.pin(
    Action("notices.agree_to_official", "agree to messages at one's own official e-address", _is_oneself),
    Action("notices.see_gateway", "see how many messages an institution's e-address gateway sent", _sees_it),
    Action("notices.run_gateway", "switch, test and retry an institution's e-address gateway", _runs_it),
)
schedule.jobs.pin(
    schedule.ScheduledJob(
        "notices.hand_over", "hand messages to the gateways of the official e-address", every=timedelta(minutes=1),
        run=jobs.hand_over,
    ),
    schedule.ScheduledJob(
        "notices.ask_gateways", "ask what became of messages to official e-addresses", every=timedelta(minutes=5),
        run=jobs.ask_gateways,
    ),
)  # fmt: skip
notice_kinds.pin(NoticeKind(UNASKED, "an institution tests its gateway", "notices/notices/official_test", {}))
deeds.pin(
    Deed("notices.gateway_switched_on", _("Sending to official e-addresses switched on")),
    Deed("notices.gateway_switched_off", _("Sending to official e-addresses switched off")),
)


STAY = (
    "id", "institution", "consent", "kind", "language", "message_id", "created_at", "attempts", "next_try_at",
    "claimed_until", "handed_at", "notified_date",
)  # fmt: skip


def _unsent(row: Dispatch, kept: Any, instead: Any) -> Any:
    """A message that waits is given up with its words."""
    return instead if row.state == DispatchState.WAITING else kept


own_pages.pin(ShellLink("official", _("Official e-address"), "zinas/e-adrese/", order=40))
holdings.pin(
    Holding.none(Gateway, reason="an institution's switch"),
    Holding(
        Consent,
        title=_("Consents to your official e-address"),
        rows=lambda subject: Consent.objects.filter(person__in=subject.person_ids),
        exported=("institution", "news", "standing", "given_at", "withdrawn_at"),
        erased={"sealed": "", "news": False, "withdrawn_at": lambda row, now: row.withdrawn_at or now},
        exempt={
            "id": "says nothing",
            "person": "the row of the person is empty",
            "institution": "an institution",
            "standing": "says nothing without the person",
            "given_at": "says nothing without the person",
        },
        retention=Retention(
            "withdrawn_at",
            KEPT,
            _("A consent to the official e-address that was withdrawn is erased after %(days)d days."),
            deletes_rows=True,
        ),
    ),
    Holding(
        Dispatch,
        title=_("Messages to your official e-address"),
        rows=lambda subject: Dispatch.objects.filter(consent__person__in=subject.person_ids),
        exported=("institution", "subject", "text", "created_at", "state", "handed_at", "notified_date"),
        erased={
            "subject": "",
            "text": "",
            "email": "",
            "leave_path": "",
            "reference": "",
            "dedupe_key": "",
            "erased_at": lambda row, now: row.erased_at or now,
            "reason": lambda row, now: _unsent(row, row.reason, Reason.WITHDRAWN),
            "finished_at": lambda row, now: _unsent(row, row.finished_at, now),
            "state": lambda row, now: _unsent(row, row.state, DispatchState.FAILED),  # last: the others ask it
        },
        exempt=dict.fromkeys(STAY, "counted evidence, without words and address"),
    ),
)  # fmt: skip
