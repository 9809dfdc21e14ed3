"""What a contribution says and who says it, and what is refused of it."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from balss.core.text import fingerprint
from balss.participation.models import BurdenIdea, Contribution
from balss.places.models import Audience, Territory
from balss.shared.refusals import Refused

LONGEST = 20_000  # letters: a letter of ten pages; what is longer comes as a file

BURDEN_COLUMNS = (
    "change", "before", "after", "minutes_before", "minutes_after", "steps_before", "steps_after",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """The words: Markdown, their language, and for an initiative against bureaucratic burden BURDEN_COLUMNS."""

    text: str
    kind: str = Contribution.Kind.OPINION
    is_proposal: bool = False
    language: str = "lv"
    burden: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Speaker:
    """Who says it, as given: the name, how it is shown, and what the outcome report counts."""

    name: str = ""
    shown: str = Contribution.Shown.INITIALS
    email: str = ""
    organisation: str = ""
    registration_number: str = ""
    territory: Territory | None = None
    age_band: str = ""
    audience: Audience | None = None


class NothingSaid(Refused):
    @property
    def message(self) -> str:
        return _("Write what you want to say.")


class TooLong(Refused):
    def __init__(self, length: int) -> None:
        self.length = length
        super().__init__(length)

    @property
    def message(self) -> str:
        return _("This is too long by %(count)d characters. Shorten it, or add it as a file.") % {
            "count": self.length - LONGEST
        }


class NoName(Refused):
    @property
    def message(self) -> str:
        return _("Give your name. You choose yourself whether others see it or your initials only.")


class IntakeClosed(Refused):
    """It is not open yet, or no longer, or was withdrawn."""

    @property
    def message(self) -> str:
        return _("Views are not taken here at the moment: it has not begun, it is over, or it was withdrawn.")


class NoReplies(Refused):
    @property
    def message(self) -> str:
        return _("One cannot reply to this.")


def check(said: Said, speaker: Speaker) -> None:
    """Raises NothingSaid, TooLong, NoName."""
    if not said.text.strip():
        raise NothingSaid
    if len(said.text) > LONGEST:
        raise TooLong(len(said.text))
    if not speaker.name.strip() and not speaker.organisation.strip():
        raise NoName


def fill(contribution: Contribution, said: Said, speaker: Speaker) -> None:
    """Onto the row, which the caller saves."""
    contribution.text, contribution.kind, contribution.language = said.text.strip(), said.kind, said.language
    contribution.is_proposal = said.is_proposal and contribution.parent is not None
    contribution.fingerprint = fingerprint(said.text)
    contribution.name, contribution.shown = speaker.name.strip(), speaker.shown
    contribution.email = speaker.email.strip().lower()
    contribution.organisation = speaker.organisation.strip()
    contribution.registration_number = speaker.registration_number.strip()
    contribution.territory, contribution.audience = speaker.territory, speaker.audience
    contribution.age_band = speaker.age_band


def seal(contribution: Contribution) -> str:
    """What the ledger keeps of the words: a hash that fits them alone, and tells nothing about them.

    SHA-256 of the sixteen bytes of `submission_key`, which nobody can guess, and the text in UTF-8. The data of a
    published contribution gives the key, so that anybody can check that the words are those that were said; of what is
    held, removed or taken back nothing can be found out.
    """
    return hashlib.sha256(contribution.submission_key.bytes + contribution.text.encode()).hexdigest()


def fill_burden(contribution: Contribution, said: Said) -> None:
    """The idea beside the words; an empty one is taken away."""
    values = {name: said.burden.get(name) for name in BURDEN_COLUMNS if said.burden.get(name) not in (None, "")}
    if not values:
        BurdenIdea.objects.filter(contribution=contribution).delete()
        return
    numbers = dict.fromkeys(BURDEN_COLUMNS[3:])
    texts = dict.fromkeys(BURDEN_COLUMNS[:3], "")
    BurdenIdea.objects.update_or_create(contribution=contribution, defaults={**numbers, **texts, **values})
