"""Who may ask for what below /lidzdaliba/: all that is published everybody, the workplace the own institution."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.signing import Signer

from balss.participation.models import (
    Attachment,
    BurdenIdea,
    ChangeLink,
    Consultation,
    Contribution,
    ContributionVersion,
    Decision,
    DecisionUpdate,
    Document,
    DocumentVersion,
    Opportunity,
    OutcomeReport,
    OutsideSource,
    Process,
    Removal,
    Report,
    Response,
    Stage,
    Telling,
)
from balss.participation.services.contributions import author_link
from balss.participation.views.contributions.saying import RECEIPT_SALT
from balss.people.models import Person
from balss.places.models import Institution
from balss.shared.models import FileContent, StoredFile
from tests.safety.addresses import EVERYBODY, NOBODY, SIGN_IN, Visitor, acts, all_get, forms, only, reads
from tests.safety.world import World

OWN, OTHER, RESIDENT = Visitor.OFFICIAL, Visitor.OTHER_OFFICIAL, Visitor.RESIDENT
ROOT, WORK, API = "/lidzdaliba/", "/lidzdaliba/darbs/", "/api/v1/participation/"
OF, KEEP = f"{ROOT}iespejas/{{opportunity}}/", f"{WORK}iespejas/{{opportunity}}/"
AUTHOR = only(RESIDENT)

ADDRESSES = [
    *reads(
        EVERYBODY,
        ROOT,
        f"{ROOT}?kad=all&iestade={{own}}&q=vards",
        f"{ROOT}iespejas.json",
        f"{ROOT}iespejas.csv",
        f"{ROOT}iespejas.atom?kad=all",
        f"{ROOT}iespejas.ics",
        f"{ROOT}ieklaut/{{own}}/?skaits=3&kad=all",
        f"{ROOT}procesi/{{process}}/",
        f"{ROOT}procesi/{{process}}/dati.json",
        OF,
        f"{OF}plakats.pdf",
        f"{OF}rezultats/",
        f"{ROOT}iespejas/{{opportunity}}/rezultats.pdf",
        f"{ROOT}iespejas/{{opportunity}}/rezultats.csv",
        f"{ROOT}iespejas/{{opportunity}}/rezultats.json",
        f"{ROOT}lemumi/",
        f"{ROOT}lemumi/?q=vards&gaita=done",
        f"{ROOT}lemumi/dati.json",
        f"{ROOT}lemumi/{{decision}}/",
        f"{ROOT}lemumi/{{decision}}/dati.json",
    ),
    *reads(
        EVERYBODY,
        f"{API}opportunities?when=open&kind=ideas&institution=OWN",
        f"{API}opportunities/{{opportunity}}",
        f"{API}opportunities/{{opportunity}}/contributions",
        f"{API}opportunities/{{opportunity}}/outcome",
        f"{API}processes",
        f"{API}processes/{{process}}",
        f"{API}outcomes",
        f"{API}decisions",
        f"{API}decisions/{{decision}}",
    ),
    *reads(
        NOBODY,
        f"{API}opportunities/{{opportunity_draft}}",
        f"{API}opportunities/{{opportunity_draft}}/contributions",
        f"{API}opportunities/{{opportunity_draft}}/outcome",
        f"{API}processes/{{process_draft}}",
        f"{API}decisions/{{decision_draft}}",
    ),
    *forms(EVERYBODY, f"{ROOT}mana-izvele/", sent=all_get(302, anonymous=SIGN_IN)),
    *reads(EVERYBODY, f"{ROOT}?mana_vieta=x&mana_joma=y"),
    # drafts are the institution's own
    *reads(
        only(OWN),
        f"{ROOT}procesi/{{process_draft}}/",
        f"{ROOT}procesi/{{process_draft}}/dati.json",
        f"{ROOT}iespejas/{{opportunity_draft}}/",
        f"{ROOT}iespejas/{{opportunity_draft}}/plakats.pdf",
        f"{ROOT}iespejas/{{opportunity_draft}}/rezultats/",
        f"{ROOT}iespejas/{{opportunity_draft}}/rezultats.json",
        f"{ROOT}lemumi/{{decision_draft}}/",
        f"{ROOT}lemumi/{{decision_draft}}/dati.json",
    ),
    # what people say
    *reads(
        EVERYBODY,
        f"{OF}?words=vards&order=supported",
        f"{OF}viss/",
        f"{OF}pavediens/{{receipt}}/",
        f"{OF}viedokli.csv",
        f"{OF}viedokli.json",
        f"{OF}viedokli.atom",
        f"{ROOT}kvits/{{receipt_link}}/",
        "/faili/{said_file}/",
    ),
    *forms(EVERYBODY, f"{OF}teikt/", f"{OF}teikt/?atbilde={{receipt}}", post=422),
    *forms(EVERYBODY, f"{OF}zinot/?viedoklis={{receipt}}", post=422),
    *acts(
        only(*(visitor for visitor in Visitor if visitor not in (Visitor.ANONYMOUS, RESIDENT)), get=302),
        f"{OF}atbalsts/",
        support="{receipt}",
    ),
    *reads(all_get(404), f"{OF}pavediens/{{said_held}}/", f"{ROOT}kvits/x:y/"),
    # the own contribution: its author's alone
    *forms(AUTHOR, f"{ROOT}mani/{{receipt}}/labot/", post=422),
    *forms(EVERYBODY, f"{ROOT}saite/{{said_link}}/", post=302),
    *forms(EVERYBODY, f"{ROOT}saite/{{said_link}}/labot/", post=422),
    *forms(all_get(404), f"{ROOT}saite/x:y/labot/", sent=all_get(404)),
    *forms(AUTHOR, f"{ROOT}mani/{{receipt}}/", post=302),
    *forms(all_get(404), f"{ROOT}saite/x:y/", sent=all_get(404)),
    # the workplace; helpers of libraries, who are no visitor here, have a list of their own
    *reads(only(), f"{WORK}palidzet/"),
    *forms(only(OWN), f"{KEEP}lasit/", post=302),
    *forms(only(OWN), f"{KEEP}nonemt/?viedoklis={{receipt}}", f"{KEEP}nonemt/?viedoklis={{contested}}", post=422),
    *forms(only(OWN), f"{KEEP}ievadit/", post=422),
    *reads(only(OWN), "/faili/{original}/", f"{KEEP}materiali/lapai.html", f"{KEEP}materiali/presei.txt"),
    *forms(only(OWN), f"{KEEP}materiali/", post=422),
    # what is published elsewhere, and from where it is imported
    *reads(EVERYBODY, f"{ROOT}?kad=all&kur=elsewhere"),
    *reads(only(Visitor.COORDINATOR), f"{WORK}avoti/"),
    *forms(only(Visitor.COORDINATOR), f"{WORK}avoti/jauns/", f"{WORK}avoti/{{outside_source}}/", post=422),
    *reads(only(OWN, OTHER), WORK, f"{WORK}ieklaut/?veids=ideas&skaits=3"),
    *forms(only(OWN, OTHER), f"{WORK}jauns-process/", f"{WORK}lemumi/jauns/", post=422),
    *forms(
        only(OWN),
        f"{WORK}procesi/{{process}}/",
        f"{WORK}procesi/{{process}}/labot/",
        f"{WORK}procesi/{{process}}/dokumenti/",
        f"{WORK}procesi/{{process}}/jauna-iespeja/",
        KEEP,
        f"{KEEP}labot/",
        f"{KEEP}atbildes/jauna/",
        f"{KEEP}parskats/",
        f"{WORK}atbildes/{{response}}/",
        f"{WORK}lemumi/{{decision}}/",
        f"{WORK}lemumi/{{decision}}/labot/",
        post=422,
    ),
    *forms(only(OWN), f"{WORK}procesi/{{process}}/posmi/", post=422),
    *forms(only(OWN), f"{KEEP}atbildes/", post=302),
]


def furnish(world: World) -> None:
    for state in ("draft", "under_way"):
        _process(world, state)
    process, draft = Process.objects.get(state="under_way"), Process.objects.get(state="draft")
    _opportunity(world, process, "published")
    _opportunity(world, draft, "draft")
    for state in ("draft", "published"):
        _decision(world, state)
    _elsewhere(world)


def _elsewhere(world: World) -> None:
    say = world.hostile
    source = OutsideSource.objects.create(
        code="avots", name=say("outside_source.name", most=200), form="csv", data_address="https://example.lv/a.csv"
    )
    Opportunity.objects.create(
        kind="other", origin=source.origin, origin_key="1", address="https://example.lv/?a='", state="published",
        title=say("elsewhere.title", most=200), organiser=say("elsewhere.organiser"), opens_at=world.now,
        published_at=world.now, **_written(world),
    )  # fmt: skip
    world.names["outside_source"] = source.code


def _written(world: World) -> dict[str, object]:
    return {"author": "abc", "created_at": world.now, "updated_at": world.now}


def _process(world: World, state: str) -> Process:
    say = world.hostile
    process = Process.objects.create(
        slug=f"process-{state.replace('_', '-')}", institution=world.own, state=state,
        title=say(f"{state}_process.title", most=200), summary=say("process.summary", lines=True),
        decided_by=say("process.decided_by"), legal_ground=say("process.legal_ground"),
        can_change=say("process.can_change", lines=True), cannot_change=say("process.cannot_change", lines=True),
        affected=say("process.affected", lines=True),
        published_at=None if state == "draft" else world.now, **_written(world),
    )  # fmt: skip
    Stage.objects.create(process=process, place=1, title=say("stage.title"), text=say("stage.text", lines=True))
    document = Document.objects.create(process=process, place=1, kind="draft", title=say("document.title"))
    DocumentVersion.objects.create(
        document=document, number=1, address="https://example.lv/?a='", changes=say("version.changes", lines=True),
        **_written(world),
    )  # fmt: skip
    world.names["process" if state != "draft" else "process_draft"] = process.slug
    return process


def _opportunity(world: World, process: Process, state: str) -> None:
    say, public = world.hostile, state == "published"
    opportunity = Opportunity.objects.create(
        kind="ideas", process=process, institution=world.own, state=state,
        title=say(f"{state}_opportunity.title", most=200), question=say("opportunity.question"),
        summary=say("opportunity.summary", lines=True), what_happens=say("opportunity.what_happens", lines=True),
        contact=say("opportunity.contact"), offline=say("opportunity.offline", lines=True),
        opens_at=world.now - timedelta(days=1), closes_at=world.now + timedelta(days=20),
        answers_by_date=world.today + timedelta(days=40), published_at=world.now if public else None,
        **_written(world),
    )  # fmt: skip
    consultation = Consultation.objects.create(opportunity=opportunity)
    _report(world, consultation, public)
    world.names["opportunity" if public else "opportunity_draft"] = opportunity.public_id
    if public:
        _contribution(world, consultation)


def _contribution(world: World, consultation: Consultation) -> None:
    say = world.hostile
    response = Response.objects.create(
        consultation=consultation, verdict="partly", reason=say("response.reason", lines=True),
        theme=say("response.theme", most=100), state="published", published_at=world.now, **_written(world),
    )  # fmt: skip
    ChangeLink.objects.create(
        response=response, target="participation.decision", target_id="1", label=say("change.label"), address="/",
        note=say("change.note", lines=True),
    )  # fmt: skip
    person = Person.objects.get(accounts=world.accounts[RESIDENT])
    contribution = Contribution.objects.create(
        submission_key=UUID(int=1), consultation=consultation, kind="opinion", person=person, response=response,
        text=say("contribution.text", lines=True), name="Anna Liepa", shown="initials",
        organisation=say("contribution.organisation"), state="published", created_at=world.now, updated_at=world.now,
        submitted_at=world.now, published_at=world.now,
    )  # fmt: skip
    token = Signer(salt=RECEIPT_SALT).sign_object(contribution.pk)
    world.names |= {"receipt": contribution.receipt, "response": response.pk, "receipt_link": token}
    _around(world, contribution)
    _others(world, consultation)


def _around(world: World, said: Contribution) -> None:
    """What hangs on a contribution: files, an idea against burden, earlier words, a report."""
    say = world.hostile
    Attachment.objects.create(contribution=said, file=_file(world, "participation.attachment", "said_file"))
    BurdenIdea.objects.create(
        contribution=said, change=say("burden.change", lines=True), before=say("burden.before", lines=True),
        after=say("burden.after", lines=True),
    )  # fmt: skip
    ContributionVersion.objects.create(
        contribution=said, number=1, text=say("said_version.text", lines=True), replaced_at=world.now
    )
    Report.objects.create(
        contribution=said, ground="hate", text=say("content_report.text", lines=True), reported_at=world.now
    )


def _others(world: World, consultation: Consultation) -> None:
    """A guest's, entered from a letter; one that waits; one whose removal is contested."""
    say = world.hostile

    def make(column: str, **more: Any) -> Contribution:
        at = {"created_at": world.now, "updated_at": world.now, "submitted_at": world.now, "published_at": world.now}
        text = say(f"{column}_contribution.text", lines=True)
        return Contribution.objects.create(
            consultation=consultation, kind="proposal", text=text, **{"state": "published", **at, **more}
        )

    guest = make(
        "guest", name=say("contribution.name", most=150), shown="name", email="viesis@example.lv", channel="paper",
        entered_by="x", original=_file(world, "participation.original", "original"),
    )  # fmt: skip
    held = make("held", state="held", published_at=None)
    contested = make("removed", state="removed")
    Removal.objects.create(
        contribution=contested, ground="hate", facts=say("removal.facts", lines=True), removed_by="other",
        legal_ground=say("removal.legal_ground"), removed_at=world.now, state="contested", contested_at=world.now,
        objection=say("removal.objection", lines=True),
    )  # fmt: skip
    link = author_link(guest).split("/")[-2]
    world.names |= {"said_held": held.receipt, "contested": contested.receipt, "said_link": link}


def _file(world: World, guard: str, name: str) -> StoredFile:
    content = FileContent.objects.first()
    assert content is not None
    file = StoredFile.objects.create(
        content=content, name=f"{name}.txt", media_type="text/plain", is_public=False, guard=guard,
        uploaded_at=world.now,
    )  # fmt: skip
    world.names[name] = file.public_id
    return file


def _report(world: World, consultation: Consultation, public: bool) -> None:
    say = world.hostile
    OutcomeReport.objects.create(
        consultation=consultation, introduction=say("report.introduction", lines=True),
        said=say("report.said", lines=True), changed=say("report.changed", lines=True),
        unchanged=say("report.unchanged", lines=True), next_steps=say("report.next_steps", lines=True),
        state="published" if public else "draft", published_at=world.now if public else None,
        figures={"contributions": 1, "participants": 1, "supports": 0, "satisfaction": {"yes": 0, "no": 0},
                 "themes": {say("report.theme"): 1}} if public else {},
        **_written(world),
    )  # fmt: skip


def _decision(world: World, state: str) -> None:
    say, public = world.hostile, state == "published"
    decision = Decision.objects.create(
        slug=f"lemums-{state}", institution=Institution.objects.get(pk=world.own.pk), state=state,
        title=say(f"{state}_decision.title", most=200), text=say("decision.text", lines=True),
        affected=say("decision.affected", lines=True), decided_by=say("decision.decided_by"),
        decided_date=world.today, how_to_contest=say("decision.how_to_contest", lines=True),
        published_at=world.now if public else None, **_written(world),
    )  # fmt: skip
    Telling.objects.create(decision=decision, channel="press", told_date=world.today, note=say("telling.note"))
    DecisionUpdate.objects.create(
        decision=decision, as_of_date=world.today, progress="under_way", text=say("update.text", lines=True),
        **_written(world),
    )  # fmt: skip
    world.names["decision" if public else "decision_draft"] = decision.slug
