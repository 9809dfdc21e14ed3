"""A search that somebody follows: told of when something happens to what it finds.

Its key is the query of its address in one fixed way of writing, so that one search is one thing: `q=parks&topic=…`.
Days are left out, since only what happens from now on is told.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from balss.core.text.question import LONGEST, Question, question
from balss.places.models import Institution, Territory, Topic
from balss.search.models import Entry
from balss.search.queries.finding import Filters, found_among
from balss.shared.followables import Followable, Thing
from balss.shared.search_documents import search_documents

KIND = "search.query"
FIELDS = ("q", "kind", "institution", "topic", "place")
LONGEST_KEY = 200  # what a subscription takes


@dataclass(frozen=True)
class _Saved:
    """A key that was read; the rows are those that it names."""

    typed: str
    kind: str
    institution: Institution | None
    topic: Topic | None
    place: Territory | None

    @property
    def question(self) -> Question:
        return question(self.typed)

    @property
    def filters(self) -> Filters:
        return Filters((self.kind,) if self.kind else (), self.institution, self.topic, self.place)


def key_of(chosen: Mapping[str, str]) -> str | None:
    """The key of what stands in the fields; None where there is nothing to look for, or too much for a key."""
    said = {name: " ".join(chosen.get(name, "").split())[:LONGEST] for name in FIELDS}
    key = urlencode({name: value for name, value in said.items() if value})
    asked = question(said["q"])
    if not (asked.wanted or any(said[name] for name in FIELDS[1:])) or len(key) > LONGEST_KEY:
        return None
    return key


def searches(keys: Collection[str]) -> Mapping[str, Followable]:
    """Those that are written as `key_of` writes them and name what there is; three queries for all."""
    return {
        key: Followable(
            {language: _named(saved, language) for language in ("lv", "en")}, f"{reverse('search:search')}?{key}"
        )
        for key, saved in _read(keys).items()
    }


def matching(things: Collection[Thing], keys: Collection[str]) -> Iterator[tuple[Thing, str]]:
    """Of each of the things, the searches that find it now. Asks the index once for each search."""
    places = _places(things)
    for key, saved in _read(keys).items() if places else ():
        for place in found_among(places, saved.question, saved.filters, on=localdate()):
            yield places[place], key


def _places(things: Collection[Thing]) -> dict[int, Thing]:
    """Where in the index the things stand that are in it."""
    wanted = {name: [key for kind, key in things if kind == name] for name, _key in things if name in search_documents}
    return {
        place: (kind, key)
        for name, named in wanted.items()
        for place, kind, key in Entry.objects.filter(document__kind=name, document__key__in=named).values_list(
            "place", "document__kind", "document__key"
        )
    }


def _read(keys: Iterable[str]) -> dict[str, _Saved]:
    parts = {key: QueryDict(key).dict() for key in keys if len(key) <= LONGEST_KEY and "\0" not in key}
    parts = {key: said for key, said in parts.items() if key_of(said) == key}
    named = {name: {said.get(name) for said in parts.values()} - {None} for name in FIELDS}
    bodies = {body.slug: body for body in _bodies(named["institution"])}
    topics = {topic.code: topic for topic in Topic.objects.filter(code__in=named["topic"])}
    places = {each.slug: each for each in _territories(named["place"])}
    read = {}
    for key, said in parts.items():
        rows = (
            bodies.get(said.get("institution", "")),
            topics.get(said.get("topic", "")),
            places.get(said.get("place", "")),
        )
        known = all(row or not said.get(name) for row, name in zip(rows, FIELDS[2:], strict=True))
        if known and (not said.get("kind") or said["kind"] in search_documents):
            read[key] = _Saved(said.get("q", ""), said.get("kind", ""), *rows)
    return read


def _bodies(slugs: Collection[object]) -> Iterable[Institution]:
    return Institution.objects.filter(slug__in=slugs).prefetch_related("names") if slugs else ()


def _territories(slugs: Collection[object]) -> Iterable[Territory]:
    return Territory.objects.filter(slug__in=slugs).prefetch_related("versions") if slugs else ()


def _named(saved: _Saved, language: str) -> str:
    with translation.override(language):
        parts = [
            f"“{saved.typed}”" if saved.typed else "",
            str(search_documents[saved.kind].label) if saved.kind else "",
            str(list(saved.institution.names.all())[-1]) if saved.institution else "",
            str(saved.topic) if saved.topic else "",
            list(saved.place.versions.all())[-1].name if saved.place else "",
        ]
        return _("Search: %(what)s") % {"what": ", ".join(filter(None, parts))}
