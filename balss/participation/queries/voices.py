"""What a person with an account said, supported and reported here, and what came of it; for that person alone."""

from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from balss.participation.models import Contribution, Report, Response, Support
from balss.participation.queries.said import answer_of
from balss.participation.queries.threads import support_count
from balss.shared.personal_data import Subject
from balss.shared.voices import Standing, Voice

State = Contribution.State
STANDINGS = {
    State.DRAFT: Standing.DRAFT,
    State.UNCONFIRMED: Standing.HELD,
    State.HELD: Standing.HELD,
    State.SPAM: Standing.HELD,
    State.REMOVED: Standing.ENDED,
    State.WITHDRAWN: Standing.ENDED,
}
READING = pgettext_lazy("contribution", "waiting to be read")


def contributions(subject: Subject, now: datetime) -> list[Voice]:
    return [_said(each) for each in _own(subject).filter(parent=None)]


def replies(subject: Subject, now: datetime) -> list[Voice]:
    return [_said(each) for each in _own(subject).exclude(parent=None)]


def supports(subject: Subject, now: datetime) -> list[Voice]:
    """Each with the answer to what was supported; words that were removed or taken back are not repeated."""
    given = Support.objects.filter(person__in=subject.person_ids).order_by("-given_at", "-id")
    found = given.select_related("contribution__consultation__opportunity", "contribution__response")
    return [_supported(each) for each in found.prefetch_related("contribution__response__changes")]


def reports(subject: Subject, now: datetime) -> list[Voice]:
    """Content that the person reported, with what was decided."""
    made = Report.objects.filter(person__in=subject.person_ids).order_by("-reported_at", "-id")
    return [_reported(each) for each in made.select_related("contribution__consultation__opportunity")]


def _own(subject: Subject) -> QuerySet[Contribution]:
    below = Contribution.objects.counted().filter(parent=OuterRef("pk")).order_by().values("parent")
    found = Contribution.objects.filter(person__in=subject.person_ids).order_by("-created_at", "-id")
    return (
        found.select_related("consultation__opportunity", "response", "satisfaction")
        .prefetch_related("response__changes", "removals")
        .annotate(
            support_count=support_count(),
            reply_count=Coalesce(
                Subquery(below.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), Value(0)
            ),
        )
    )


def _said(said: Contribution) -> Voice:
    opportunity = said.consultation.opportunity
    words = opportunity.words("title")
    answer = answer_of(said)
    standing = _standing(said, answer)
    satisfaction = getattr(said, "satisfaction", None)
    return Voice(
        at=said.submitted_at or said.created_at,
        about=words.text,
        language=words.language,
        text=said.text,
        address=reverse("participation:own", args=[said.receipt]),
        standing=standing,
        state=READING if said.state == State.SPAM else said.get_state_display(),
        receipt="" if said.state == State.DRAFT else said.receipt,
        due_date=opportunity.answers_by_date if standing == Standing.WAITING else None,
        asks=answer is not None and satisfaction is None,
        is_satisfied=satisfaction.is_answered if satisfaction else None,
        replies=said.reply_count,  # type: ignore[attr-defined]
        supports=said.support_count,  # type: ignore[attr-defined]
        **(_answered(answer) or {"reason": _removed(said)}),
    )


def _removed(said: Contribution) -> str:
    """Why it was removed, where it is."""
    removal = next(iter(said.removals.all()), None) if said.state == State.REMOVED else None
    return f"{removal.get_ground_display()}: {removal.facts}" if removal else ""


def _standing(said: Contribution, answer: Response | None) -> Standing:
    if said.state != State.PUBLISHED:
        return STANDINGS[State(said.state)]
    if answer is not None:
        return Standing.ANSWERED
    asks = said.parent_id is None or said.is_proposal
    return Standing.WAITING if asks and said.consultation.opportunity.is_public else Standing.STANDS


def _answered(answer: Response | None) -> dict[str, Any]:
    if answer is None:
        return {}
    return {
        "verdict": answer.get_verdict_display(),
        "reason": answer.reason,
        "answered_at": answer.published_at,
        "changes": tuple((change.label, change.address) for change in answer.changes.all()),
    }


def _supported(support: Support) -> Voice:
    said = support.contribution
    opportunity = said.consultation.opportunity
    words = opportunity.words("title")
    stands = said.state == State.PUBLISHED
    answer = answer_of(said) if stands else None
    return Voice(
        at=support.given_at,
        about=words.text,
        language=words.language,
        text=said.text if stands else "",
        address=_thread(said),
        standing=_standing(said, answer),
        state=said.get_state_display(),
        due_date=opportunity.answers_by_date if _standing(said, answer) == Standing.WAITING else None,
        **_answered(answer),
    )


def _reported(report: Report) -> Voice:
    said = report.contribution
    words = said.consultation.opportunity.words("title")
    return Voice(
        at=report.reported_at,
        about=words.text,
        language=words.language,
        text=report.text,
        address=_thread(said),
        standing=Standing.HELD if report.state == Report.State.OPEN else Standing.ANSWERED,
        state=report.get_state_display(),
        answered_at=report.decided_at,
    )


def _thread(said: Contribution) -> str:
    page = reverse("participation:thread", args=[said.consultation.opportunity.public_id, said.receipt])
    return f"{page}#{said.receipt}"
