"""Who is competent? A question in own words leads to the institutions whose task it is.

What each is responsible for, how people say it and which act says so stands in `data/competences.yaml`; what belongs to
municipalities is the task of that of the place which the question names, or of the reader's own.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from balss.core.text.ranking import Descriptions
from balss.core.text.stems import keys_sought
from balss.core.text.words import composed, words
from balss.places.models import Institution, Territory, TerritoryKind, key_of
from balss.places.queries.happenings import Place, place_on
from balss.places.queries.institutions import successor_on
from balss.places.queries.places_called import KIND_KEYS, NamedPlace, named_places, order
from balss.places.queries.territories import territory_answering_on

DATA = Path(__file__).parents[1] / "data" / "competences.yaml"
BY_CAPITAL = (TerritoryKind.TOWN, TerritoryKind.PARISH)
LOCAL = "LOCAL"  # stands for the municipality of the place
MOST = 3  # institutions that are named
LEAST_SCORE = 3.0  # of a task, to be thought of: one word that few tasks have
LEAST_UNDERSTOOD = 0.22  # of a question, for anybody to be named
NEXT_TO_BEST = 0.35  # of the best score, for another institution to be named beside it
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
    """Everything that the data file says, in its order."""
    content = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return tuple(Competence(**entry) for entry in content["competences"])


def competent_for(question: str, *, own: Territory | None = None, on: dt.date) -> Competents:
    """At most MOST institutions, the likeliest first; none where too little of the question is understood.

    The same number of queries for questions with a place and for those without.
    """
    named = place_named_in(question, on=on)
    territory = named.version.territory if named else own
    place = place_on(territory_answering_on(territory, on), on=on) if territory else None
    bodies = _bodies(on)
    tasks = _called(question, bodies) or _likely(_without(question, named), bodies)
    return Competents([Competent(_body(who, bodies, place), own[:2]) for who, own in tasks.items()][:MOST], place)


def _called(question: str, bodies: dict[str, Institution]) -> dict[str, list[Competence]]:
    """By code, the tasks of the institutions of which the question is a name."""
    key = key_of(question)
    called = [
        code
        for code, body in bodies.items()
        if key in {row.key for row in (*body.names.all(), *body.aliases.all())}
    ]  # fmt: skip
    return {code: [each for each in competences() if each.who == code] for code in called}


def _likely(question: str, bodies: dict[str, Institution]) -> dict[str, list[Competence]]:
    """By code, the tasks that the question is about, the likeliest first: of those whose best task comes near the best
    of all."""
    best: dict[str, float] = {}
    tasks: dict[str, list[Competence]] = {}
    for each in _descriptions(tuple((code, _names(body)) for code, body in bodies.items())).ranked(question):
        who = each.thing.who
        if who in best or (each.understood >= LEAST_UNDERSTOOD and each.score >= LEAST_SCORE):
            best.setdefault(who, each.score)
            tasks.setdefault(who, []).append(each.thing)
    least = NEXT_TO_BEST * max(best.values(), default=0)
    return {who: own for who, own in tasks.items() if best[who] >= least}


def place_named_in(question: str, *, on: dt.date) -> NamedPlace | None:
    """The place that the question names, in any form; of several that of which most words stand there, then in the
    order of places. Towns and parishes are meant only by words with a capital letter, since many are called as common
    things are. One query."""
    written = [word.written for word in words(composed(question))]
    said = {key for word in written for key in keys_sought(word)}
    capital = {key for word in written if word[:1].isupper() for key in keys_sought(word)}
    found = [
        place
        for place in named_places(on)
        if place.own_words
        and place.version.territory.kind != TerritoryKind.DIASPORA
        and all(keys & (capital if place.version.territory.kind in BY_CAPITAL else said) for keys in place.own_words)
    ]
    return min(found, key=lambda place: (-len(place.all_keys & said), order(place)), default=None)


def _without(question: str, place: NamedPlace | None) -> str:
    """The question without the words that only name the place."""
    of_place = place.own_keys | KIND_KEYS if place else frozenset[str]()
    written = [word.written for word in words(composed(question))]
    return " ".join(word for word in written if of_place.isdisjoint(keys_sought(word)))


def _bodies(on: dt.date) -> dict[str, Institution]:
    """By the code in the data file, the institution that answers on the day, with names and aliases: for one that was
    taken over the heir; none for one that was closed."""
    codes = {competence.who for competence in competences()} - {LOCAL}
    listed = Institution.objects.filter(code__in=codes).prefetch_related("names", "aliases")
    answering = {body.code: body if body.covers(on) else successor_on(body, on=on) for body in listed}
    return {code: body for code, body in answering.items() if body.covers(on)}


def _body(who: str, bodies: dict[str, Institution], place: Place | None) -> Institution | None:
    if who == LOCAL:
        return place.municipality if place else None
    return bodies[who]


@lru_cache(maxsize=4)
def _descriptions(names: tuple[tuple[str, str], ...]) -> Descriptions[Competence]:
    """Of the tasks of the institutions of which these are the codes and names."""
    called = {LOCAL: "pašvaldība", **dict(names)}
    return Descriptions(
        {
            each: [
                (f"{each.lv} {each.en}", OWN_WORDS), (each.words, OTHER_WORDS), (called[each.who], NAMES)
            ]
            for each in competences()
            if each.who in called
        }
    )  # fmt: skip


def _names(body: Institution) -> str:
    names = [*(name.lv for name in body.names.all()), *(alias.text for alias in body.aliases.all())]
    written = (word.written for name in names for word in words(name))
    return " ".join(word for word in written if KINDS_OF_BODIES.isdisjoint(keys_sought(word)))
