"""Who answers, approves, reports the outcome and tells of decisions; what answers may point to; letters about them."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balss.participation.models import Consultation, Decision, DocumentVersion, OutcomeReport, Process, Response
from balss.people.queries import works_for
from balss.places.models import Institution
from balss.shared.change_targets import ChangeTarget, Target, change_targets
from balss.shared.deeds import Deed, deeds, page_of
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import Action, Actor, actions

OFFERED = 50  # of each kind


def _answers(actor: Actor, consultation: Consultation, now: datetime) -> bool:
    return works_for(actor, consultation.opportunity.institution, now)


def _approves(actor: Actor, response: Response, now: datetime) -> bool:
    """A colleague of who wrote it, or wrote what is to correct it."""
    return _answers(actor, response.consultation, now) and actor.public_id != (response.corrected_by or response.author)


def _starts_decision(actor: Actor, institution: Institution, now: datetime) -> bool:
    return works_for(actor, institution, now)


def _manages_decision(actor: Actor, decision: Decision, now: datetime) -> bool:
    return works_for(actor, decision.institution, now)


def _views_decision(actor: Actor, decision: Decision, now: datetime) -> bool:
    return decision.state != Decision.State.DRAFT or _manages_decision(actor, decision, now)


def _views_report(actor: Actor, report: OutcomeReport, now: datetime) -> bool:
    return report.state != OutcomeReport.State.DRAFT or _answers(actor, report.consultation, now)


actions.pin(
    Action("participation.answer", "answer contributions to an own institution", _answers),
    Action("participation.approve_response", "approve an answer that a colleague wrote", _approves),
    Action("participation.report_outcome", "write and publish the outcome report", _answers),
    Action("participation.view_outcome", "read an outcome report", _views_report),
    Action("participation.start_decision", "tell of a decision of an own institution", _starts_decision),
    Action("participation.manage_decision", "change a decision, publish and follow it", _manages_decision),
    Action("participation.view_decision", "read a decision", _views_decision),
)


def _version_target(version: DocumentVersion) -> Target:
    document = version.document
    address = (
        version.file.get_absolute_url() if version.file else version.address or document.process.get_absolute_url()
    )
    return Target(str(version.pk), f"{document.title}, {version.number}.", address)


def _versions(institution_id: int) -> Iterable[Target]:
    versions = DocumentVersion.objects.filter(
        document__process__institution=institution_id, document__process__state__in=Process.PUBLIC_STATES
    )
    return map(_version_target, versions.select_related("document__process", "file").order_by("-created_at")[:OFFERED])


def _version(pk: str) -> Target | None:
    versions = DocumentVersion.objects.filter(document__process__state__in=Process.PUBLIC_STATES)
    found = versions.filter(pk=pk).select_related("document__process", "file").first() if pk.isdecimal() else None
    return _version_target(found) if found else None


def _decision_target(decision: Decision) -> Target:
    return Target(str(decision.pk), decision.title, decision.get_absolute_url())


def _decisions(institution_id: int) -> Iterable[Target]:
    return map(_decision_target, Decision.objects.public().filter(institution=institution_id)[:OFFERED])


def _decision(pk: str) -> Target | None:
    found = Decision.objects.public().filter(pk=pk).first() if pk.isdecimal() else None
    return _decision_target(found) if found else None


change_targets.pin(
    ChangeTarget("participation.document_version", _("version of a document"), _versions, _version),
    ChangeTarget("participation.decision", _("decision"), _decisions, _decision),
)

_opportunity_page = page_of(Response, lambda response: response.consultation.opportunity.get_absolute_url())
_decision_page = page_of(Decision, Decision.get_absolute_url)
_outcome_page = page_of(
    OutcomeReport, lambda report: reverse("participation:outcome", args=[report.consultation.opportunity.public_id])
)
deeds.pin(
    Deed("participation.response_published", _("Contributions answered"), _opportunity_page),
    Deed("participation.response_corrected", _("Answer to contributions corrected"), _opportunity_page),
    Deed("participation.outcome_published", _("Outcome report published"), _outcome_page),
    Deed("participation.outcome_withdrawn", _("Outcome report withdrawn"), _outcome_page),
    Deed("participation.decision_published", _("Decision told of"), _decision_page),
    Deed("participation.decision_changed", _("Account of a decision changed"), _decision_page),
    Deed("participation.decision_withdrawn", _("Account of a decision withdrawn"), _decision_page),
    Deed("participation.decision_told", _("Those affected by a decision told"), _decision_page),
    Deed("participation.decision_updated", _("Carrying out of a decision reported"), _decision_page),
)
notice_kinds.pin(
    NoticeKind(
        "participation.answered",
        "what the person said has been answered",
        "participation/notices/answered",
        {
            "title": "Skolas iela", "receipt": "ABCDE-23456", "text": "Vairāk koku.", "verdict": "taken into account",
            "reason": "Ten trees are planted.", "path": "/",
            "changes": [{"label": "Project, 2.", "url": "https://example.lv/"}],
        },
        is_official=True,
    ),
    NoticeKind(
        "participation.outcome_published",
        "the outcome of something that the person took part in is public",
        "participation/notices/outcome_published",
        {"title": "Skolas iela", "path": "/"},
        is_official=True,
    ),
)  # fmt: skip
