"""Words that join others and say nothing of what is sought: “kur var balsot par projektiem” is of voting and projects.

Told by their form as it is written, not by their stem: “varam” is one, and VARAM a ministry.
"""

from collections.abc import Sequence

from balss.core.alphabet import without_marks

_SMALL = """
kas kurš kura kuram kuru kuri kurā kurai kur kad kā kāpēc kādēļ cik kāds kāda kādā kādai vai un bet ja lai jo arī
par pie no uz ar bez pēc pirms līdz es man mans mana manu mani manā manai mūsu mēs mums jūs jums jūsu tu tev viņš
viņa viņi viņu viņam to tas tā tam šis šī šo šeit tur te ir nav būs bija esmu esam var varu varam nevar nevaru
varētu kam ko kādu ļoti vairs jau tikai savs sava savu vēl lūdzu
who what where when how why which is are do does did can could should i my me we our the a an to of in for on at
with and or
кто что где как куда когда почему какой какая мне меня мой моя мою мои я мы нам у в во на по за и не ли из от до с
со к о об это эта этот есть можно или то он она они
"""
SMALL = frozenset(_SMALL.split())
_UNMARKED = frozenset(map(without_marks, SMALL))


def telling(written: Sequence[str]) -> list[int]:
    """The places of the words that are no small ones; of all where all are small."""
    return [place for place, word in enumerate(written) if without_marks(word) not in _UNMARKED] or [
        *range(len(written))
    ]
