"""The rule that a file declares: by Pabulib's names, by ours, or exactly, by what we write into its comment."""

from dataclasses import replace

from balss.core.count.amounts import read_amount, written
from balss.core.count.election import BallotType, Election
from balss.core.count.own_settings import own_settings
from balss.core.count.rules import Completion, Rule, RuleName, Start, UnknownRule, Until, Utility
from balss.core.count.ties import TieOrder

OFFICIAL = {
    "equalshares": RuleName.EQUAL_SHARES,
    "equalshares/add1": RuleName.EQUAL_SHARES_ADD1,
    "equalshares/add1-comparison": RuleName.EQUAL_SHARES_ADD1,
}
SAME_NAME = (RuleName.GREEDY, RuleName.GREEDY_NO_SKIP, RuleName.GREEDY_THRESHOLD)


def declared_rule(election: Election) -> Rule:
    """The rule of the file, exactly where its comment says it, else by the name in META, with its tie order where META
    has one of ours (`tie_order`). Raises UnknownRule or UnknownTieOrder."""
    settings = own_settings(election.meta)
    if "rule" in settings:
        return _exact(settings, election)
    written_name = election.rule or ""
    try:
        name = OFFICIAL.get(written_name) or RuleName(written_name)
    except ValueError:
        raise UnknownRule(election.rule) from None
    return usual_rule(name, election, comparison=written_name.endswith("-comparison"))


def usual_rule(name: RuleName, election: Election, *, comparison: bool = False) -> Rule:
    """The rule with the settings that follow from the file: its threshold, where the rule has one, and tie order.
    What voters are asked decides the utility: points and rankings are counted as such. Raises UnknownTieOrder."""
    has_threshold = name in (RuleName.GREEDY_THRESHOLD, RuleName.GREEDY_NO_SKIP)
    tie_order = election.meta.get("tie_order")
    return Rule(
        name,
        utility=usual_utility(election.ballot_type),
        comparison=comparison,
        threshold=election.threshold if has_threshold else None,
        tie_order=TieOrder.parse(tie_order) if tie_order else None,
    )


def usual_utility(ballot_type: BallotType) -> Utility:
    if ballot_type.has_points:
        return Utility.POINTS
    return Utility.BORDA if ballot_type is BallotType.ORDINAL else Utility.COST


def exact_settings(rule: Rule) -> dict[str, str]:
    """Everything that decides a count by the rule, to be read again by `declared_rule`."""
    settings = {"rule": rule.name.value, "tie_order": str(rule.ties_by)}
    if rule.threshold is not None:
        settings["threshold"] = written(rule.threshold)
    if rule.most_winners is not None:
        settings["most_winners"] = str(rule.most_winners)
    if rule.name.shares_money or rule.name is RuleName.GREEDY_WELFARE:
        settings["utility"] = rule.utility.value
    if rule.name.shares_money:
        settings |= {"completion": rule.completion.value, "comparison": "yes" if rule.comparison else "no"}
    if rule.name is RuleName.EQUAL_SHARES_ADD1:
        settings |= {"start": rule.start.value, "until": rule.until.value}
    return settings


def official_name(rule: Rule, election: Election) -> str:
    """What Pabulib calls the rule; “greedy-custom” where caps or a limit on winners are heeded, “unknown” where it has
    no name for it."""
    if rule.name in SAME_NAME:
        return "greedy-custom" if election.caps or rule.most_winners is not None else rule.name.value
    plain = Rule(rule.name, utility=Utility.COST, tie_order=rule.tie_order)
    for name, of_ours in OFFICIAL.items():
        if rule == replace(plain, name=of_ours, comparison=name.endswith("-comparison")):
            return name
    return "unknown"


def _exact(settings: dict[str, str], election: Election) -> Rule:
    try:
        return Rule(
            RuleName(settings["rule"]),
            utility=Utility(settings.get("utility", usual_utility(election.ballot_type))),
            completion=Completion(settings.get("completion", Completion.NONE)),
            comparison=settings.get("comparison") == "yes",
            threshold=read_amount(settings["threshold"]) if "threshold" in settings else None,
            most_winners=int(settings["most_winners"]) if "most_winners" in settings else None,
            start=Start(settings.get("start", Start.WHOLE)),
            until=Until(settings.get("until", Until.OVER)),
            tie_order=TieOrder.parse(settings["tie_order"]) if "tie_order" in settings else None,
        )
    except ValueError as error:
        raise UnknownRule(f"{settings['rule']} ({error})") from None
