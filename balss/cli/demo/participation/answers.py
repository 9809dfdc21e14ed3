"""What institutions answer, report and decide."""

from typing import Any

from balss.cli.demo.participation.processes import about, opportunity
from balss.cli.demo.participation.voices import author, voice
from balss.cli.demo.stage import Stage
from balss.cli.demo.story import Deed
from balss.drafts.models import Wording
from balss.participation.models import Contribution, Decision, Process, Response
from balss.participation.services import answers as services
from balss.participation.services import outcomes
from balss.participation.services.answers import Answer, Changed
from balss.places.models import Institution
from balss.plan.models import Measure

OF_A_DECISION = (
    "title", "text", "affected", "decided_by", "decided_date", "in_force_date", "address", "how_to_contest",
)  # fmt: skip


def find_campaigns(stage: Stage, deed: Deed) -> None:
    consultation = opportunity(stage, deed).consultation
    by = stage.actor(deed, "participation.answer", consultation)
    services.group_campaigns(consultation=consultation, by=by, now=deed.at)


def answer(stage: Stage, deed: Deed) -> None:
    """One answer to the `voices`, and to all of the campaign of the one that `campaign_of` names: published, or where
    `step` says so left as a draft or handed over for approval."""
    facts, consultation = deed.facts, opportunity(stage, deed).consultation
    by = stage.actor(deed, "participation.answer", consultation)
    said = [voice(stage, name) for name in facts.get("voices", ())]
    if "campaign_of" in facts:
        said += Contribution.objects.filter(campaign=voice(stage, facts["campaign_of"]).campaign)
    content = Answer(
        facts["verdict"], facts["reason"], facts.get("theme", ""),
        tuple(_change(stage, each) for each in facts.get("changes", ())),
    )  # fmt: skip
    response = services.draft_response(
        consultation=consultation, contributions=said, answer=content, by=by, now=deed.at
    )
    if "name" in facts:
        stage.answers[facts["name"]] = response.pk
    step = facts.get("step", "publish")
    if step == "propose":
        services.propose_response(response=response, by=by, now=deed.at)
    elif step == "publish":
        services.publish_response(response=response, by=by, now=deed.at)


def approve(stage: Stage, deed: Deed) -> None:
    response = Response.objects.get(pk=stage.answers[deed.facts["answer"]])
    by = stage.actor(deed, "participation.approve_response", response)
    services.approve_response(response=response, version=response.version, by=by, now=deed.at)


def say_whether_answered(stage: Stage, deed: Deed) -> None:
    """The authors of the voices in `answered`, and of those in `unanswered`, who say what was missing."""
    for name in deed.facts.get("answered", ()):
        said = voice(stage, name)
        services.say_whether_answered(contribution=said, is_answered=True, by=author(stage, said), now=deed.at)
    for name, comment in deed.facts.get("unanswered", {}).items():
        said = voice(stage, name)
        services.say_whether_answered(
            contribution=said, is_answered=False, comment=comment, by=author(stage, said), now=deed.at
        )


def report_outcome(stage: Stage, deed: Deed) -> None:
    """Write the outcome report, and publish it unless `publish` is false."""
    facts, consultation = deed.facts, opportunity(stage, deed).consultation
    by = stage.actor(deed, "participation.report_outcome", consultation)
    names = ("introduction", "said", "changed", "unchanged", "next_steps", "approved_date")
    content = {name: facts[name] for name in names if name in facts}
    report = outcomes.save_report(consultation=consultation, content=content, version=0, by=by, now=deed.at)
    if facts.get("publish", True):
        outcomes.publish_report(consultation=consultation, version=report.version, by=by, now=deed.at)


def tell_of_decision(stage: Stage, deed: Deed) -> None:
    """Tell of a decision; with a `process` it ends it, unless `ends_process` is false."""
    facts = deed.facts
    institution = Institution.objects.get(code=facts["institution"])
    by = stage.actor(deed, "participation.start_decision", institution)
    content: dict[str, Any] = {name: facts[name] for name in OF_A_DECISION if name in facts} | about(facts)
    content.pop("topics", None)
    if "process" in facts:
        content["process"] = Process.objects.get(pk=stage.processes[facts["process"]])
    if "measure" in facts:
        content["measure"] = Measure.objects.get(plan=stage.plan, key=facts["measure"])
    decision = outcomes.start_decision(institution=institution, content=content, by=by, now=deed.at)
    stage.decisions[facts["name"]] = decision.pk
    if facts.get("publish", True):
        ends = facts.get("ends_process", "process" in facts)
        outcomes.publish_decision(decision=decision, ends_process=ends, by=by, now=deed.at)


def note_telling(stage: Stage, deed: Deed) -> None:
    decision, facts = _decision(stage, deed), deed.facts
    by = stage.actor(deed, "participation.manage_decision", decision)
    for each in facts["channels"]:
        outcomes.add_telling(decision=decision, told_date=deed.at.date(), **each, by=by, now=deed.at)


def note_progress(stage: Stage, deed: Deed) -> None:
    decision, facts = _decision(stage, deed), deed.facts
    by = stage.actor(deed, "participation.manage_decision", decision)
    outcomes.add_update(
        decision=decision, progress=facts["progress"], as_of_date=deed.at.date(), text=facts["text"], by=by,
        now=deed.at,
    )  # fmt: skip


def _decision(stage: Stage, deed: Deed) -> Decision:
    return Decision.objects.select_related("institution").get(pk=stage.decisions[deed.facts["decision"]])


def _change(stage: Stage, facts: dict[str, str]) -> Changed:
    if "decision" in facts:
        return Changed("participation.decision", str(stage.decisions[facts["decision"]]), facts.get("note", ""))
    if "draft" in facts:
        newest = Wording.objects.filter(version__draft=stage.drafts[facts["draft"]]).newest().standing()
        wording = newest.get(mark=facts["mark"])
        return Changed("drafts.wording", str(wording.pk), facts.get("note", ""))
    return Changed("participation.document_version", str(stage.versions[facts["version"]]), facts.get("note", ""))
