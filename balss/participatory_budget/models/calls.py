"""A call: the money, the periods, the areas and categories, and the ballot, each as the municipality's rules say it."""

from datetime import date, datetime
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.core.calendar.riga import day_before
from balss.core.count.rules import Completion, RuleName, Utility
from balss.core.count.secrecy import MOST_UNIQUE_PERCENT
from balss.participation.models import ByOffice
from balss.places.models import Institution, Territory
from balss.shared.content_language import InLanguages


class BallotForm(models.TextChoices):
    """What a voter does. `Ballot.most_choices` limits approval and ranking."""

    CHOOSE_ONE = "choose_one", _("choose one project")
    APPROVAL = "approval", _("choose several projects")
    KNAPSACK = "knapsack", _("choose projects as far as the money goes")
    POINTS = "points", _("give points to projects")
    RANKING = "ranking", _("put projects in order")


class CountingRule(models.TextChoices):
    """The rules of `core.count`, by its names."""

    GREEDY = RuleName.GREEDY.value, _("most votes first, skipping what does not fit")
    GREEDY_NO_SKIP = RuleName.GREEDY_NO_SKIP.value, _("most votes first, ending where one does not fit")
    GREEDY_THRESHOLD = RuleName.GREEDY_THRESHOLD.value, _("most votes first, with a lowest number of votes")
    EQUAL_SHARES = RuleName.EQUAL_SHARES.value, _("Equal Shares")
    EQUAL_SHARES_ADD1 = RuleName.EQUAL_SHARES_ADD1.value, _("Equal Shares, raising the shares")


SHARE_MONEY = tuple(each for each in CountingRule if RuleName(each.value).shares_money)
HEED_MOST_WINNERS = tuple(each for each in CountingRule if RuleName(each.value).heeds_most_winners)
HEED_CAPS = tuple(each for each in CountingRule if RuleName(each.value).heeds_caps)


class Worth(models.TextChoices):
    """What a project that wins counts for to who chose it, by the names of `core.count`: Equal Shares buys first what
    costs its supporters least for it."""

    COST = Utility.COST.value, _("its cost, so that many votes matter more than a low price")
    CARDINALITY = Utility.CARDINALITY.value, _("each project alike, so that cheap projects win more easily")
    POINTS = Utility.POINTS.value, _("the points that it was given")
    BORDA = Utility.BORDA.value, _("its place in the order that one gave")


class Leftover(models.TextChoices):
    """What is done with the money that Equal Shares leaves, by the names of `core.count`."""

    NONE = Completion.NONE.value, _("it stays unspent")
    GREEDY = Completion.GREEDY.value, _("it goes to projects with the most votes, as far as it is enough")
    GREEDY_WELFARE = (
        Completion.GREEDY_WELFARE.value,
        _("it goes to projects that are worth the most to voters for each euro, as far as it is enough"),
    )


class Phase(models.TextChoices):
    """Where a call stands at a moment; follows from its state, its times and its results."""

    DRAFT = "draft", pgettext_lazy("phase of a call", "draft")
    COMING = "coming", pgettext_lazy("phase of a call", "coming")
    IDEAS = "ideas", pgettext_lazy("phase of a call", "ideas are taken")
    VETTING = "vetting", pgettext_lazy("phase of a call", "ideas are vetted")
    VOTING = "voting", pgettext_lazy("phase of a call", "voting")
    COUNTING = "counting", pgettext_lazy("phase of a call", "votes are counted")
    CARRYING_OUT = "carrying_out", pgettext_lazy("phase of a call", "projects are carried out")
    CANCELLED = "cancelled", pgettext_lazy("phase of a call", "called off")


# What the municipality's own rules decide, and Pašvaldību likums wants them to (61): each is cited by its point there.
CITED = {
    "money": _("money"),
    "areas": _("planning areas"),
    "proposers": _("who may propose"),
    "ideas": _("period for ideas"),
    "criteria": _("criteria"),
    "voting_way": _("how one votes"),
    "voting": _("voting period"),
    "counting": _("how votes are counted"),
}


class CallQuerySet(models.QuerySet["Call"]):
    def public(self) -> Self:
        """All but drafts; what was called off keeps its page."""
        return self.exclude(state=Call.State.DRAFT)


class Call(InLanguages, ByOffice):
    """One round of a municipality's participatory budget.

    draft → published → (by its times) ideas, vetting, voting, counting → results announced; or called off with the
    reason. `election_id` names its election to the ballot box, which knows no other key. `points` cites, for each of
    CITED, the point of the municipality's own rules (nolikums). The ballot stands in `Ballot`. Changed by
    `services.calls`; the author's opaque name is personal data.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("call", "draft")
        PUBLISHED = "published", pgettext_lazy("call", "published")
        CANCELLED = "cancelled", pgettext_lazy("call", "called off")

    in_languages = ("title", "summary", "criteria", "offline")

    slug = models.SlugField(max_length=100, unique=True)
    election_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="budget_calls")
    year = models.PositiveSmallIntegerField(_("budget year"))
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary in plain language"), blank=True)
    organiser = models.CharField(_("who selects and supervises"), max_length=300, blank=True)  # 61 1)
    criteria = models.TextField(_("criteria of selection"), blank=True)  # 61 4)
    offline = models.TextField(_("how to take part without the internet"), blank=True)
    contact = models.CharField(_("whom to ask"), max_length=300, blank=True)
    contest_how = models.TextField(_("how a decision on an idea is contested"), blank=True)

    regulation = models.CharField(_("the municipality's rules: name and number"), max_length=300, blank=True)
    regulation_address = models.URLField(_("their address"), max_length=500, blank=True)
    points = models.JSONField(default=dict, blank=True)  # {"money": "8. punkts"}, keys of CITED

    money_cents = models.PositiveBigIntegerField(_("money"), default=0)
    smallest_cents = models.PositiveBigIntegerField(_("smallest cost of a project"), null=True, blank=True)
    largest_cents = models.PositiveBigIntegerField(_("largest cost of a project"), null=True, blank=True)

    ideas_open_at = models.DateTimeField(_("ideas are taken from"), null=True, blank=True)
    ideas_close_at = models.DateTimeField(_("ideas are taken until"), null=True, blank=True)
    voting_opens_at = models.DateTimeField(_("voting opens"), null=True, blank=True)
    voting_closes_at = models.DateTimeField(_("voting closes"), null=True, blank=True)
    results_by_date = models.DateField(_("results by"), null=True, blank=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    projects_published_at = models.DateTimeField(null=True, blank=True)  # the list of projects one can choose from
    results_announced_at = models.DateTimeField(null=True, blank=True)
    voters = models.PositiveIntegerField(null=True, blank=True)  # how many voted, told with the results
    cancel_reason = models.TextField(_("reason"), blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        indexes = [models.Index(fields=["institution", "state"]), models.Index(fields=["state", "-published_at"])]
        constraints = [
            models.CheckConstraint(
                name="call_state_with_its_time",
                condition=Q(state="draft", published_at=None) | Q(~Q(state="draft"), published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="call_published_with_money_and_times",
                condition=Q(state="draft")
                | Q(
                    money_cents__gt=0,
                    ideas_open_at__isnull=False,
                    ideas_close_at__isnull=False,
                    voting_opens_at__isnull=False,
                    voting_closes_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="call_times_in_order",
                condition=(Q(ideas_open_at=None) | Q(ideas_close_at=None) | Q(ideas_close_at__gt=F("ideas_open_at")))
                & (Q(ideas_close_at=None) | Q(voting_opens_at=None) | Q(voting_opens_at__gte=F("ideas_close_at")))
                & (Q(voting_opens_at=None) | Q(voting_closes_at=None) | Q(voting_closes_at__gt=F("voting_opens_at"))),
            ),
            models.CheckConstraint(
                name="call_cancelled_why",
                condition=Q(~Q(state="cancelled"), cancel_reason="") | Q(~Q(cancel_reason=""), state="cancelled"),
            ),
            models.CheckConstraint(
                name="call_results_after_voting",
                condition=Q(results_announced_at=None)
                | Q(
                    results_announced_at__gte=F("voting_closes_at"),
                    projects_published_at__isnull=False,
                    voters__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="call_projects_published_before_voting",
                condition=Q(projects_published_at=None) | Q(projects_published_at__lt=F("voting_opens_at")),
            ),
            models.CheckConstraint(
                name="call_project_costs_in_order",
                condition=Q(smallest_cents=None) | Q(largest_cents=None) | Q(largest_cents__gte=F("smallest_cents")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participatory_budget:call", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.state != self.State.DRAFT

    def phase(self, now: datetime) -> Phase:
        if self.state != self.State.PUBLISHED:
            return Phase(self.state)
        if self.results_announced_at is not None:
            return Phase.CARRYING_OUT
        begun = [(self.ideas_close_at, Phase.VETTING), (self.ideas_open_at, Phase.IDEAS)]
        if self.projects_published_at is not None:  # without its list nobody votes, whatever the clock says
            begun = [(self.voting_closes_at, Phase.COUNTING), (self.voting_opens_at, Phase.VOTING), *begun]
        return next((phase for at, phase in begun if at is not None and at <= now), Phase.COMING)

    def takes_ideas(self, now: datetime) -> bool:
        return self.phase(now) == Phase.IDEAS

    @property
    def ideas_last_date(self) -> date | None:
        """The last day for ideas: what closes at midnight belongs to the day before."""
        return day_before(self.ideas_close_at) if self.ideas_close_at else None

    @property
    def voting_last_date(self) -> date | None:
        return day_before(self.voting_closes_at) if self.voting_closes_at else None


class RevenueYear(models.Model):
    """Actual revenue of one year, of which 0.5 % on average is the least money (59(2)). Holds no personal data."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="revenues")
    year = models.PositiveSmallIntegerField(_("year"))
    income_tax_cents = models.PositiveBigIntegerField(_("personal income tax"))
    property_tax_cents = models.PositiveBigIntegerField(_("real estate tax"))

    class Meta:
        ordering = ["call_id", "year"]
        constraints = [models.UniqueConstraint(fields=["call", "year"], name="revenue_of_a_year_once")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.year}"


class PlanningArea(models.Model):
    """Līdzdalības budžeta plānošanas vienība (59(3)): a part of the municipality, or all of it, with its own money.

    `number` never changes. Voters of a call with several areas choose within one. Holds no personal data.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="areas")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(pgettext_lazy("planning area", "name"), max_length=200)
    territories = models.ManyToManyField(Territory, blank=True, related_name="budget_areas")
    money_cents = models.PositiveBigIntegerField(_("money"))

    class Meta:
        ordering = ["call_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="planning_area_numbered_once"),
            models.CheckConstraint(name="planning_area_has_money", condition=Q(money_cents__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A kind of project, and the most money that all of it or one project of it may take. Holds no personal data."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="categories")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(pgettext_lazy("category of projects", "name"), max_length=200)
    most_cents = models.PositiveBigIntegerField(_("most money for all of its projects"), null=True, blank=True)
    largest_cents = models.PositiveBigIntegerField(_("largest cost of one project"), null=True, blank=True)

    class Meta:
        ordering = ["call_id", "number"]
        verbose_name_plural = "categories"
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="budget_category_numbered_once")]

    def __str__(self) -> str:
        return self.name


class Ballot(models.Model):
    """How one chooses and how it is counted: published before voting opens, unchangeable afterwards.

    `most_choices`: None for no limit; `points`: how many a voter gives away. `threshold`: the fewest votes with which a
    project can win. `most_winners`: how many can win in each planning area; None for as many as the money is enough
    for. `utility`, `completion` and `comparison` are for Equal Shares: with the last, winners by most votes are taken
    where more voters prefer them. `tie_order` is of `core.count.ties`. `most_unique_percent`: single ballots are
    published unless more of them than this are the only one of their kind (`core.count.secrecy`). `published_at` is
    when this wording became public; each change until voting opens stands in the ledger. Changed by
    `services.ballots`. Holds no personal data.

    `elsewhere` says where and how one votes where that is not here (on another site, on paper alone), and
    `elsewhere_point` which point of the municipality's rules says so: then there is no election here, and its results
    are entered.
    """

    SETTINGS = (
        "form", "most_choices", "points", "rule", "utility", "completion", "comparison", "threshold", "most_winners",
        "tie_order",        "most_unique_percent", "elsewhere", "elsewhere_address", "elsewhere_point",
    )  # fmt: skip

    call = models.OneToOneField(Call, primary_key=True, on_delete=models.CASCADE, related_name="ballot")
    form = models.CharField(_("what a voter does"), max_length=12, choices=BallotForm.choices)
    most_choices = models.PositiveSmallIntegerField(_("most projects of one voter"), null=True, blank=True)
    points = models.PositiveSmallIntegerField(_("points of one voter"), null=True, blank=True)
    rule = models.CharField(_("how winners are found"), max_length=20, choices=CountingRule.choices)
    utility = models.CharField(
        _("what a winner counts for to who chose it"), max_length=12, choices=Worth.choices, default=Worth.COST
    )
    completion = models.CharField(
        _("money that is left"), max_length=14, choices=Leftover.choices, default=Leftover.NONE
    )
    comparison = models.BooleanField(_("compare with most votes first"), default=False)
    threshold = models.PositiveIntegerField(_("fewest votes"), null=True, blank=True)
    most_winners = models.PositiveSmallIntegerField(_("most winners in each planning area"), null=True, blank=True)
    tie_order = models.CharField(_("who goes first when votes are equal"), max_length=200)
    most_unique_percent = models.PositiveSmallIntegerField(
        _("publish ballots unless more of them are unique than, per cent"), default=MOST_UNIQUE_PERCENT
    )
    elsewhere = models.TextField(_("where and how one votes elsewhere"), blank=True)
    elsewhere_address = models.URLField(_("address of the site where one votes"), max_length=500, blank=True)
    elsewhere_point = models.CharField(_("point of the rules on voting elsewhere"), max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["call_id"]
        constraints = [
            models.CheckConstraint(
                name="ballot_points_where_points_are_given",
                condition=Q(form="points", points__gt=0) | Q(~Q(form="points"), points=None),
            ),
            models.CheckConstraint(
                name="ballot_of_one_choice",
                condition=~Q(form="choose_one") | Q(most_choices=1),
            ),
            models.CheckConstraint(
                name="ballot_allows_a_choice", condition=Q(most_choices=None) | Q(most_choices__gt=0)
            ),
            models.CheckConstraint(
                name="ballot_threshold_where_the_rule_has_one",
                condition=Q(rule="greedy-threshold", threshold__gt=0) | Q(~Q(rule="greedy-threshold"), threshold=None),
            ),
            models.CheckConstraint(
                name="ballot_shares_completed_and_compared",
                condition=Q(rule__startswith="equal-shares") | Q(completion="none", comparison=False),
            ),
            models.CheckConstraint(
                name="ballot_most_winners_of_greedy_rules",
                condition=Q(most_winners=None) | Q(rule__startswith="greedy", most_winners__gt=0),
            ),
            models.CheckConstraint(name="ballot_unique_is_a_share", condition=Q(most_unique_percent__lte=100)),
            models.CheckConstraint(name="ballot_says_who_goes_first", condition=~Q(tie_order="")),
            models.CheckConstraint(
                name="ballot_elsewhere_is_cited",
                condition=Q(elsewhere="", elsewhere_address="", elsewhere_point="")
                | (~Q(elsewhere="") & ~Q(elsewhere_point="")),
            ),
            models.CheckConstraint(
                name="ballot_of_one_choice_not_with_shares",
                condition=~Q(form="choose_one", rule__startswith="equal-shares"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.call_id)

    @property
    def settings(self) -> dict[str, Any]:
        """All that decides how one votes and how it is counted, as the ledger keeps it."""
        return {name: getattr(self, name) for name in self.SETTINGS}
