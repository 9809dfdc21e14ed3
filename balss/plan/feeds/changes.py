"""What happens to a plan, a measure or an institution's obligations, as Atom (RFC 4287), newest first.

Reports, values, assessments, changes by a new edition, and deadlines that have passed. The id of an entry is the public
id of what it tells, or a tag of the plan's own (RFC 4151); it never changes and is the same in each feed and language.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balss.core.atom import Entry, Feed, atom
from balss.places.models import Institution
from balss.plan.models import (
    Assessment,
    Change,
    Deadline,
    EvidenceCount,
    IndicatorValue,
    Measure,
    Plan,
    ProgressReport,
    Said,
)
from balss.plan.queries import edition_in_force, history_of
from balss.plan.queries.history import Happening
from balss.plan.queries.scope import Scope
from balss.plan.templatetags.plan import part_of_plan
from balss.shared.feed_answers import feed_answer
from balss.shared.http import Request

MEDIA_TYPE = "application/atom+xml"
MOST = 60  # entries of a feed; older ones are in the data
WORDS = 80  # of a summary


@require_safe
def of_plan(request: Request, slug: str) -> HttpResponseBase:
    plan = get_object_or_404(Plan, slug=slug)
    page = reverse("plan:changes", args=[slug])
    return _feed(request, Scope(plan, timezone.localdate(request.now)), str(plan.name), page)


@require_safe
def of_measure(request: Request, slug: str, key: str) -> HttpResponseBase:
    measure = get_object_or_404(Measure.objects.select_related("plan"), plan__slug=slug, key=key)
    page = reverse("plan:measure", args=[slug, key])
    scope = Scope(measure.plan, timezone.localdate(request.now), measure=measure)
    return _feed(request, scope, f"{key} {_title(measure)}", page)


@require_safe
def of_institution(request: Request, slug: str, institution_slug: str) -> HttpResponseBase:
    """What it reported, and what happens to the measures in which it has a part."""
    plan, today = get_object_or_404(Plan, slug=slug), timezone.localdate(request.now)
    body = get_object_or_404(Institution.objects.prefetch_related("names"), slug=institution_slug)
    page = reverse("plan:institution", args=[slug, institution_slug])
    return _feed(request, Scope(plan, today, institution=body), f"{body.name_on(today)}: {plan.name}", page)


def _feed(request: Request, scope: Scope, title: str, page: str) -> HttpResponseBase:
    edition = edition_in_force(scope.plan)
    publisher = settings.OPERATOR or "Balss"
    told = [_told(each, scope) for each in history_of(scope, most=MOST)]
    entries = sorted([*told, *_passed(scope, publisher)], key=lambda each: (each.updated_at, each.id), reverse=True)
    feed = Feed(
        id=_tag(scope.plan, urlsplit(page).path.removeprefix("/en")),
        title=title,
        language=get_language() or "lv",
        url=settings.ORIGIN + request.path,
        page=settings.ORIGIN + page,
        author=publisher,
        updated_at=edition.imported_at if edition else request.now,
        entries=entries[:MOST],
    )
    name = f"{request.resolver_match.url_name if request.resolver_match else 'changes'}.atom"
    return feed_answer(request, atom(feed), MEDIA_TYPE, changed_at=feed.newest_at, file_name=name)


def _told(happening: Happening, scope: Scope) -> Entry:
    subject = happening.subject
    if isinstance(subject, ProgressReport):
        return _of_report(subject, scope)
    if isinstance(subject, IndicatorValue):
        return _of_value(subject, scope)
    if isinstance(subject, Assessment):
        return _of_assessment(subject, scope)
    if isinstance(subject, EvidenceCount):
        return _of_count(subject, scope)
    return _of_change(subject, scope)


def _of_report(report: ProgressReport, scope: Scope) -> Entry:
    submitted_at = cast(datetime, report.submitted_at)  # a constraint: public reports have it
    status = str(report.status.name) if report.status else ""
    words = {"key": report.measure.key, "body": scope.name_of(report.institution_id), "status": status}
    return Entry(
        id=f"urn:uuid:{report.public_id}",
        title=_("%(key)s: %(body)s reported: %(status)s") % words,
        updated_at=report.decided_at or submitted_at,
        published_at=submitted_at,
        url=_page(scope, report.measure, "reports"),
        category="report",
        author=words["body"] or "",
        summary=Truncator(report.text).words(WORDS),
        language=report.language,
    )


def _of_value(value: IndicatorValue, scope: Scope) -> Entry:
    measure = value.indicator.measure
    said_value = value.text if value.number is None else f"{value.number.normalize():f}"
    return Entry(
        id=f"urn:uuid:{value.public_id}",
        title=_("%(key)s: a value was recorded: %(value)s")
        % {"key": measure.key, "value": Truncator(said_value).chars(80)},
        updated_at=value.recorded_at,
        published_at=value.recorded_at,
        url=_page(scope, measure, f"r{value.indicator.serial}"),
        category="value",
        author=scope.name_of(value.institution_id) or settings.OPERATOR or "Balss",
        summary=value.indicator.name,
        language=value.indicator.name.language,
    )


def _of_assessment(assessment: Assessment, scope: Scope) -> Entry:
    words = {"key": assessment.measure.key, "completion": assessment.get_completion_display()}
    return Entry(
        id=f"urn:uuid:{assessment.public_id}",
        title=_("%(key)s: independent assessment: %(completion)s") % words,
        updated_at=assessment.recorded_at,
        published_at=assessment.recorded_at,
        url=_page(scope, assessment.measure, "assessment"),
        category="assessment",
        author=_("Independent reviewer"),
        summary=Truncator(assessment.text).words(WORDS),
        language=assessment.language,
    )


def _of_count(count: EvidenceCount, scope: Scope) -> Entry:
    indicator = count.indicator
    words = {"key": indicator.measure.key, "before": count.before, "number": count.number}
    return Entry(
        id=_tag(scope.plan, f"/measures/{indicator.measure.key}/counts/{count.pk}"),
        title=_("%(key)s: counted from records: was %(before)s, now %(number)s") % words,
        updated_at=count.recorded_at,
        published_at=count.recorded_at,
        url=_page(scope, indicator.measure, f"r{indicator.serial}"),
        category="count",
        author=settings.OPERATOR or "Balss",
        summary=indicator.name,
        language=indicator.name.language,
    )


def _of_change(change: Change, scope: Scope) -> Entry:
    at, number = change.edition.imported_at, change.edition.number
    said_kind = change.get_kind_display()
    key = change.measure_key
    title = _("Edition %(number)s of the plan: %(what)s – %(kind)s") % {
        "number": number, "what": part_of_plan(change.what), "kind": said_kind,
    }  # fmt: skip
    address = (
        reverse("plan:measure", args=[scope.plan.slug, key]) if key else reverse("plan:changes", args=[scope.plan.slug])
    )
    return Entry(
        id=_tag(scope.plan, f"/editions/{number}/changes/{change.place}"),
        title=f"{key}: {title}" if key else title,
        updated_at=at,
        published_at=at,
        url=settings.ORIGIN + address,
        category="change",
        author=settings.OPERATOR or "Balss",
        summary=Truncator(" → ".join(filter(None, [change.before, change.after]))).words(WORDS),
        language=scope.plan.languages[0] if scope.plan.languages else "",
    )


def _passed(scope: Scope, publisher: str) -> Iterator[Entry]:
    """Deadlines of the edition in force whose last day is over, newest first; each as of the midnight after it."""
    over = scope.of_measures(Deadline.objects.standing().filter(due_date__lt=scope.on)).select_related("measure")
    for deadline in over.order_by("-due_date", "-id")[:MOST]:
        day = deadline.due_date or scope.on
        at = datetime.combine(day + timedelta(days=1), time(), tzinfo=timezone.get_default_timezone())
        yield Entry(
            id=_tag(scope.plan, f"/measures/{deadline.measure.key}/deadlines/{deadline.serial}/{day.isoformat()}"),
            title=_("%(key)s: the deadline has passed: %(words)s")
            % {"key": deadline.measure.key, "words": deadline.name},
            updated_at=at,
            published_at=at,
            url=_page(scope, deadline.measure, "deadlines"),
            category="deadline",
            author=publisher,
            summary=_title(deadline.measure),
            language=_title(deadline.measure).language,
        )


def _title(measure: Measure) -> Said:
    return measure.name or Said(_("The title is lost in the published text"), get_language() or "lv")


def _page(scope: Scope, measure: Measure, fragment: str) -> str:
    return f"{settings.ORIGIN}{reverse('plan:measure', args=[scope.plan.slug, measure.key])}#{fragment}"


def _tag(plan: Plan, name: str) -> str:
    """A name of the plan's own: of the day on which the plan began, when nobody else had the host."""
    return f"tag:{urlsplit(settings.ORIGIN).hostname},{plan.start_date.isoformat()}:{plan.slug}{name}"
