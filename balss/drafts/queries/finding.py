"""Which published drafts somebody wants: by words, kind, topic and institution."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from balss.core.alphabet import latvian_order
from balss.drafts.models import Draft, DraftQuerySet
from balss.places.models import Institution, Topic
from balss.shared.words import with_words


@dataclass(frozen=True)
class Wanted:
    """Nothing leaves everything; a topic has its subtopics with it. Words are looked for in titles and summaries:
    those of provisions are found by the room `search`.

    What asks for something that does not exist finds nothing (`is_impossible`), so that a misspelt address of a feed
    does not bring everything.
    """

    words: str = ""
    kind: str = ""
    topic: Topic | None = None
    institution: Institution | None = None
    is_impossible: bool = False

    @property
    def narrows(self) -> bool:
        return self.is_impossible or any((self.words, self.kind, self.topic, self.institution))


def find_drafts(wanted: Wanted) -> DraftQuerySet:
    """Those with the newest version first."""
    found = Draft.objects.public().order_by("-version_at", "-id")
    if wanted.is_impossible:
        return found.none()
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.topic is not None:
        about = Draft.topics.through.objects.filter(Q(topic=wanted.topic) | Q(topic__parent=wanted.topic))
        found = found.filter(pk__in=about.values("draft"))
    if wanted.institution is not None:
        found = found.filter(institution=wanted.institution)
    return with_words(found, wanted.words, *Draft.in_languages, "translations")


def institutions_with_drafts(*, on: date) -> list[Institution]:
    """Those that have published a draft, with their names, in Latvian order."""
    authors = Draft.objects.public().order_by().values("institution").distinct()
    found = Institution.objects.filter(pk__in=authors).prefetch_related("names")
    return sorted(found, key=lambda institution: latvian_order(str(institution.name_on(on))))
