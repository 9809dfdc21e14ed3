"""Which published cases somebody wants: by words, topic, institution and year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from balss.core.alphabet import latvian_order
from balss.library.models import PracticeCase, PracticeCaseQuerySet
from balss.places.models import Institution, Topic
from balss.shared.words import with_words


@dataclass(frozen=True)
class Wanted:
    """Nothing leaves everything; a topic has its subtopics with it, a year what was done or went on in it.

    What asks for something that does not exist finds nothing (`is_impossible`), so that a misspelt address of a feed
    does not bring everything.
    """

    words: str = ""
    topic: Topic | None = None
    institution: Institution | None = None
    year: int | None = None
    is_impossible: bool = False

    @property
    def narrows(self) -> bool:
        return self.is_impossible or any((self.words, self.topic, self.institution, self.year))


def find_cases(wanted: Wanted) -> PracticeCaseQuerySet:
    """The newest first."""
    found = PracticeCase.objects.public().order_by("-published_at", "-id")
    if wanted.is_impossible:
        return found.none()
    if wanted.topic is not None:
        about = PracticeCase.topics.through.objects.filter(Q(topic=wanted.topic) | Q(topic__parent=wanted.topic))
        found = found.filter(pk__in=about.values("practicecase"))
    if wanted.institution is not None:
        found = found.filter(institution=wanted.institution)
    if wanted.year is not None:
        ends_later = Q(last_year=None) | Q(last_year__gte=wanted.year)
        found = found.filter(ends_later, first_year__lte=wanted.year)
    return with_words(found, wanted.words, *PracticeCase.in_languages, "translations")


def institutions_with_cases(*, on: date) -> list[Institution]:
    """Those that have published a case, with their names, in Latvian order."""
    authors = PracticeCase.objects.public().order_by().values("institution").distinct()
    found = Institution.objects.filter(pk__in=authors).prefetch_related("names")
    return sorted(found, key=lambda institution: latvian_order(str(institution.name_on(on))))


def years_of_cases(*, on: date) -> list[int]:
    """The years in which work on a published case went on, the latest first; one query."""
    spans = PracticeCase.objects.public().order_by().values_list("first_year", "last_year").distinct()
    years = {year for first, last in spans for year in range(first, (last or max(first, on.year)) + 1)}
    return sorted(years, reverse=True)
