"""What of participation is found by searching: as its pages say it, and nobody's name.

Keys are the parts of an address: of a process and a decision its slug, of an opportunity and its outcome report the
public id, of a contribution “<public id of the opportunity>/<receipt number>”. What other rooms announce in the feed is
found as what it is there; here stand the opportunities of this room, and those published elsewhere.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.text import Truncator

from balss.core.calendar.riga import day_in_riga
from balss.participation.models import Contribution, Decision, Opportunity, OutcomeReport, Process
from balss.shared.content_language import InLanguages
from balss.shared.markdown import plain_text
from balss.shared.search_documents import SearchDocument

PROCESS, OPPORTUNITY, DECISION = "participation.process", "participation.opportunity", "participation.decision"
CONTRIBUTION, OUTCOME_REPORT = "participation.contribution", "participation.outcome_report"
ABOUT = ("topics", "territories")
FIRST_WORDS = 12


def process_keys() -> Iterator[str]:
    return Process.objects.public().order_by("pk").values_list("slug", flat=True).iterator()


def opportunity_keys() -> Iterator[str]:
    return map(str, _opportunities().order_by("pk").values_list("public_id", flat=True).iterator())


def contribution_keys() -> Iterator[str]:
    return map(key_of_contribution, _contributions().order_by("pk").iterator())


def outcome_report_keys() -> Iterator[str]:
    reports = _reports().order_by("pk").values_list("consultation__opportunity__public_id", flat=True)
    return map(str, reports.iterator())


def decision_keys() -> Iterator[str]:
    return Decision.objects.public().order_by("pk").values_list("slug", flat=True).iterator()


def key_of_contribution(said: Contribution) -> str:
    """Needs the opportunity."""
    return f"{said.consultation.opportunity.public_id}/{said.receipt}"


def found_processes(keys: Collection[str]) -> Iterator[SearchDocument]:
    rows = Process.objects.public().filter(slug__in=keys)
    for row in rows.prefetch_related(*ABOUT, "stages", "documents"):
        texts = _texts(row, "summary", "can_change", "cannot_change", "affected")
        of_parts = [stage.title for stage in row.stages.all()] + [each.title for each in row.documents.all()]
        _add(texts, row.language, row.decided_by, row.legal_ground, *of_parts)
        yield SearchDocument(
            row.slug,
            title=_titles(row),
            text=texts,
            language=row.language,
            institutions=(row.institution_id,),
            topics=tuple(topic.pk for topic in row.topics.all()),
            places=tuple(place.pk for place in row.territories.all()),
            date=day_in_riga(row.published_at) if row.published_at else None,
        )


def found_opportunities(keys: Collection[str]) -> Iterator[SearchDocument]:
    for row in _opportunities().filter(public_id__in=_ids(keys)).prefetch_related(*ABOUT):
        texts = _texts(row, "question", "summary", "what_happens", "offline", "contact")
        _add(texts, row.language, row.organiser)
        yield _about_opportunity(row, str(row.public_id), _titles(row), texts, row.language, row.published_at)


def found_contributions(keys: Collection[str]) -> Iterator[SearchDocument]:
    """The words alone: who said it is found by nobody. They are called by how they begin, and not by what they are
    about: else whoever looks for a consultation would find all that was said in it first."""
    rows = _contributions().filter(receipt__in=[key.rpartition("/")[2] for key in keys])
    opportunity = "consultation__opportunity"
    about = (f"{opportunity}__{name}" for name in ABOUT)
    for row in rows.select_related(opportunity, "burden_idea").prefetch_related(*about):
        idea = getattr(row, "burden_idea", None)
        said = plain_text(row.text)
        parts = [said, *((idea.change, idea.before, idea.after) if idea else ()), row.organisation]
        text = {row.language: "\n".join(part for part in parts if part)}
        key = key_of_contribution(row)
        if key in keys:
            subject = row.consultation.opportunity
            title = {row.language: Truncator(said).words(FIRST_WORDS)}
            found = _about_opportunity(subject, key, title, text, row.language, row.published_at)
            yield replace(found, is_untitled=True)


def found_outcome_reports(keys: Collection[str]) -> Iterator[SearchDocument]:
    opportunity = "consultation__opportunity"
    rows = _reports().filter(consultation__opportunity__public_id__in=_ids(keys)).select_related(opportunity)
    for row in rows.prefetch_related(*(f"{opportunity}__{name}" for name in ABOUT)):
        subject = row.consultation.opportunity
        texts = _texts(row, "introduction", "said", "changed", "unchanged", "next_steps")
        yield _about_opportunity(
            subject, str(subject.public_id), _titles(subject), texts, row.language, row.published_at
        )


def found_decisions(keys: Collection[str]) -> Iterator[SearchDocument]:
    rows = Decision.objects.public().filter(slug__in=keys).select_related("process")
    for row in rows.prefetch_related("territories", "process__topics", "updates"):
        texts = _texts(row, "text", "affected", "how_to_contest")
        _add(texts, row.language, row.decided_by, *(plain_text(update.text) for update in row.updates.all()))
        yield SearchDocument(
            row.slug,
            title=_titles(row),
            text=texts,
            language=row.language,
            institutions=(row.institution_id,),
            topics=tuple(topic.pk for topic in row.process.topics.all()) if row.process else (),
            places=tuple(place.pk for place in row.territories.all()),
            date=row.decided_date,
        )


def _opportunities() -> QuerySet[Opportunity]:
    return Opportunity.objects.public().filter(Q(origin="") | Q(origin__startswith="elsewhere:"))


def _contributions() -> QuerySet[Contribution]:
    """What stands, of opportunities that were not withdrawn."""
    public = Contribution.objects.counted().filter(consultation__opportunity__state=Opportunity.State.PUBLISHED)
    return public.select_related("consultation__opportunity")


def _reports() -> QuerySet[OutcomeReport]:
    return OutcomeReport.objects.filter(
        state=OutcomeReport.State.PUBLISHED, consultation__opportunity__state=Opportunity.State.PUBLISHED
    )


def _ids(keys: Iterable[str]) -> list[UUID]:
    return [UUID(key) for key in keys]


def _about_opportunity(
    subject: Opportunity,
    key: str,
    title: dict[str, str],
    text: dict[str, str],
    language: str,
    published_at: datetime | None,
) -> SearchDocument:
    """A document about an opportunity, or what belongs to one: found by its institution, topics and places."""
    return SearchDocument(
        key,
        title=title,
        text=text,
        language=language,
        institutions=(subject.institution_id,) if subject.institution_id else (),
        topics=tuple(topic.pk for topic in subject.topics.all()),
        places=tuple(place.pk for place in subject.territories.all()),
        date=day_in_riga(published_at) if published_at else None,
    )


def _titles(row: InLanguages) -> dict[str, str]:
    return _by_language(row, "title")


def _texts(row: InLanguages, *names: str) -> dict[str, str]:
    """The columns of a row by language, a paragraph each, without the marks of Markdown."""
    paragraphs: dict[str, list[str]] = {}
    for name in names:
        for language, text in _by_language(row, name).items():
            paragraphs.setdefault(language, []).append(plain_text(text))
    return {language: "\n".join(texts) for language, texts in paragraphs.items()}


def _by_language(row: InLanguages, name: str) -> dict[str, str]:
    """A column in the original's language and in each that has a translation of it."""
    said = {language: words.get(name, "") for language, words in row.translations.items()}
    said[row.language] = getattr(row, name)
    return {language: text for language, text in said.items() if text}


def _add(texts: dict[str, str], language: str, *more: str) -> None:
    texts[language] = "\n".join(filter(None, (texts.get(language, ""), *more)))
