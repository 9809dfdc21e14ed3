"""The independent reviewer judges how far a measure has come; a correction is a new assessment."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from balss.ledger.services import record
from balss.plan.models import Assessment, Measure, authored_by
from balss.plan.services.following import follow_assessment, tell_of_assessment
from balss.plan.services.progress.content import check_day
from balss.plan.services.refusals import AlreadyCorrected, ReasonMissing
from balss.shared.permissions import Actor, require


@transaction.atomic
def assess_measure(
    *,
    measure: Measure,
    completion: Assessment.Completion,
    text: str,
    as_of_date: date,
    by: Actor,
    now: datetime,
    corrects: Assessment | None = None,
    language: str = "lv",
) -> Assessment:
    """Record an assessment of how far the measure had come by the day, with reasons; public at once.

    Raises NotAllowed, ReasonMissing, DateInFuture, DateOutsidePeriod, AlreadyCorrected.
    """
    measure = Measure.objects.select_for_update(of=("self",)).select_related("plan").get(pk=measure.pk)
    require(by, "plan.assess_measure", measure, now)
    if not text.strip():
        raise ReasonMissing
    check_day(as_of_date, period=None, plan_start=measure.plan.start_date, today=timezone.localdate(now))
    if corrects is not None and not Assessment.objects.standing().filter(pk=corrects.pk, measure=measure).exists():
        raise AlreadyCorrected
    assessment = Assessment.objects.create(
        measure=measure, completion=completion, text=text.strip(), language=language, as_of_date=as_of_date,
        recorded_at=now, supersedes=corrects, **authored_by(by),
    )  # fmt: skip
    content = {
        "assessment": str(assessment.public_id),
        "plan": measure.plan.slug,
        "measure": measure.key,
        "completion": str(completion),
        "text": assessment.text,
        "as_of_date": as_of_date.isoformat(),
        "corrects": str(corrects.public_id) if corrects else None,
    }
    record(action="plan.measure_assessed", subject=assessment, by=by, now=now, content=content)
    follow_assessment(assessment)
    tell_of_assessment(assessment, now=now)
    return assessment
