"""What is being decided and what people are asked: begun, asked, extended, withdrawn, stopped."""

from datetime import date, datetime
from typing import Any

from balss.cli.demo.documents import make_pdf
from balss.cli.demo.stage import Stage
from balss.cli.demo.story import Deed
from balss.core.calendar.riga import start_of_day
from balss.participation import services
from balss.participation.models import Opportunity, Process
from balss.participation.services import StageContent
from balss.places.models import Audience, Institution, Territory, Topic
from balss.plan.models import Measure
from balss.shared.files import store
from balss.shared.permissions import Actor

OF_A_PROCESS = (
    "title", "summary", "decided_by", "legal_ground", "can_change", "cannot_change", "affected", "example", "method",
    "language", "translations",
)  # fmt: skip
OF_AN_OPPORTUNITY = (
    "kind", "title", "question", "summary", "what_happens", "answers_by_date", "contact", "offline", "language",
    "translations", "moderation", "takes_guests", "takes_replies", "needs_approval", "subject", "initiator",
    "initiators", "council_decision", "notice_sent_date", "on_site",
)  # fmt: skip


def begin(stage: Stage, deed: Deed) -> None:
    """Begin a process with its timeline and documents, and publish it unless `publish` is false."""
    facts = deed.facts
    institution = Institution.objects.get(code=facts["institution"])
    by = stage.actor(deed, "participation.start_process", institution)
    content = {name: facts[name] for name in OF_A_PROCESS if name in facts} | about(facts)
    if "measure" in facts:
        content["measure"] = Measure.objects.get(plan=stage.plan, key=facts["measure"])
    process = services.start_process(institution=institution, content=content, by=by, now=deed.at)
    stage.processes[facts["name"]] = process.pk
    stages = [StageContent(**each) for each in facts.get("stages", ())]
    services.set_stages(process=process, stages=stages, by=by, now=deed.at)
    for document in facts.get("documents", ()):
        _add_version(stage, process, document, by, deed.at)
    if facts.get("publish", True):
        services.publish_process(process=process, by=by, now=deed.at)


def add_document(stage: Stage, deed: Deed) -> None:
    """A document of a process, or the next version of one that it has: `document` names it."""
    process = _process(stage, deed)
    by = stage.actor(deed, "participation.manage_process", process)
    _add_version(stage, process, deed.facts, by, deed.at)


def stop(stage: Stage, deed: Deed) -> None:
    process = _process(stage, deed)
    by = stage.actor(deed, "participation.manage_process", process)
    services.stop_process(process=process, reason=deed.facts["reason"], by=by, now=deed.at)


def ask(stage: Stage, deed: Deed) -> None:
    """Prepare an opportunity, open from the start of `opens` to the end of `closes`; publish it unless told not to."""
    facts, process = deed.facts, _process(stage, deed)
    by = stage.actor(deed, "participation.manage_process", process)
    content = {name: facts[name] for name in OF_AN_OPPORTUNITY if name in facts} | about(facts)
    if "opens" in facts:
        content["opens_at"] = start_of_day(facts["opens"])
    if "closes" in facts:
        content["closes_at"] = _end_of(facts["closes"])
    asked = services.prepare_opportunity(process=process, content=content, by=by, now=deed.at)
    if facts.get("publish", True):
        services.publish_opportunity(opportunity=asked, by=by, now=deed.at)
    stage.opportunities[facts["name"]] = asked.pk


def extend(stage: Stage, deed: Deed) -> None:
    facts, asked = deed.facts, opportunity(stage, deed)
    by = stage.actor(deed, "participation.manage_opportunity", asked)
    closes_at = _end_of(facts["closes"])
    services.extend_opportunity(opportunity=asked, closes_at=closes_at, reason=facts["reason"], by=by, now=deed.at)


def withdraw(stage: Stage, deed: Deed) -> None:
    asked = opportunity(stage, deed)
    by = stage.actor(deed, "participation.manage_opportunity", asked)
    services.withdraw_opportunity(opportunity=asked, reason=deed.facts["reason"], by=by, now=deed.at)


def opportunity(stage: Stage, deed: Deed) -> Opportunity:
    found = Opportunity.objects.select_related("institution", "process", "consultation")
    return found.get(pk=stage.opportunities[deed.facts["opportunity"]])


def about(facts: dict[str, Any]) -> dict[str, Any]:
    """Topics, places and groups; those that are not named are left as they are."""
    given: dict[str, Any] = {}
    if "topics" in facts:
        given["topics"] = Topic.objects.filter(code__in=facts["topics"])
    if "places" in facts:
        given["territories"] = Territory.objects.filter(slug__in=facts["places"])
    if "audiences" in facts:
        given["audiences"] = Audience.objects.filter(code__in=facts["audiences"])
    return given


def _add_version(stage: Stage, process: Process, facts: dict[str, Any], by: Actor, now: datetime) -> None:
    known = process.documents.filter(title=facts["title"]).first()
    document = known or services.add_document(
        process=process, kind=facts.get("kind", "draft"), title=facts["title"], by=by, now=now
    )
    file = None
    if "paper" in facts:
        upload = make_pdf(facts["file"], facts["title"], now.date(), facts["paper"])
        file = store(upload, by=by, now=now, name=facts["file"], public=True)
    version = services.add_version(
        document=document, file=file, address=facts.get("address", ""), changes=facts.get("changes", ""), by=by,
        now=now,
    )  # fmt: skip
    if "name" in facts:
        stage.versions[facts["name"]] = version.pk


def _process(stage: Stage, deed: Deed) -> Process:
    return Process.objects.select_related("institution").get(pk=stage.processes[deed.facts["process"]])


def _end_of(day: date) -> datetime:
    return start_of_day(date.fromordinal(day.toordinal() + 1))
