"""What `balss count` prints: lines for people; fields for machines are those of `core.count.trace`."""

import textwrap
from collections.abc import Iterator
from fractions import Fraction

from balss.core.count.amounts import Amount, simplest
from balss.core.count.outcome import Comparison, Outcome, Stage, Step, Tie, Verdict
from balss.core.count.trace import parameters

LABEL_WIDTH = 10
LINE_WIDTH = 110
VERDICTS = {
    Verdict.SELECTED: "selected",
    Verdict.TOO_EXPENSIVE: "costs more than is left",
    Verdict.OVER_CAP: "costs more than is left for its category",
    Verdict.PLACES_TAKEN: "as many as can win had won",
    Verdict.BELOW_THRESHOLD: "below the threshold",
    Verdict.NOT_REACHED: "the count had ended",
}


def outcome_text(outcome: Outcome, *, with_rounds: bool) -> str:
    election = outcome.election
    money = election.meta.get("currency", "").upper()
    heading = (
        f"{len(outcome.selected)} of {len(election.projects)} projects selected, "
        f"for {shown(outcome.total_cost)} of {shown(election.budget)} {money}".rstrip()
    )
    lines = [heading, "", *_labelled("Rule", _rule_words(outcome)), *_labelled("Voters", _voter_words(outcome, money))]
    for tie in outcome.ties:
        lines += _labelled("Tie", _tie_words(tie, outcome))
    if any(tie.decides for tie in outcome.ties):
        lines += _labelled("", "Ties decide who wins: the tie order must have been published before the vote.")
    if outcome.comparison:
        lines += _labelled("Compared", _comparison_words(outcome.comparison))
    for remark in election.remarks:
        lines += _labelled("Remark", remark)
    lines += ["", "Selected" if outcome.selected else "Nothing is selected.", *_winner_lines(outcome)]
    if with_rounds:
        lines += ["", "Rounds", *_round_lines(outcome, money)]
    return "\n".join(lines)


def shown(amount: Amount) -> str:
    """With thousands apart; more than two decimals are rounded half up and marked ≈."""
    amount = simplest(amount)
    if isinstance(amount, int):
        return f"{amount:,}"
    cents = (amount * 100 + Fraction(1, 2)).__floor__()
    mark = "" if amount * 100 == cents else "≈ "
    return f"{mark}{cents // 100:,}.{cents % 100:02}"


def _rule_words(outcome: Outcome) -> str:
    settings = parameters(outcome.rule) | {"comparison": "yes" if outcome.rule.comparison else "no"}
    names = settings.keys() & parameters(outcome.rule).keys()
    words = (f"{name.replace('_', ' ')} {value}" for name, value in settings.items() if name in names)
    return "; ".join([outcome.rule.name, *words])


def _voter_words(outcome: Outcome, money: str) -> str:
    words = f"{outcome.election.voters:,}"
    if outcome.share is None:
        return words
    words += f"; each had a share of {shown(outcome.share)} {money}".rstrip()
    return words + (f", raised {outcome.raises:,} times by 1" if outcome.raises else "")


def _tie_words(tie: Tie, outcome: Outcome) -> str:
    ids = [outcome.election.projects[place].id for place in tie.projects]
    equal = f"{', '.join(ids[:-1])} and {ids[-1]} were equal" + (f" in {tie.times:,} counts" if tie.times > 1 else "")
    first = outcome.election.projects[tie.first].id
    return f"{equal}; {first} was put first. " + (
        "Another first would give other winners." if tie.decides else "The winners do not depend on it."
    )


def _comparison_words(compared: Comparison) -> str:
    taken = "greedy is taken" if compared.greedy_taken else "Equal Shares is taken"
    return (
        f"{compared.prefer_shares:,} voters find more of what they chose with Equal Shares, "
        f"{compared.prefer_greedy:,} with greedy, {compared.indifferent:,} alike; {taken}"
    )


def _winner_lines(outcome: Outcome) -> Iterator[str]:
    width = max((len(project.id) for project in outcome.winners), default=0)
    for number, (place, project) in enumerate(zip(outcome.selected, outcome.winners, strict=True), 1):
        votes = outcome.election.votes[place]
        line = f"  {number:>3}  {project.id:<{width}}  {shown(project.cost):>13}  {votes:>7,} votes  {project.name}"
        yield line.rstrip()


def _round_lines(outcome: Outcome, money: str) -> Iterator[str]:
    stage = None
    for number, step in enumerate(outcome.steps, 1):
        if step.stage is not stage and step.stage is not Stage.GREEDY:
            yield {Stage.SHARES: "  Equal Shares", Stage.COMPLETION: "  Completion with what is left"}[step.stage]
        stage = step.stage
        yield textwrap.fill(_step_words(number, step, outcome, money), LINE_WIDTH, subsequent_indent=" " * 7)


def _step_words(number: int, step: Step, outcome: Outcome, money: str) -> str:
    project = outcome.election.projects[step.project]
    money_words = f"costs {shown(project.cost)}, {shown(step.left)} left"
    begin = f"  {number:>3}  {project.id}: {VERDICTS[step.verdict]}; {money_words}"
    if not step.purchase:
        return f"{begin}, {shown(step.measure)} {_measure_name(step, outcome)}"
    paid = step.purchase
    unit = " for each point" if outcome.rule.utility in ("points", "borda") else ""
    voters = f"{paid.paid_in_full:,} {'voter' if paid.paid_in_full == 1 else 'voters'}"
    words = f"{begin}; {voters} paid {shown(paid.price)} {money}{unit}"
    if paid.gave_last:
        words += f", {paid.gave_last:,} gave their last {shown(paid.last_money)} {money} together"
    return words


def _measure_name(step: Step, outcome: Outcome) -> str:
    by = outcome.rule.completion if step.stage is Stage.COMPLETION else outcome.rule.name
    if by == "greedy-welfare":
        return "satisfaction per unit of money"
    return "votes" if outcome.election.scores == outcome.election.votes else "points"


def _labelled(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, LINE_WIDTH, initial_indent=f"  {label:<{LABEL_WIDTH}}", subsequent_indent=" " * (LABEL_WIDTH + 2),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
