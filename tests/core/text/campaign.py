"""Synthetic long comments on one consultation, some of them variants of others as campaigns make them.

Words are drawn from one small vocabulary with a few common phrases, so that comments which have nothing to do with each
other still share many words. A variant is changed as people change a letter that they were given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from balss.core.alphabet import without_marks


def _listed(words: str) -> list[str]:
    return words.split()


STEMS = _listed(
    "pašvaldīb budžet nodokl iel skol bērn park satiksm autobus pietur stāvviet koks zaļ iedzīvotāj priekšlikum "
    "lēmum projekt būv māj upe tilt drošīb troksn gaiss ūden atkritum šķirošan rotaļ laukum sport bibliotēk kultūr "
    "muzej vēstur mantojum uzņēmēj darb viet alg izglītīb skolotāj ārst slimnīc pensij ģimen jaunieš senior cilvēk "
    "velosipēd ceļ asfalt apgaismojum krustojum gājēj ietv suns kaķ dzīvniek mež ezer pludmal viesnīc tirg veikal "
    "domes sēd deput komis likum noteikum plān karte zem īpašniek nom cen maks naud līdzekļ eiro gad mēnes dien nakt"
)
ENDINGS = ["a", "as", "u", "ai", "ā", "s", "am", "iem", "i", "ām", "us", "ās", "os", "is", "es", "e"]
SMALL = _listed("un ir ka lai par no uz ar pie bet jo arī ne tas tā mūsu es mēs ļoti vairs jau tikai pēc pirms bez kas")
PHRASES = ["ņemot vērā iepriekš minēto", "mūsu pilsētas iedzīvotāji", "saskaņā ar likumu", "vēlos norādīt ka"]
GREETINGS = ["Labdien!", "Cienījamie deputāti,", "Sveiki!", "Godātā komisija!", "Labrīt visiem!"]
NAMES = ["Anna Bērziņa", "Jānis Kalniņš", "Līga Ozola", "Pēteris Liepa", "Ilze Krūmiņa", "Andris Vītols"]


@dataclass(frozen=True)
class Corpus:
    """All comments by their number, and of which original each variant is."""

    comments: list[tuple[int, str]]
    original_of: dict[int, int]


def corpus(*, originals: int, variants: int, letters: int, seed: int) -> Corpus:
    """Originals and variants, shuffled; half of the variants are of a few campaign letters, half of one text each."""
    random = Random(seed)
    texts = [comment(random) for _ in range(originals)]
    chosen = [n % letters if n < variants // 2 else letters + n for n in range(variants)]
    changes = sorted(CHANGES)
    made = [varied(texts[of], CHANGES[changes[n % len(changes)]], random) for n, of in enumerate(chosen)]
    places = random.sample(range(originals + variants), originals + variants)
    numbered = dict(zip(places, texts + made, strict=True))
    return Corpus(
        comments=[(place, numbered[place]) for place in sorted(numbered)],
        original_of={places[originals + n]: places[of] for n, of in enumerate(chosen)},
    )


def comment(random: Random) -> str:
    sentences = [sentence(random) for _ in range(random.randint(8, 20))]
    return "\n\n".join([random.choice(GREETINGS), " ".join(sentences), random.choice(NAMES)])


def sentence(random: Random) -> str:
    words = [phrase for phrase in PHRASES if random.random() < 0.06]
    for _ in range(random.randint(8, 16)):
        words.append(word(random))
        if random.random() < 0.4:
            words.append(random.choice(SMALL))
    return " ".join(words).capitalize() + "."


def word(random: Random) -> str:
    place = int(random.random() ** 2 * len(STEMS))  # the first ones are common, the last ones rare
    return STEMS[place] + random.choice(ENDINGS)


Change = Callable[[list[str], Random], list[str]]


def varied(text: str, change: Change, random: Random) -> str:
    """The text with another greeting and name, and its sentences changed."""
    _, body, _ = text.split("\n\n")
    sentences = change(body.removesuffix(".").split(". "), random)
    return "\n\n".join([random.choice(GREETINGS), ". ".join(sentences) + ".", random.choice(NAMES)])


def _reworded(sentences: list[str], random: Random) -> list[str]:
    """One word in ten is another one."""
    return [
        " ".join(word(random) if random.random() < 0.1 else old for old in sentence.split()) for sentence in sentences
    ]


def _inflected(sentences: list[str], random: Random) -> list[str]:
    """One word in five has another ending."""
    return [
        " ".join(old + random.choice(ENDINGS) if random.random() < 0.2 else old for old in sentence.split())
        for sentence in sentences
    ]


def _own_paragraph(sentences: list[str], random: Random) -> list[str]:
    """Up to a third is added in own words."""
    return [*sentences, *(sentence(random) for _ in range(len(sentences) // 3))]


def _shortened(sentences: list[str], random: Random) -> list[str]:
    """A quarter of the sentences is left out."""
    return [sentences[n] for n in sorted(random.sample(range(len(sentences)), len(sentences) - len(sentences) // 4))]


def _reordered(sentences: list[str], random: Random) -> list[str]:
    return random.sample(sentences, len(sentences))


def _without_marks(sentences: list[str], random: Random) -> list[str]:
    return [without_marks(sentence) for sentence in sentences]


def _mistyped(sentences: list[str], random: Random) -> list[str]:
    """A letter is left out of one word in twelve."""
    return [
        " ".join(old[:2] + old[3:] if random.random() < 1 / 12 else old for old in sentence.split())
        for sentence in sentences
    ]


def _several(sentences: list[str], random: Random) -> list[str]:
    """A sentence left out, one added, the order changed, one word in twenty another one."""
    kept = [
        " ".join(word(random) if random.random() < 0.05 else old for old in sentence.split())
        for sentence in random.sample(sentences, len(sentences) - 1)
    ]
    return [*kept, sentence(random)]


CHANGES: dict[str, Change] = {
    "inflected": _inflected,
    "mistyped": _mistyped,
    "own paragraph": _own_paragraph,
    "reordered": _reordered,
    "reworded": _reworded,
    "several": _several,
    "shortened": _shortened,
    "without marks": _without_marks,
}
