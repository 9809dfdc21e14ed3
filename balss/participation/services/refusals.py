"""Why something in this room cannot be done. `message` tells the person what happened and what to do."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balss.core.calendar import Rule
from balss.shared.refusals import Refused


def written(day: date | datetime) -> str:
    return date_format(timezone.localdate(day) if isinstance(day, datetime) else day, "DATE_FORMAT")


class NotInThatState(Refused):
    """It was published, ended or withdrawn meanwhile, or is not yet."""

    @property
    def message(self) -> str:
        return _("This can no longer be done, because the state has changed. Open the page again to see how it stands.")


class ChangedMeanwhile(Refused):
    """Somebody saved after the page was opened: a colleague, or the same person in another tab."""

    @property
    def message(self) -> str:
        return _(
            "This was saved elsewhere while you were writing: by somebody else, or by you in another tab. Your words "
            "stand in the fields, the saved ones below each field that differs. Put together what should stay, and "
            "save again."
        )


class NotPublishable(Refused):
    """What stands in the way of publishing: everything at once, so that it is mended in one go."""

    def __init__(self, faults: Iterable[Refused]) -> None:
        self.faults = tuple(faults)
        super().__init__(len(self.faults))

    @property
    def message(self) -> str:
        return " ".join(fault.message for fault in self.faults)


class Missing(Refused):
    """A field that residents need is empty; `field` is its name, `label` what people call it."""

    def __init__(self, model: type[Model], field: str) -> None:
        self.label, self.field = str(getattr(model._meta.get_field(field), "verbose_name", field)), field
        super().__init__(field)

    @property
    def message(self) -> str:
        return _("Not filled in: %(field)s.") % {"field": self.label}


class OfTheLaw(Refused):
    """A rule of law stands in the way; the message names its article."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        super().__init__(rule.id)

    @property
    def article(self) -> str:
        return self.rule.article_name(get_language() or "lv")


class PeriodTooShort(OfTheLaw):
    def __init__(self, rule: Rule, earliest: date) -> None:
        super().__init__(rule)
        self.earliest = earliest

    @property
    def message(self) -> str:
        return _("Too short: it may close on %(day)s at the earliest (%(article)s).") % {
            "day": written(self.earliest), "article": self.article,
        }  # fmt: skip


class NoticeTooLate(OfTheLaw):
    def __init__(self, rule: Rule, latest: date) -> None:
        super().__init__(rule)
        self.latest = latest

    @property
    def message(self) -> str:
        return _("The notice has to be sent on %(day)s at the latest (%(article)s).") % {
            "day": written(self.latest), "article": self.article,
        }  # fmt: skip


class SubjectExcluded(OfTheLaw):
    @property
    def message(self) -> str:
        return _(
            "The law does not allow a public discussion on this subject (%(article)s). Choose another kind of "
            "participation: the people's views can still be asked."
        ) % {"article": self.article}


class RepeatedTooSoon(OfTheLaw):
    def __init__(self, rule: Rule, earliest: date) -> None:
        super().__init__(rule)
        self.earliest = earliest

    @property
    def message(self) -> str:
        return _("The same document may be discussed again from %(day)s (%(article)s).") % {
            "day": written(self.earliest), "article": self.article,
        }  # fmt: skip


class TooFewInitiators(OfTheLaw):
    def __init__(self, rule: Rule, needed: int) -> None:
        super().__init__(rule)
        self.needed = needed

    @property
    def message(self) -> str:
        return _("The municipality asks for at least %(count)d residents to initiate a discussion (%(article)s).") % {
            "count": self.needed, "article": self.article,
        }  # fmt: skip


class OnlyForMunicipalities(OfTheLaw):
    @property
    def message(self) -> str:
        return _("Only a municipality holds this kind of participation (%(article)s).") % {"article": self.article}


class ClosesTooEarly(Refused):
    @property
    def message(self) -> str:
        return _("It has to close after it opens, and later than now.")


class AnswersBeforeClosing(Refused):
    @property
    def message(self) -> str:
        return _("The day by which answers are given has to come after the closing day.")


class NotLater(Refused):
    """An extension that would shorten."""

    def __init__(self, closes_at: datetime) -> None:
        self.closes_at = closes_at
        super().__init__(closes_at)

    @property
    def message(self) -> str:
        return _("It closes on %(day)s already. Give a later day.") % {"day": written(self.closes_at)}


class AlreadyClosed(Refused):
    @property
    def message(self) -> str:
        return _("It has closed already, and what is closed is not opened again. Announce a new opportunity.")


class StillOpen(Refused):
    """The process cannot end while people may still speak."""

    @property
    def message(self) -> str:
        return _("People can still take part in this. Wait until it closes, or withdraw it with the reason.")


class SourceNotAllowed(Refused):
    """The address of outside data is not one of the public internet, or not https."""

    @property
    def message(self) -> str:
        return _("The address has to begin with https:// and lead to a site on the public internet.")
