"""Why something in this room cannot be done. `message` tells the person what happened and what to do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balss.core.calendar import Rule
from balss.core.vote.paper import MOST_PROJECTS
from balss.design.numbers import money_words
from balss.participation.services.refusals import (
    ChangedMeanwhile,
    Missing,
    NotInThatState,
    NotLater,
    NotPublishable,
    OfTheLaw,
    OnlyForMunicipalities,
    PeriodTooShort,
)
from balss.participatory_budget.models import CITED, Worth
from balss.shared.refusals import Refused

__all__ = [
    "AlreadyAsked", "AreasDoNotAddUp", "BallotFixed", "BallotMissing", "ChangeWaits", "ChangedMeanwhile",
    "CostOutOfBounds", "DayOutOfOrder", "IdeaIncomplete", "IdeasClosed", "ListFixed", "Missing", "MoneyTooLittle",
    "MostWinnersNotHeeded", "NoArea", "NoConsent", "NoCost", "NotInThatState", "NotLater", "NotOfThisCall",
    "NotPublishable", "NotWithin", "NothingToChoose", "NumberTaken", "OfMunicipality", "OfTheLaw",
    "OnlyForMunicipalities", "PeriodTooShort", "PointMissing", "ReasonMissing", "RevenueMissing",
    "SharesOfOneChoice", "TimesOutOfOrder", "TooLate", "TooMany", "TooManyCoAuthors", "TooYoung", "UnfitWorth",
    "UnknownTies", "VettingUnfinished", "VotingHereCalledOff",
]  # fmt: skip


class PointMissing(Refused):
    """A setting without the point of the municipality's rules that says so; `field` is a key of CITED."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)

    @property
    def message(self) -> str:
        return _("Say which point of your rules it rests on: %(setting)s.") % {"setting": CITED[self.field]}


class RevenueMissing(OfTheLaw):
    @property
    def message(self) -> str:
        return _(
            "Enter the actual revenue of the last three years, which the least money is counted from (%(article)s)."
        ) % {"article": self.article}


class MoneyTooLittle(OfTheLaw):
    def __init__(self, rule: Rule, *, least_cents: int) -> None:
        super().__init__(rule)
        self.least_cents = least_cents

    @property
    def message(self) -> str:
        return _("Too little money: the law asks for at least %(least)s in a year (%(article)s).") % {
            "least": money_words(self.least_cents), "article": self.article,
        }  # fmt: skip


class NoArea(OfTheLaw):
    @property
    def message(self) -> str:
        return _("Name at least one planning area; it may be the whole municipality (%(article)s).") % {
            "article": self.article
        }


class NotWithin(Refused):
    """A planning area would hold places of another municipality."""

    def __init__(self, places: Sequence[str]) -> None:
        self.places = tuple(places)
        super().__init__(self.places)

    @property
    def message(self) -> str:
        return _("A planning area holds parts of your municipality alone, and these are none: %(places)s.") % {
            "places": ", ".join(self.places)
        }


class AreasDoNotAddUp(Refused):
    def __init__(self, *, areas_cents: int, money_cents: int) -> None:
        self.areas_cents, self.money_cents = areas_cents, money_cents
        super().__init__(areas_cents, money_cents)

    @property
    def message(self) -> str:
        return _("The planning areas have %(areas)s together, the call has %(money)s. Both have to be the same.") % {
            "areas": money_words(self.areas_cents), "money": money_words(self.money_cents),
        }  # fmt: skip


class TimesOutOfOrder(Refused):
    @property
    def message(self) -> str:
        return _(
            "Times have to follow each other: ideas are taken, then vetted, then voting opens and closes, then the "
            "results come."
        )


class BallotFixed(Refused):
    """Voting has opened, and what people voted under does not change any more."""

    @property
    def message(self) -> str:
        return _("Voting has opened: how one votes and how it is counted can no longer be changed.")


class VotingHereCalledOff(Refused):
    """Voting here was called off because one votes elsewhere, and its keys are gone."""

    @property
    def message(self) -> str:
        return _(
            "Voting here was called off when you said that people vote elsewhere, and it cannot be taken up again. Say "
            "where and how they vote."
        )


class ListFixed(Refused):
    """Voting has opened, and people choose from the list as it is."""

    @property
    def message(self) -> str:
        return _("Voting has opened: a project can no longer be taken off the list.")


class BallotMissing(Refused):
    @property
    def message(self) -> str:
        return _("First publish how one votes and how it is counted: people have to know it before voting opens.")


class SharesOfOneChoice(Refused):
    @property
    def message(self) -> str:
        return _(
            "Equal Shares does not fit ballots that choose one project: a voter's share could go to that project "
            "alone, and most of the money would stay unspent. Let voters choose several projects, or count the most "
            "votes first."
        )


class CapsNotHeeded(Refused):
    """Categories with a cap, and a rule that does not pass projects over."""

    @property
    def message(self) -> str:
        return _(
            "A category has a limit for all of its projects. Only “most votes first”, skipping what does not fit, can "
            "keep to it. Choose that way of counting, or leave the limit out."
        )


class MostWinnersNotHeeded(Refused):
    @property
    def message(self) -> str:
        return _(
            "Equal Shares does not go with a limit on winners: those who chose a project pay for it from their own "
            "shares. Leave the limit empty, or count the most votes first."
        )


class UnfitWorth(Refused):
    """What a winner counts for is something that the ballots do not say."""

    def __init__(self, worth: Worth) -> None:
        self.worth = worth
        super().__init__(worth)

    @property
    def message(self) -> str:
        if self.worth == Worth.POINTS:
            return _("Winners can count for their points only where people give points.")
        return _("Winners can count for their place only where people put projects in order.")


class UnknownTies(Refused):
    @property
    def message(self) -> str:
        return _("This order of equal projects is not known. Choose one of the list.")


class VettingUnfinished(Refused):
    """Ideas that were handed in and have no decision yet."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)

    @property
    def message(self) -> str:
        return ngettext(
            "%(count)d idea has no decision yet. Every author is owed one before the list is published.",
            "%(count)d ideas have no decision yet. Every author is owed one before the list is published.",
            self.count,
        ) % {"count": self.count}


class NothingToChoose(Refused):
    @property
    def message(self) -> str:
        return _("No idea was admitted, so there is nothing to vote on. Call the round off and say why.")


class TooMany(Refused):
    """More projects than one ballot paper holds."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)

    @property
    def message(self) -> str:
        return _(
            "There are %(count)d projects to choose from, and one ballot holds at most %(most)d. Merge similar ideas "
            "with the consent of their authors, or vote in two rounds."
        ) % {"count": self.count, "most": MOST_PROJECTS}


class TooLate(Refused):
    """The list has to be public before voting opens."""

    @property
    def message(self) -> str:
        return _("Voting should have opened already. Move it to a later time first, so that people can read the list.")


class IdeasClosed(Refused):
    """Ideas are not taken yet, or no longer."""

    @property
    def message(self) -> str:
        return _("Ideas are not taken here at the moment. Your draft stays with you: you can hand it in next time.")


class IdeaIncomplete(Refused):
    """What is missing before an idea can be handed in: `missing` are names of its columns."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(*missing)

    @property
    def message(self) -> str:
        return _("A few answers are missing before the idea can be handed in. They are marked below.")


class TooYoung(OfTheLaw):
    @property
    def message(self) -> str:
        return _("Whoever is %(age)s may propose (%(article)s). Ask somebody older to hand the idea in with you.") % {
            "age": self.rule.amount, "article": self.article,
        }  # fmt: skip


class OfMunicipality(OfTheLaw):
    """An association or foundation in which the municipality has a part."""

    @property
    def message(self) -> str:
        return _(
            "An association or foundation may propose if the municipality has no part in it (%(article)s). You can "
            "propose it in your own name."
        ) % {"article": self.article}


class CostOutOfBounds(Refused):
    def __init__(self, *, smallest_cents: int | None, largest_cents: int | None) -> None:
        self.smallest_cents, self.largest_cents = smallest_cents, largest_cents
        super().__init__(smallest_cents, largest_cents)

    @property
    def message(self) -> str:
        if self.largest_cents is not None:
            return _("Here a project costs at most %(largest)s. Propose a part of it, or something smaller.") % {
                "largest": money_words(self.largest_cents)
            }
        return _("Here a project costs at least %(smallest)s.") % {"smallest": money_words(self.smallest_cents)}


class NumberTaken(Refused):
    """A project taken in from a file has the number of an idea."""

    def __init__(self, number: int, title: str) -> None:
        self.number, self.title = number, title
        super().__init__(number, title)

    @property
    def message(self) -> str:
        return _(
            "Number %(number)d on the list is taken by “%(title)s”, which came from a file. The idea cannot take its "
            "place; nothing was decided."
        ) % {"number": self.number, "title": self.title}


class NotOfThisCall(Refused):
    """An area, category or idea of another call."""

    @property
    def message(self) -> str:
        return _("This belongs to another round. Choose one of this round.")


class AlreadyAsked(Refused):
    @property
    def message(self) -> str:
        return _("This was asked already and waits for an answer.")


class TooManyCoAuthors(Refused):
    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(most)

    @property
    def message(self) -> str:
        return _("One idea has at most %(most)d co-authors, those included who have not answered.") % {
            "most": self.most
        }


class NoConsent(OfTheLaw):
    """Money would go into somebody else's property, and its owner has not agreed."""

    @property
    def message(self) -> str:
        return _("The owner's consent is missing: without it the idea cannot go to the vote (%(article)s).") % {
            "article": self.article
        }


class ReasonMissing(Refused):
    @property
    def message(self) -> str:
        return _("Give the reasons: the author is owed them, and everybody can read them.")


class ChangeWaits(Refused):
    """The author has not answered a proposed change yet."""

    @property
    def message(self) -> str:
        return _("The author has not answered the proposed changes yet. Take them back first, or wait.")


class NoCost(Refused):
    @property
    def message(self) -> str:
        return _("Estimate the cost line by line first: the sum is what the project costs on the list.")


class DayOutOfOrder(Refused):
    @property
    def message(self) -> str:
        return _("The day lies before the results or the beginning, or in the future. Check it.")
