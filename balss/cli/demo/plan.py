"""Reports, requests and assessments of the story, each through the service that a page would call, at its own time."""

from datetime import date
from functools import cache
from typing import Any

from balss.cli.demo.documents import make, read_documents
from balss.cli.demo.stage import Stage, Verb
from balss.cli.demo.story import Deed
from balss.places.models import Institution
from balss.plan.models import Assessment, ProgressReport
from balss.plan.services.assessments import assess_measure
from balss.plan.services.periods import set_closing_date
from balss.plan.services.progress import (
    accept_reports,
    duty_of,
    keep_document,
    read_content,
    return_report,
    save_draft,
    slots_of,
    start_report,
    submit_report,
)
from balss.plan.services.requests import answer_request, close_request, remind_unanswered, send_request
from balss.shared.permissions import Actor


def _report(stage: Stage, deed: Deed) -> None:
    """Write a report and send it, unless `send` is false. What the deed leaves out stays as in the last report."""
    facts = deed.facts
    corrects = stage.report(facts["corrects"]) if "corrects" in facts else None
    measure = corrects.measure if corrects else stage.measure(facts["measure"])
    period = corrects.period if corrects else stage.period(facts.get("period"))
    by = stage.actor(deed, "plan.report_progress", measure)
    report = start_report(measure=measure, period=period, corrects=corrects, by=by, now=deed.at)
    content = _content(stage, deed, report, by)
    saved = save_draft(report=report, content=content, base=content, version=report.version, by=by, now=deed.at).report
    if facts.get("send", True):
        saved = submit_report(report=saved, version=saved.version, by=by, now=deed.at)
    if name := facts.get("name"):
        stage.reports[name] = saved.pk


def _content(stage: Stage, deed: Deed, report: ProgressReport, by: Actor) -> dict[str, Any]:
    """All that the report is to say: what the draft began from, with what the deed says in its place."""
    slots = slots_of(duty_of(report, deed.at))
    content = read_content(report, slots)
    content |= {name: deed.facts[name] for name in ("text", "obstacles") if name in deed.facts}
    if "as_of" in deed.facts:
        content["as_of_date"] = _day(deed.facts["as_of"])
    if "status" in deed.facts:
        content["status"] = stage.plan.statuses.get(code=deed.facts["status"]).pk
    by_indicator = {(str(slot.indicator.serial), slot.metric): slot for slot in slots}
    for place, parts in deed.facts.get("values", {}).items():
        serial, _, metric = str(place).partition("/")
        slot = by_indicator[serial, metric]
        for part, value in parts.items():
            kept = keep_document(_document(value), by=by, now=deed.at).pk if part == "document" else value
            content[slot.field(part)] = kept
    return content


_documents = cache(read_documents)


def _document(name: str) -> Any:
    return make(name, _documents()[name])


def _accept(stage: Stage, deed: Deed) -> None:
    reports = [stage.report(name) for name in deed.facts["reports"]]
    by = stage.actor(deed, "plan.decide_report", reports[0])
    accept_reports(reports=reports, by=by, now=deed.at)


def _return(stage: Stage, deed: Deed) -> None:
    report = stage.report(deed.facts["report"])
    by = stage.actor(deed, "plan.decide_report", report)
    return_report(report=report, reason=deed.facts["reason"], by=by, now=deed.at)


def _close_period(stage: Stage, deed: Deed) -> None:
    period = stage.plan.periods.select_related("plan").get(code=deed.facts["period"])
    by = stage.actor(deed, "plan.manage_periods", stage.plan)
    set_closing_date(period=period, closes_date=_day(deed.facts["last_day"]), by=by, now=deed.at)


def _request(stage: Stage, deed: Deed) -> None:
    """Ask the institutions named by code, and all of the named kinds that exist on the day."""
    facts = deed.facts
    existing = Institution.objects.on(deed.at.date())
    asked = existing.filter(code__in=facts["institutions"]) | existing.filter(kind__in=facts["kinds"])
    sent = send_request(
        plan=stage.plan,
        period=stage.period(facts.get("period")),
        institutions=asked.order_by("code"),
        subject=facts["subject"],
        text=facts["text"],
        answer_by_date=_day(facts["answer_by"]),
        by=stage.actor(deed, "plan.send_request", stage.plan),
        now=deed.at,
    )
    stage.requests[facts["name"]] = sent.request


def _answer(stage: Stage, deed: Deed) -> None:
    """Answer in the name of the institution for which the person works."""
    grants = stage.accounts[deed.by].role_grants.in_force(deed.at)
    request = stage.requests[deed.facts["request"]]
    recipient = request.recipients.get(institution__in=grants.values("institution"))
    by = stage.actor(deed, "plan.answer_request", recipient)
    answer_request(recipient=recipient, words=deed.facts["words"], by=by, now=deed.at)


def _remind(stage: Stage, deed: Deed) -> None:
    request = stage.requests[deed.facts["request"]]
    remind_unanswered(request=request, by=stage.actor(deed, "plan.manage_request", request), now=deed.at)


def _close_request(stage: Stage, deed: Deed) -> None:
    request = stage.requests[deed.facts["request"]]
    close_request(request=request, by=stage.actor(deed, "plan.manage_request", request), now=deed.at)


def _assess(stage: Stage, deed: Deed) -> None:
    facts = deed.facts
    measure = stage.measure(facts["measure"])
    assessment = assess_measure(
        measure=measure,
        completion=Assessment.Completion(facts["completion"]),
        text=facts["text"],
        as_of_date=_day(facts["as_of"]),
        corrects=stage.assessments[facts["corrects"]] if "corrects" in facts else None,
        by=stage.actor(deed, "plan.assess_measure", measure),
        now=deed.at,
    )
    if name := facts.get("name"):
        stage.assessments[name] = assessment


def _day(value: date | str) -> date:
    """A date of the story, which YAML has read as one already unless it was quoted."""
    return value if isinstance(value, date) else date.fromisoformat(value)


VERBS: dict[str, Verb] = {
    "report": _report,
    "accept": _accept,
    "return": _return,
    "close_period": _close_period,
    "request": _request,
    "answer": _answer,
    "remind": _remind,
    "close_request": _close_request,
    "assess": _assess,
}
