"""Who keeps processes and announces opportunities."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from balss.participation.models import Opportunity, Process
from balss.people.queries import works_for
from balss.places.models import Institution
from balss.shared.deeds import Deed, deeds, page_of
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import Action, Actor, Scope, actions, scopes


def _starts(actor: Actor, institution: Institution, now: datetime) -> bool:
    return works_for(actor, institution, now)


def _manages(actor: Actor, process: Process, now: datetime) -> bool:
    return works_for(actor, process.institution, now)


def _views(actor: Actor, process: Process, now: datetime) -> bool:
    """Everybody what is published; a draft its own institution alone."""
    return process.is_public or _manages(actor, process, now)


def _announces(actor: Actor, opportunity: Opportunity, now: datetime) -> bool:
    """Of this room: an official of its institution. What other rooms and sites keep is changed there."""
    return opportunity.origin == "" and works_for(actor, opportunity.institution, now)


def _views_opportunity(actor: Actor, opportunity: Opportunity, now: datetime) -> bool:
    return opportunity.state != Opportunity.State.DRAFT or works_for(actor, opportunity.institution, now)


scopes.pin(Scope("participation", _("consultations and other ways to take part")))
actions.pin(
    Action("participation.start_process", "begin a process for an own institution", _starts),
    Action("participation.manage_process", "change, publish, end or stop a process of an own institution", _manages),
    Action("participation.view_process", "read a process", _views),
    Action(
        "participation.manage_opportunity",
        "prepare, publish, extend or withdraw an opportunity of an own institution",
        _announces,
    ),
    Action("participation.view_opportunity", "read an opportunity", _views_opportunity),
)

_process_page = page_of(Process, Process.get_absolute_url)
_opportunity_page = page_of(Opportunity, Opportunity.get_absolute_url)
deeds.pin(
    Deed("participation.process_published", _("Process published"), _process_page),
    Deed("participation.process_changed", _("Published process changed"), _process_page),
    Deed("participation.process_stopped", _("Process stopped"), _process_page),
    Deed("participation.process_decided", _("Process ended by a decision"), _process_page),
    Deed("participation.opportunity_published", _("Opportunity to take part published"), _opportunity_page),
    Deed("participation.opportunity_changed", _("Published opportunity changed"), _opportunity_page),
    Deed("participation.opportunity_extended", _("Opportunity extended"), _opportunity_page),
    Deed("participation.opportunity_withdrawn", _("Opportunity withdrawn"), _opportunity_page),
)

EXAMPLE = {"title": "Skolas iela", "path": "/lidzdaliba/", "reason": "Vacation time."}
notice_kinds.pin(
    NoticeKind(
        "participation.opportunity_extended",
        "something that the person took part in closes later",
        "participation/notices/opportunity_extended",
        EXAMPLE | {"closes_date": date(2026, 12, 31)},
    ),
    NoticeKind(
        "participation.opportunity_withdrawn",
        "something that the person took part in was withdrawn",
        "participation/notices/opportunity_withdrawn",
        EXAMPLE,
    ),
)
