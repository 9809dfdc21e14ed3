"""What of plans is found by searching: commitments, measures, reports and assessments, as their pages say them.

Keys are the parts of their address: “lv-6/2” (commitment), “lv-6/2.2” (measure), “lv-6/2.2/<public id>” (what is said
of a measure).
"""

from collections.abc import Collection, Iterable, Iterator

from balss.places.models import Institution
from balss.plan.models import Assessment, Commitment, Measure, Plan, ProgressReport
from balss.shared.search_documents import SearchDocument, Words


def commitment_keys() -> Iterator[str]:
    return map(key_of_commitment, Commitment.objects.standing().select_related("plan"))


def measure_keys() -> Iterator[str]:
    return map(key_of_measure, Measure.objects.standing().select_related("plan"))


def report_keys() -> Iterator[str]:
    return map(key_of_statement, ProgressReport.objects.public().select_related("measure__plan"))


def assessment_keys() -> Iterator[str]:
    return map(key_of_statement, Assessment.objects.standing().select_related("measure__plan"))


def key_of_commitment(commitment: Commitment) -> str:
    return f"{commitment.plan.slug}/{commitment.number}"


def key_of_measure(measure: Measure) -> str:
    return f"{measure.plan.slug}/{measure.key}"


def key_of_statement(statement: ProgressReport | Assessment) -> str:
    return f"{key_of_measure(statement.measure)}/{statement.public_id}"


def found_commitments(keys: Collection[str]) -> Iterator[SearchDocument]:
    parts = [key.split("/", 1) for key in keys]
    rows = Commitment.objects.standing().select_related("plan").prefetch_related("measures")
    for row in rows.filter(plan__slug__in={slug for slug, _ in parts}, number__in={number for _, number in parts}):
        if (key := key_of_commitment(row)) in keys:
            measures = [measure.title for measure in row.measures.all() if measure.withdrawn_in_id is None]
            yield SearchDocument(
                key,
                title=numbered(row.number, row.title),
                text=joined([row.plan.title, *measures]),
                language=leading_language(row.plan),
                date=row.plan.start_date,
            )


def found_measures(keys: Collection[str]) -> Iterator[SearchDocument]:
    parts = [key.split("/", 1) for key in keys]
    rows = (
        Measure.objects.standing()
        .select_related("plan", "commitment")
        .prefetch_related("results", "indicators", "deadlines", "bodies")
    )
    for row in rows.filter(plan__slug__in={slug for slug, _ in parts}, key__in={key for _, key in parts}):
        if (key := key_of_measure(row)) in keys:
            said = [
                *(result.words for result in row.results.all()),
                *(each.words for each in row.indicators.all() if each.withdrawn_in_id is None),
                *(each.words for each in row.deadlines.all() if each.withdrawn_in_id is None),
                row.commitment.title,
            ]
            bodies = " · ".join(dict.fromkeys(body.words for body in row.bodies.all()))
            leading = leading_language(row.plan)
            yield SearchDocument(
                key,
                title=numbered(row.number or row.key, row.title),
                text=joined([*said, {leading: bodies}]),
                language=leading,
                institutions=tuple(body.institution_id for body in row.bodies.all() if body.institution_id),
                date=row.plan.start_date,
            )


def found_reports(keys: Collection[str]) -> Iterator[SearchDocument]:
    rows = ProgressReport.objects.public().filter(public_id__in=[key.rsplit("/", 1)[1] for key in keys])
    for row in rows.select_related("measure__plan", "institution", "status").prefetch_related("institution__names"):
        status = row.status.label if row.status else {}
        yield SearchDocument(
            key_of_statement(row),
            title=by_institution(row.institution, row.measure),
            text=joined([{row.language: row.text}, {row.language: row.obstacles}, status, row.measure.title]),
            institutions=(row.institution_id,),
            date=row.as_of_date,
        )


def found_assessments(keys: Collection[str]) -> Iterator[SearchDocument]:
    rows = Assessment.objects.standing().filter(public_id__in=[key.rsplit("/", 1)[1] for key in keys])
    for row in rows.select_related("measure__plan"):
        yield SearchDocument(
            key_of_statement(row),
            title=numbered(row.measure.key, row.measure.title),
            text={row.language: row.text},
            language=leading_language(row.measure.plan),
            date=row.as_of_date,
        )


def leading_language(plan: Plan) -> str:
    return next(iter(plan.languages), "lv")


def joined(said: Iterable[Words]) -> dict[str, str]:
    """All words by language, a paragraph each."""
    paragraphs: dict[str, list[str]] = {}
    for words in said:
        for language, text in words.items():
            if text:
                paragraphs.setdefault(language, []).append(text)
    return {language: "\n".join(texts) for language, texts in paragraphs.items()}


def numbered(number: str, title: Words) -> dict[str, str]:
    """The title after its number; the number alone where the document lost the title."""
    said = {language: f"{number.rstrip('.')}. {text}" for language, text in title.items() if text}
    return said or {"lv": f"{number.rstrip('.')}."}


def by_institution(institution: Institution, measure: Measure) -> dict[str, str]:
    """Whose report on which measure: “Finanšu ministrija, 2.2.”."""
    return {language: f"{name}, {measure.key}." for language, name in _last_name(institution).items()}


def reported(institution: Institution, measure: Measure) -> dict[str, str]:
    """The same for who reads it apart from the plan: “Finanšu ministrija: 2.2. Budžeta lapas”."""
    what = numbered(measure.key, measure.title)
    return {
        language: f"{name}: {what.get(language) or what['lv']}" for language, name in _last_name(institution).items()
    }


def _last_name(institution: Institution) -> dict[str, str]:
    last = next(reversed(institution.names.all()), None)
    return {"lv": last.lv, "en": last.en or last.lv} if last else {"lv": institution.code}
