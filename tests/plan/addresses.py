"""Who may ask for what below /plans/: all that is public everybody, the workplace each in the own part."""

from datetime import timedelta

from balss.places.models import Institution
from balss.plan import models
from balss.plan.models import authored_by
from balss.shared.models import FileContent, StoredFile
from tests.safety.addresses import EVERYBODY, Visitor, acts, all_get, forms, only, reads
from tests.safety.world import World

OWN, OTHER, COORDINATOR, REVIEWER = Visitor.OFFICIAL, Visitor.OTHER_OFFICIAL, Visitor.COORDINATOR, Visitor.REVIEWER
ADMINISTRATOR = Visitor.ADMINISTRATOR
TABLES = "/plans/{plan}/dati/measures"

ADDRESSES = [
    *reads(
        EVERYBODY,
        "/plans/",
        "/plans/visi/",
        "/plans/{plan}/",
        "/plans/{plan}/apnemsanas/1/",
        "/plans/{plan}/pasakumi/1.2/",
        "/plans/{plan}/pasakumi/1.2/izmainas/",
        "/plans/{plan}/pasakumi/1.2/ieraksti/1/",
        "/plans/{plan}/dati/pasakumi/1.2/ieraksti/1.csv",
        "/plans/{plan}/dati/pasakumi/1.2/ieraksti/1.json",
        "/plans/{plan}/institucijas/",
        "/plans/{plan}/institucijas/{own}/",
        "/plans/{plan}/kalendars/",
        "/plans/{plan}/neskaidrais/",
        "/plans/{plan}/iznakums/",
        "/plans/{plan}/paveiktais/",
        "/plans/{plan}/izmainas/",
        "/plans/{plan}/pasnovertejums/",
        "/plans/{plan}/pasnovertejums/viss/",
    ),
    *reads(
        EVERYBODY,
        "/plans/{plan}/dati/",
        "/plans/{plan}/dati/datapackage.json",
        "/plans/{plan}/dati/plans.json",
        "/plans/{plan}/dati/plans.xlsx",
        *(f"/plans/{{plan}}/dati/{table}.csv" for table in ("measures", "reports", "values", "bodies", "changes")),
        *(f"/plans/{{plan}}/dati/{table}.csv" for table in ("assessments", "deadlines", "indicators", "gaps")),
        "/plans/{plan}/dati/reports.xlsx",
        "/plans/{plan}/dati/reports.json",
        "/plans/{plan}/dati/pasakumi/1.2.json",
        "/plans/{plan}/dati/pasakumi/1.2.atom",
        "/plans/{plan}/dati/institucijas/{own}.json",
        "/plans/{plan}/dati/institucijas/{own}.ics",
        "/plans/{plan}/dati/institucijas/{own}.atom",
        "/plans/{plan}/dati/termini.ics",
        "/plans/{plan}/dati/izmainas.atom",
        "/plans/{plan}/pasnovertejums/viss.pdf",
        "/plans/{plan}/pasnovertejums/viss.docx",
    ),
    *reads(
        EVERYBODY,
        "/api/v1/plans",
        "/api/v1/plans/{plan}",
        "/api/v1/plans/{plan}/measures/1.2",
        "/api/v1/plans/{plan}/footnotes",
        "/api/v1/plans/{plan}/institutions/XM",
        *(
            f"/api/v1/plans/{{plan}}/{table}"
            for table in ("assessments", "bodies", "changes", "counts", "deadlines", "gaps")
        ),
        *(f"/api/v1/plans/{{plan}}/{table}" for table in ("indicators", "measures", "reports", "targets", "values")),
    ),
    # the workplace: whoever coordinates or reviews is led on to the own page
    *reads(only(OWN, OTHER) | {COORDINATOR: 302, REVIEWER: 302}, "/plans/darbs/"),
    *reads(only(OWN), "/plans/darbs/pasakumi/{plan}/1.1/"),
    *acts(only(OWN, get=302), "/plans/darbs/pasakumi/{plan}/1.5/zinot/"),
    # reports: what is sent is public, a draft its institution's
    *reads(EVERYBODY, "/plans/darbs/parskati/{submitted}/"),
    *reads(only(OWN), "/plans/darbs/parskati/{draft}/"),
    *reads(only(OWN, COORDINATOR), "/plans/darbs/parskati/{returned}/"),
    *forms(
        only(OWN),
        "/plans/darbs/parskati/{draft}/rakstit/",
        sent=all_get(403) | {OWN: 422},  # who is refused gets the words back, signed in or not
    ),
    *acts(
        only(OWN, get=302),
        "/plans/darbs/parskati/{draft}/izmest/",
        "/plans/darbs/parskati/{draft}/arpus-perioda/",
        "/plans/darbs/parskati/{submitted}/atsaukt/",
        "/plans/darbs/parskati/{returned}/labot/",
    ),
    # the coordinator
    *reads(only(COORDINATOR), "/plans/darbs/koordinators/"),
    *forms(only(COORDINATOR, ADMINISTRATOR), "/plans/darbs/redakcijas/", post=422),
    *reads(only(COORDINATOR, get=302), "/plans/darbs/redakcijas/{upload}/", post=only(COORDINATOR, get=302)),
    *acts(only(COORDINATOR, get=302), "/plans/darbs/redakcijas/{upload}/atmest/"),
    *acts(only(COORDINATOR, get=422), "/plans/darbs/parskati/{submitted}/atgriezt/"),
    *acts(only(COORDINATOR, get=302), "/plans/darbs/parskati/pienemt/", report="{submitted}"),
    *forms(only(COORDINATOR), "/plans/darbs/koordinators/periodi/{plan}/1/", post=302),
    *forms(only(COORDINATOR), "/plans/darbs/pieprasijumi/jauns/{plan}/", post=422),
    *forms(
        only(COORDINATOR, OWN),
        "/plans/darbs/pieprasijumi/{request}/",
        sent=only(OWN, get=422) | {COORDINATOR: 200},
    ),
    *acts(
        only(COORDINATOR, get=302),
        "/plans/darbs/pieprasijumi/{request}/atgadinat/",
        "/plans/darbs/pieprasijumi/{request}/slegt/",
    ),
    # the reviewer
    *reads(only(REVIEWER), "/plans/darbs/vertejumi/"),
    *forms(
        only(REVIEWER),
        "/plans/darbs/vertejumi/{plan}/1.2/",
        "/plans/darbs/vertejumi/{plan}/1.2/{assessment}/labot/",
        post=422,
    ),
    # a document hangs on its report, and is read by whoever may read that
    *reads(EVERYBODY, "/faili/{document_of_submitted}/"),
    *reads(only(OWN), "/faili/{document_of_draft}/"),
]


def furnish(world: World) -> None:
    plan = _plan(world)
    for place in range(1, 6):
        _measure(world, plan, place)
    period = models.ReportingPeriod.objects.create(
        plan=plan, code="1", label={"lv": world.hostile("period.label"), "en": world.hostile("period.label_en")},
        start_date=plan.start_date, end_date=world.today - timedelta(days=1),
        closes_date=world.today + timedelta(days=30),
    )  # fmt: skip
    status = models.OfficialStatus.objects.create(
        plan=plan, code="IP", place=1, label={"lv": world.hostile("status.label"), "en": "Going on"}
    )
    for place, state in enumerate(("draft", "submitted", "returned", "accepted"), start=1):
        _report(world, plan.measures.get(key=f"1.{place}"), period, status, state)
    _assessment(world, plan.measures.get(key="1.2"))
    _request(world, plan, period)
    world.names |= {"plan": plan.slug, "upload": _upload(world).public_id}


def _plan(world: World) -> models.Plan:
    title = {"lv": world.hostile("plan.title"), "en": world.hostile("plan.title_en")}
    plan = models.Plan.objects.create(
        slug="lv-6", country="LV", number=6, title=title, languages=["lv", "en"], coordinator=world.chancellery,
        start_date=world.today - timedelta(days=300), end_date=world.today + timedelta(days=300),
    )  # fmt: skip
    commitment = {"lv": world.hostile("commitment.title"), "en": world.hostile("commitment.title_en")}
    models.Commitment.objects.create(plan=plan, number="1", place=1, title=commitment)
    edition = models.Edition.objects.create(
        plan=plan, number=1, sha256="0" * 64, file_name=world.hostile("edition.file_name"), document={},
        imported_at=world.now, author="system",
    )  # fmt: skip
    models.Change.objects.create(
        edition=edition, place=1, kind="changed", what="title", measure_key="1.2",
        before=world.hostile("change.before", lines=True), after=world.hostile("change.after", lines=True),
    )  # fmt: skip
    return plan


def _measure(world: World, plan: models.Plan, place: int) -> None:
    say, key = world.hostile, f"1.{place}"
    measure = models.Measure.objects.create(
        plan=plan, commitment=plan.commitments.get(), key=key, number=key, place=place,
        title={"lv": f"{say('measure.title')} {key}", "en": say("measure.title_en")},
        cells=[{"column": "title", "words": say("measure.cells", lines=True), "line": 1}],
    )  # fmt: skip
    models.BodyPart.objects.create(
        measure=measure, institution=world.own, part="responsible", place=1, words=say("body.words"),
        scope=say("body.scope"), within=say("body.within"),
    )  # fmt: skip
    models.BodyPart.objects.create(measure=measure, part="co_responsible", place=2, words=say("unknown_body.words"))
    models.Result.objects.create(measure=measure, place=1, words={"lv": say("result.words"), "en": "Result"})
    models.Deadline.objects.create(
        measure=measure, serial=1, place=1, words={"lv": say("deadline.words", lines=True), "en": "Deadline"},
        kind="date", due_date=world.today + timedelta(days=10), applies_to=say("deadline.applies_to"),
    )  # fmt: skip
    indicator = models.Indicator.objects.create(
        measure=measure, serial=1, place=1, kind="count", words={"lv": say("indicator.words"), "en": "Count"},
        metrics=["events"], counts=[{"metric": "events", "record": "events.held"}],
    )  # fmt: skip
    record = {
        "key": key, "kind": "events.held", "date": str(world.today), "title": say("counted.title"), "language": "lv",
        "url": "/pasakumi/x/", "institution": world.own.pk, "amount": 1, "topics": [],
        "state": {"lv": say("counted.state"), "en": "held"},
    }  # fmt: skip
    models.EvidenceCount.objects.create(
        indicator=indicator, metric="events", recorded_at=world.now, as_of_date=world.today, number=1,
        parts=[{"year": world.today.year, "institution": world.own.pk, "number": 1}], records=[record], came=[record],
    )  # fmt: skip
    models.Target.objects.create(
        indicator=indicator, place=1, operator=">=", value=5, unit=say("target.unit"), scope=say("target.scope")
    )
    edition = plan.editions.get()
    models.Gap.objects.create(
        edition=edition, measure=measure, place=place, kind="missing_deadline", line=place,
        message={"lv": say("gap.message", lines=True), "en": "Gap"},
    )  # fmt: skip
    models.Footnote.objects.create(
        edition=edition, number=place, words={"lv": say("footnote.words", lines=True), "en": "Note"}, line=place,
        addresses=["https://example.lv/?a='&b=\""], measure=measure,
    )  # fmt: skip


def _report(
    world: World,
    measure: models.Measure,
    period: models.ReportingPeriod,
    status: models.OfficialStatus,
    state: str,
) -> None:
    say, sent, decided = world.hostile, state != "draft", state in ("returned", "accepted")
    report = models.ProgressReport.objects.create(
        measure=measure, institution=world.own, period=period, as_of_date=period.end_date, status=status, state=state,
        text=say(f"{state}_report.text", lines=True), obstacles=say(f"{state}_report.obstacles", lines=True),
        return_reason=say("report.return_reason", lines=True) if state == "returned" else "",
        created_at=world.now, updated_at=world.now,
        submitted_at=world.now if sent else None, decided_at=world.now if decided else None,
        **authored_by(world.actor(OWN)),
    )  # fmt: skip
    document = _document(world, state)
    models.IndicatorValue.objects.create(
        report=report, indicator=measure.indicators.get(), institution=world.own, number=3,
        text=say(f"{state}_value.text", lines=True), as_of_date=report.as_of_date, document=document,
        address="https://example.lv/?a='&b=<script>", source=say("value.source"), recorded_at=world.now,
        **authored_by(world.actor(OWN)),
    )  # fmt: skip
    world.names |= {state: report.public_id, f"document_of_{state}": document.public_id}


def _document(world: World, state: str) -> StoredFile:
    content = FileContent.objects.first()
    assert content is not None
    return StoredFile.objects.create(
        content=content, name=world.hostile(f"{state}_document.name"), media_type="application/pdf", is_public=False,
        guard="plan.report_document", institution_id=world.own.pk, uploaded_at=world.now,
        account_id=world.accounts[OWN].pk,
    )  # fmt: skip


def _upload(world: World) -> StoredFile:
    """A document that the coordinator looks at, and that is no plan."""
    content = FileContent.objects.first()
    assert content is not None
    return StoredFile.objects.create(
        content=content, name=world.hostile("upload.name"), media_type="application/pdf", is_public=False,
        guard="plan.edition_source", institution_id=world.chancellery.pk, uploaded_at=world.now,
        account_id=world.accounts[COORDINATOR].pk,
    )  # fmt: skip


def _assessment(world: World, measure: models.Measure) -> None:
    assessment = models.Assessment.objects.create(
        measure=measure, completion="limited", text=world.hostile("assessment.text", lines=True),
        as_of_date=world.today, recorded_at=world.now, **authored_by(world.actor(REVIEWER)),
    )  # fmt: skip
    world.names["assessment"] = assessment.public_id


def _request(world: World, plan: models.Plan, period: models.ReportingPeriod) -> None:
    request = models.InformationRequest.objects.create(
        plan=plan, period=period, subject=world.hostile("request.subject"),
        text=world.hostile("request.text", lines=True), answer_by_date=world.today + timedelta(days=5),
        sent_at=world.now - timedelta(days=3), **authored_by(world.actor(COORDINATOR)),
    )  # fmt: skip
    asked: list[tuple[Institution, str]] = [(world.own, world.hostile("request.answer", lines=True))]
    for institution, answer in asked:
        models.RequestRecipient.objects.create(
            request=request, institution=institution, answer=answer, answered_at=world.now
        )
    world.names["request"] = request.public_id
