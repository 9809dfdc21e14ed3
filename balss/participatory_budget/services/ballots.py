"""The ballot: how one chooses and how it is counted, set by the municipality until voting opens."""

from datetime import datetime
from typing import Any

from django.db import transaction

from balss.core.count.declared import usual_utility
from balss.core.count.ties import TieOrder, UnknownTieOrder
from balss.core.vote.paper import MOST_PROJECTS
from balss.participatory_budget.models import (
    HEED_CAPS,
    HEED_MOST_WINNERS,
    SHARE_MONEY,
    Ballot,
    BallotForm,
    Call,
    CountingRule,
    Leftover,
    Phase,
    Worth,
)
from balss.participatory_budget.queries.papers import TYPES
from balss.participatory_budget.services.calls import locked, record_call
from balss.participatory_budget.services.elections import carry_change
from balss.participatory_budget.services.refusals import (
    BallotFixed,
    CapsNotHeeded,
    Missing,
    MostWinnersNotHeeded,
    SharesOfOneChoice,
    TooMany,
    UnfitWorth,
    UnknownTies,
    VotingHereCalledOff,
)
from balss.shared.permissions import Actor
from balss.voting.models import Election

FITS = {Worth.POINTS: BallotForm.POINTS, Worth.BORDA: BallotForm.RANKING}


@transaction.atomic
def set_ballot(*, call: Call, content: dict[str, Any], by: Actor, now: datetime) -> Ballot:
    """Say how one votes and how it is counted; of a published call at once in public, each change in the ledger.

    `content`: of Ballot.SETTINGS; what is not sent stays as it is. The utility follows from the form where none is set.
    Where votes are cast elsewhere, an election that was arranged here is called off, and not taken up again.
    Raises NotAllowed, NotInThatState, BallotFixed, SharesOfOneChoice, CapsNotHeeded, MostWinnersNotHeeded, UnfitWorth,
    UnknownTies, Missing, VotingHereCalledOff, TooMany.
    """
    call = locked(call, by, now, Call.State.DRAFT, Call.State.PUBLISHED)
    if call.phase(now) in (Phase.VOTING, Phase.COUNTING, Phase.CARRYING_OUT):
        raise BallotFixed
    known = Ballot.objects.filter(call=call).first()
    ballot, former = known or Ballot(call=call), known.form if known else ""
    for name in Ballot.SETTINGS:
        if name in content:
            setattr(ballot, name, content[name])
    if not content.get("utility", former == ballot.form):
        ballot.utility = usual_utility(TYPES[BallotForm(ballot.form)]).value
    _check(ballot)
    ballot.published_at = now if call.is_public else None
    ballot.save()
    if call.is_public:
        action = "ballot_changed" if known and known.published_at else "ballot_published"
        record_call(f"participatory_budget.{action}", call, by, now, **ballot.settings)
        carry_change(call, now=now)
    return ballot


def _check_where(ballot: Ballot) -> None:
    """Whether one votes elsewhere, and where the rules say so."""
    if not ballot.elsewhere.strip():
        ballot.elsewhere = ballot.elsewhere_address = ballot.elsewhere_point = ""
        if Election.objects.filter(pk=ballot.call.election_id).exclude(called_off_date=None).exists():
            raise VotingHereCalledOff
        listed = ballot.call.projects.standing().count()
        if ballot.call.projects_published_at is not None and listed > MOST_PROJECTS:
            raise TooMany(listed)
    elif not ballot.elsewhere_point.strip():
        raise Missing(Ballot, "elsewhere_point")


def _check(ballot: Ballot) -> None:
    """Make one choice out of “choose one”, and leave nothing that the rule does not know."""
    _check_where(ballot)
    if ballot.form == BallotForm.CHOOSE_ONE:
        ballot.most_choices = 1
        if ballot.rule in (CountingRule.EQUAL_SHARES, CountingRule.EQUAL_SHARES_ADD1):
            raise SharesOfOneChoice
    if ballot.form in (BallotForm.KNAPSACK, BallotForm.POINTS):  # the money or the points limit it
        ballot.most_choices = None
    if ballot.form != BallotForm.POINTS:
        ballot.points = None
    elif not ballot.points:
        raise Missing(Ballot, "points")
    if ballot.rule != CountingRule.GREEDY_THRESHOLD:
        ballot.threshold = None
    elif not ballot.threshold:
        raise Missing(Ballot, "threshold")
    if ballot.rule not in SHARE_MONEY:
        ballot.completion, ballot.comparison = Leftover.NONE, False
    if FITS.get(Worth(ballot.utility), ballot.form) != ballot.form:
        raise UnfitWorth(Worth(ballot.utility))
    if CountingRule(ballot.rule) not in HEED_MOST_WINNERS and ballot.most_winners:
        raise MostWinnersNotHeeded
    if CountingRule(ballot.rule) not in HEED_CAPS and ballot.call.categories.exclude(most_cents=None).exists():
        raise CapsNotHeeded
    try:
        TieOrder.parse(ballot.tie_order)
    except UnknownTieOrder as error:
        raise UnknownTies from error
