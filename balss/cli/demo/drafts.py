"""Drafts of legal acts of the story, each through the service that a page would call, at its own time."""

from balss.cli.demo.stage import Stage
from balss.cli.demo.story import Deed
from balss.drafts import services
from balss.drafts.models import Draft
from balss.drafts.services import Content
from balss.participation.models import Opportunity, Process
from balss.places.models import Institution, Territory, Topic

OWN_WORDS = ("title", "kind", "summary", "unit", "contact_email", "contact_phone", "english")


def begin(stage: Stage, deed: Deed) -> None:
    """Begin a draft and publish its first version, unless `publish` is false."""
    facts = deed.facts
    institution = Institution.objects.get(code=facts["institution"])
    content = Content(
        **{name: facts[name] for name in OWN_WORDS if name in facts},
        topics=tuple(Topic.objects.filter(code__in=facts["topics"])),
        territories=tuple(Territory.objects.filter(slug__in=facts.get("places", ()))),
        process=Process.objects.get(pk=stage.processes[facts["process"]]) if "process" in facts else None,
        opportunity=(
            Opportunity.objects.get(pk=stage.opportunities[facts["opportunity"]]) if "opportunity" in facts else None
        ),
    )
    by = stage.actor(deed, "drafts.create_draft", institution)
    draft = services.create_draft(institution=institution, content=content, by=by, now=deed.at)
    stage.drafts[facts["name"]] = draft.pk
    publish(stage, deed, draft)


def new_version(stage: Stage, deed: Deed) -> None:
    publish(stage, deed, Draft.objects.get(pk=stage.drafts[deed.facts["draft"]]))


def publish(stage: Stage, deed: Deed, draft: Draft) -> None:
    facts = deed.facts
    by = stage.actor(deed, "drafts.edit_draft", draft)
    draft = services.set_text(draft=draft, text=facts["text"], revision=draft.revision, by=by, now=deed.at)
    if facts.get("publish", True):
        services.publish_version(draft=draft, note=facts.get("note", ""), revision=draft.revision, by=by, now=deed.at)


VERBS = {"draft_act": begin, "draft_version": new_version}
