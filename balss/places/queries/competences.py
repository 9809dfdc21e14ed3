"""Who is competent? A question in own words leads to the institutions whose task it is.

What each is responsible for, how people say it and which act says so stands in `data/competences.yaml`; what belongs to
municipalities is the task of that of the place which the question names, or of the reader's own.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import prefetch_related_objects

from balss.core.text.ranking import LONGEST, Descriptions
from balss.core.text.stems import keys_sought
from balss.core.text.words import composed, words
from balss.places.models import Alias, Institution, InstitutionName, Territory, TerritoryKind, key_of
from balss.places.queries.happenings import Place, place_on
from balss.places.queries.institutions import successor_on
from balss.places.queries.places_called import KIND_KEYS, NamedPlace, order, own_words_of, places_of
from balss.places.queries.territories import territory_answering_on

DATA = Path(__file__).parents[1] / "data" / "competences.yaml"
BY_CAPITAL = (TerritoryKind.TOWN, TerritoryKind.PARISH)
LOCAL = "LOCAL"  # stands for the municipality of the place
NOBODY = "NOBODY"  # stands for everybody else than institutions
MOST = 3  # institutions that are named
LEAST_SCORE = 2.8  # of the likeliest institution, for anybody to be named: a word that few have, or two
LEAST_UNDERSTOOD = 0.2  # of a question that an institution has, to be named
NEXT_TO_BEST = 0.5  # of the best score, for another institution to be named beside it
_KINDS = (
    "valsts latvijas republikas nacionālais centrs centrālā dienests aģentūra pārvalde birojs inspekcija "
    "administrācija komisija padome ministrija direkcija"
)  # what many institutions are called by, which tells none from the others
KINDS_OF_BODIES = frozenset(key for word in _KINDS.split() for key in keys_sought(word))
OWN_WORDS, OTHER_WORDS, NAMES = 1.3, 1.0, 1.5  # what words of the task, of people, and of the institution's name count


@dataclass(frozen=True)
class Competence:
    """A task, whose it is, how people say it, and the act that says so."""

    who: str
    lv: str
    en: str
    words: str
    basis: str
    foreign: str = ""

    def name(self, language: str) -> str:
        return self.lv if language == "lv" else self.en


@dataclass(frozen=True)
class Competent:
    """An institution with those of its tasks that the question is about, the likeliest first. `institution` is None
    for the municipality of a place that nobody has named."""

    institution: Institution | None
    competences: list[Competence]


@dataclass(frozen=True)
class Competents:
    """`place` is where the question is about: the place that it names, else the reader's own, else None."""

    found: list[Competent]
    place: Place | None

    @property
    def asks_for_place(self) -> bool:
        return any(each.institution is None for each in self.found)


@lru_cache(maxsize=1)
def competences() -> tuple[Competence, ...]:
    """Every task that the data file has, in its order."""
    return tuple(Competence(**entry) for entry in _content()["competences"])


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return content


def competent_for(question: str, *, own: Territory | None = None, on: dt.date) -> Competents:
    """At most MOST institutions, the likeliest first; none where too little of the question is understood.

    Asks the database no more for a longer question.
    """
    named = places_named_in(question, on=on)
    territory = named[0].version.territory if named else own
    place = place_on(territory_answering_on(territory, on), on=on) if territory else None
    bodies = _bodies(on)
    called = _called_in_data(bodies)
    tasks = _asked_by_name(question, called) or _likely(_without(question, named), called)
    found = [Competent(_body(who, bodies, place), own[:2]) for who, own in tasks.items()][:MOST]
    prefetch_related_objects([each.institution for each in found if each.institution], "names")
    return Competents(found, place)


def _asked_by_name(question: str, called: dict[str, tuple[str, ...]]) -> dict[str, list[Competence]]:
    """By code, the tasks of the institutions of which the question is a name."""
    key = key_of(question)
    return {
        code: [each for each in competences() if each.who == code]
        for code, names in called.items()
        if key in {key_of(name) for name in names}
    }


def _likely(question: str, called: dict[str, tuple[str, ...]]) -> dict[str, list[Competence]]:
    """By code, the tasks that the question is about, the likeliest first: of those that come near the likeliest one."""
    names = tuple((code, _telling(names)) for code, names in called.items())
    ranked = _descriptions(names).ranked(question)
    likely = [each for each in ranked if each.understood >= LEAST_UNDERSTOOD]
    if not likely or likely[0].owner == NOBODY or likely[0].score < LEAST_SCORE:
        return {}
    least = NEXT_TO_BEST * likely[0].score
    return {each.owner: each.things for each in likely if each.owner != NOBODY and each.score >= least}


def places_named_in(question: str, *, on: dt.date) -> list[NamedPlace]:
    """The places that the question names, in any form: first that of which most words stand there, then in the order of
    places. Towns and parishes are meant only by words with a capital letter, since many are called as common things
    are. Two queries."""
    written = [word.written for word in words(composed(question[:LONGEST]))]
    said = {key for word in written for key in keys_sought(word)}
    capital = {key for word in written if word[:1].isupper() for key in keys_sought(word)}

    def is_named(name: str, kind: str) -> bool:
        keys = own_words_of(name)
        where = capital if kind in BY_CAPITAL else said
        return kind != TerritoryKind.DIASPORA and bool(keys) and all(each & where for each in keys)

    return sorted(places_of(is_named, on), key=lambda place: (-len(place.all_keys & said), order(place)))


def _without(question: str, places: list[NamedPlace]) -> str:
    """The question without the words that only name places."""
    of_places = frozenset(KIND_KEYS if places else ()).union(*(place.own_keys for place in places))
    written = [word.written for word in words(composed(question[:LONGEST]))]
    return " ".join(word for word in written if of_places.isdisjoint(keys_sought(word)))


def _bodies(on: dt.date) -> dict[str, Institution]:
    """By the code in the data file, the institution that answers on the day: for one that was taken over the heir; none
    for one that was closed."""
    codes = {competence.who for competence in competences()} - {LOCAL}
    listed = Institution.objects.filter(code__in=codes)
    answering = {body.code: body if body.covers(on) else successor_on(body, on=on) for body in listed}
    return {code: body for code, body in answering.items() if body.covers(on)}


def _called_in_data(bodies: dict[str, Institution]) -> dict[str, tuple[str, ...]]:
    """By code, all names and other ways of writing it. Two queries, none of whole rows."""
    keys = {body.pk for body in bodies.values()}
    rows = [
        *InstitutionName.objects.filter(institution__in=keys).values_list("institution_id", "lv"),
        *Alias.objects.filter(institution__in=keys).values_list("institution_id", "text"),
    ]
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in rows:
        names[pk].append(name)
    return {code: tuple(names[body.pk]) for code, body in bodies.items()}


def _body(who: str, bodies: dict[str, Institution], place: Place | None) -> Institution | None:
    if who == LOCAL:
        return place.municipality if place else None
    return bodies[who]


@lru_cache(maxsize=4)
def _descriptions(names: tuple[tuple[str, str], ...]) -> Descriptions[str, Competence]:
    """Of the tasks of the institutions of which these are the codes and names."""
    called = {LOCAL: "pašvaldība", **dict(names)}
    described = {
        each: [
            (f"{each.lv} {each.en}", OWN_WORDS),
            (f"{each.words} {each.foreign}", OTHER_WORDS),
            (called[each.who], NAMES),
        ]
        for each in competences()
        if each.who in called
    }  # fmt: skip
    strange = {Competence(NOBODY, "", "", written, ""): [(written, OTHER_WORDS)] for written in _content()["nobody"]}
    return Descriptions({**described, **strange}, owner=lambda each: each.who)


def _telling(names: tuple[str, ...]) -> str:
    """The words of the names that tell it from others."""
    written = (word.written for name in names for word in words(name))
    return " ".join(word for word in written if KINDS_OF_BODIES.isdisjoint(keys_sought(word)))
