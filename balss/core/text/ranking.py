"""Which of a few described things a question in own words means: by the words that it shares with each description.

A word of the question counts for a thing in whose description any form of it stands, the more the fewer owners have
such a thing. A word that no description has counts as those like it, for less: mistyped, of the same family, with
another prefix, or as the end of a compound (`likeness.py`). Words that say nothing (“kur”, “man”) do not count.
`understood` says how much of what counts a thing has, so that a question of which little is understood can be left
without an answer.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from balss.core.text.likeness import Likeness
from balss.core.text.small_words import SMALL
from balss.core.text.stems import keys_of, keys_sought
from balss.core.text.words import composed, words

LONGEST = 300  # characters of a question that are read
STRANGE = 1.0  # what a word that no description has takes from what is understood; a word of one thing counts 3 to 5
FLATTER = 2  # the larger it is, the less a rare word counts over a common one
OTHER_THINGS = 0.25  # the part that an owner has of what its other things have of the question
NEXT_TO_LIKELIEST = 0.5  # of the score of an owner's likeliest thing, for another to be named beside it
REMEMBERED = 20_000  # words that no description has, of which what is like them is remembered
_EMPTY = """
latvija latvijā drīkst drīkstu drīkstam vajag vajadzīgs vajadzētu gribu gribam gribētu jautājums jautāt viss visa
visai visi sveiki labdien paldies atkal nekas neko nekā kaut tāds tāda tādu tieši vienmēr tagad šodien vakar rīt nesen
dabūt saņemt saņēmu griezties vērsties zvanīt piezvanīt sazināties sūdzēties ziņot paziņot iesniegt pieteikt
pieteikties kārtot nokārtot uzzināt notiek notika darīt dara atbildīgs atbild iestāde iestādes izdarīt it not you your
have has get there this that want need please help нет надо нужно хочу как-то если получить обратиться делать
"""
EMPTY = frozenset(key for word in (*SMALL, *_EMPTY.split()) for key in keys_sought(word))
COMMON_COUNTS = 0.4  # what a word that stands in talk of anything counts, against others that are as rare here
_COMMON = """
stunda stundas stundām diena dienas dienu nedēļa nedēļas nedēļu mēnesis mēnesi mēneša gads gadu gada gadus rīts rīta
vakars vakarā nakts laiks laiku ilgi drīz agri vēlu pirmdien otrdien trešdien ceturtdien piektdien sestdien svētdien
vasara ziema pavasaris rudens janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris
novembris decembris brauc braukt atbrauc atbrauca aizbrauca nāk nāca atnāk atnāca atnākt neatnāk neatnāca iet iziet
aiziet paņem paņēma paņemt atdod atdot dod dot iedod iedeva deva prasa prasīja prasīt saka teica teikt pateica pateikt
stāsta runā runāt redz redzu redzēt skatās zina zinu zināt nezinu nezina domā domāju dzīvo dzīvoju dzīvot sāk sāka
sākt beidz beidza beigt liek likt noliek ņem ņemt tur turēt atrada atrast meklēju meklēt palīdz palīdzēt palīdzība
tiek tikt netiek paliek palika palikt nāksies cilvēks cilvēki cilvēku vīrs sieva tēvs tēva māte mātes mamma mammu
tētis bērns bērni bērnu bērnam dēls dēla meita meitas brālis brāļa māsa draugs draudzene ģimene vecāki kaimiņš kaimiņi
kaimiņu nauda naudu naudas eiro maksā maksāt jāmaksā cena liels liela lielāks mazs maza mazāks jauns jauna jaunu vecs
veca vecu labs laba labi slikts slikta slikti pilns tukšs garš augsts zems ātrs viens viena divi divas trīs četri
četras pieci desmit pirmais pirmā otrais otrā trešais pusi kopā blakus priekšā aizmugurē tuvu tālu augšā lejā iekšā
ārā mājās māja mājas māju gribētu pats pati paši cits cita citi dažs daži daudz maz vairāk mazāk pavisam gandrīz
varbūt laikam noteikti problēma lieta jārunā jāiet bez sakarā domājams darbs darba uzreiz beidzot day days week month
year time morning evening night come came go went take took give gave ask asked say said tell see know live old new
big small good bad one two three man woman child children son daughter husband wife mother father family people money
pay euro home house день дня дней неделя месяц год года время утро вечер ночь пришел пришла взял взяла дать дал дали
сказал сказали знать живу жить старый новый большой маленький хороший плохой один два три человек люди ребенок сын
дочь муж мужа жена мать отец семья деньги платить дом дома
"""
COMMON = frozenset(key for word in _COMMON.split() for key in keys_sought(word)) - EMPTY

Thing = TypeVar("Thing", bound=Hashable)
Owner = TypeVar("Owner", bound=Hashable)


@dataclass(frozen=True)
class Ranked(Generic[Owner, Thing]):
    """An owner with its things that the question is about, the likeliest first. `score` orders; `understood`
    is the share of the question that the owner has, 0 to 1."""

    owner: Owner
    things: list[Thing]
    score: float
    understood: float


class Descriptions(Generic[Owner, Thing]):
    """Things by owner with their descriptions: texts with how much a word of each counts. A word that several things of
    one owner have is no commoner for it."""

    def __init__(self, descriptions: Mapping[Thing, Iterable[tuple[str, float]]], *, owner: Callable[[Thing], Owner]):
        self._owner = owner
        self._owners = len({owner(thing) for thing in descriptions})
        self._weights: dict[str, dict[Thing, float]] = defaultdict(dict)
        for thing, texts in descriptions.items():
            for text, weight in texts:
                for word in words(composed(text)):
                    for key in (*keys_of(word.written), *keys_of(word.written, "en")):
                        known = self._weights[key]
                        known[thing] = max(weight, known.get(thing, 0))
        self._like = lru_cache(maxsize=REMEMBERED)(Likeness(self._weights).of)

    def ranked(self, question: str) -> list[Ranked[Owner, Thing]]:
        """The likeliest owner first; of equals, the one whose thing was given first.

        An owner has the score of its likeliest thing, and a part of what its other things have of the question.
        """
        scores: dict[Owner, dict[Thing, float]] = defaultdict(lambda: defaultdict(float))
        together: dict[Owner, float] = defaultdict(float)
        shares: dict[Owner, float] = defaultdict(float)
        whole = 0.0
        sought = self._sought(question)
        only_common = all(map(_is_common, sought))
        for keys in sought:
            having = self._having(keys)
            worth = (self._worth(having) if having else STRANGE) * (
                COMMON_COUNTS if _is_common(keys) and not only_common else 1
            )
            whole += worth
            for owner, owned in having.items():
                together[owner] += worth * max(weight * strength for weight, strength in owned.values())
                shares[owner] += worth * max(strength for _weight, strength in owned.values())
                for thing, (weight, strength) in owned.items():
                    scores[owner][thing] += worth * weight * strength
        found = [
            Ranked(
                owner,
                _likeliest(owned),
                max(owned.values()) * (1 - OTHER_THINGS) + together[owner] * OTHER_THINGS,
                shares[owner] / whole,
            )
            for owner, owned in scores.items()
        ]
        return sorted(found, key=lambda each: -each.score)

    def _sought(self, question: str) -> list[tuple[str, ...]]:
        """The keys of each word that says something, each once; two words that are one written apart are that one."""
        written = [word.written for word in words(composed(question[:LONGEST]))]
        sought: dict[tuple[str, ...], None] = {}
        position = 0
        while position < len(written):
            keys = self._joined(written[position : position + 2])
            position += 2 if keys else 1
            keys = keys or keys_sought(written[position - 1])
            if keys and EMPTY.isdisjoint(keys):
                sought[keys] = None
        return list(sought)

    def _joined(self, two: list[str]) -> tuple[str, ...]:
        """The keys of two words as one, if that is known, and one of them alone is not."""
        if len(two) < 2 or (self._known(two[0]) and self._known(two[1])):
            return ()
        return keys_sought("".join(two)) if self._known("".join(two)) else ()

    def _known(self, word: str) -> bool:
        return any(key in self._weights for key in keys_sought(word))

    def _having(self, keys: tuple[str, ...]) -> dict[Owner, dict[Thing, tuple[float, float]]]:
        """The things that have the word or one like it: how much a word counts there, and how like it is."""
        alike = {key: 1.0 for key in keys if key in self._weights} or self._like(keys[0])
        found: dict[Owner, dict[Thing, tuple[float, float]]] = defaultdict(dict)
        for key, strength in alike.items():
            for thing, weight in self._weights[key].items():
                owned = found[self._owner(thing)]
                owned[thing] = max((weight, strength), owned.get(thing, (0, 0)), key=lambda each: each[0] * each[1])
        return found

    def _worth(self, having: Mapping[Owner, Mapping[Thing, tuple[float, float]]]) -> float:
        """The more the fewer owners have the word; who has only one like it counts as a part of one."""
        owners = sum(max(strength for _weight, strength in owned.values()) for owned in having.values())
        return math.log(1 + self._owners / (owners + FLATTER))


def _likeliest(scores: Mapping[Thing, float]) -> list[Thing]:
    least = NEXT_TO_LIKELIEST * max(scores.values())
    return sorted((thing for thing, score in scores.items() if score >= least), key=lambda thing: -scores[thing])


def _is_common(keys: tuple[str, ...]) -> bool:
    return not COMMON.isdisjoint(keys)
