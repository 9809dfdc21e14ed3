"""Why projects won and lost, how a round was counted, and what ties did: in plain words."""

from datetime import date

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balss.box.models import Channel
from balss.core.count.outcome import Verdict
from balss.core.count.rules import Completion, RuleName
from balss.design.numbers import decimal_words, money_words
from balss.participatory_budget.queries.results import AreaResult, Chosen, Lost, TieFound

register = template.Library()


@register.filter
def rule_words(area: AreaResult) -> str:
    """How the winners of the area were found."""
    by_votes = _(
        "Projects had their turn in the order of votes, the most first. Each that there was still money for was chosen."
    )
    passed = _("A project that cost more than was left was passed over, and the next one had its turn.")
    shares = _(
        "Every voter had the same share of the money, %(share)s. Those who chose a project paid for it together from "
        "their shares. In each step that project was bought which was cheapest for those who chose it."
    ) % {"share": money_words(area.share_cents or 0)}
    if area.most_winners:
        most = ngettext(
            "Once %(count)s project of an area was chosen, no other of it could win.",
            "Once %(count)s projects of an area were chosen, no other of it could win.",
            area.most_winners,
        ) % {"count": decimal_words(area.most_winners)}
        by_votes = f"{by_votes} {most}"
    match area.rule:
        case RuleName.GREEDY_NO_SKIP:
            ended = _("The first project that cost more than was left ended the count.")
            return f"{by_votes} {ended}"
        case RuleName.GREEDY_THRESHOLD if area.threshold == 1:
            unchosen = _("A project that nobody chose could not win.")
            return f"{by_votes} {passed} {unchosen}"
        case RuleName.GREEDY_THRESHOLD:
            least = _("Only projects with at least %(votes)s votes could win.") % {
                "votes": decimal_words(area.threshold or 0)
            }
            return f"{by_votes} {passed} {least}"
        case RuleName.EQUAL_SHARES:
            return " ".join([shares, *_after_shares(area)])
        case RuleName.EQUAL_SHARES_ADD1:
            raised = _("The shares were raised euro by euro for as long as the winners cost no more than there is.")
            return " ".join([shares, raised, *_after_shares(area)])
        case _other:
            return by_votes


def _after_shares(area: AreaResult) -> list[str]:
    """What was done once nothing more could be bought from shares."""
    words, compared = [], area.comparison
    if area.completion is Completion.GREEDY:
        words.append(_("What was left went to the projects with the most votes, as far as it was enough."))
    if area.completion is Completion.GREEDY_WELFARE:
        words.append(
            _("What was left went to the projects worth most to voters for each euro, as far as it was enough.")
        )
    if compared:
        prefer = {"shares": decimal_words(compared.prefer_shares), "votes": decimal_words(compared.prefer_greedy)}
        told = _(
            "Compared with the winners by most votes alone: so many voters prefer those of Equal Shares: %(shares)s, "
            "and so many those by most votes: %(votes)s."
        )
        words.append(told % prefer)
        words.append(_("So those by most votes won.") if compared.greedy_taken else _("So those of Equal Shares won."))
    return words


@register.filter
def payment_words(chosen: Chosen) -> str:
    """How a winner was paid for."""
    paid = chosen.payment
    if paid is None:
        return _("When its turn came, %(left)s were left; after it %(after)s.") % {
            "left": money_words(chosen.left_cents),
            "after": money_words(chosen.left_after_cents),
        }
    full = ngettext(
        "%(count)s voter paid %(price)s.", "%(count)s voters paid %(price)s each.", paid.full
    ) % {"count": decimal_words(paid.full), "price": money_words(paid.price_cents)}  # fmt: skip
    if not paid.last:
        return full
    last = ngettext(
        "%(count)s voter gave the last of the own share, %(money)s.",
        "%(count)s voters gave the last of their shares, %(money)s together.",
        paid.last,
    ) % {"count": decimal_words(paid.last), "money": money_words(paid.last_cents)}
    return f"{full} {last}" if paid.full else last


@register.filter
def why_lost(lost: Lost) -> str:
    """Why it lost, and the smallest change that would have won it."""
    return f"{_reason(lost)} {_change(lost)}".strip()


def _reason(lost: Lost) -> str:
    if lost.chosen_by == 0 and (lost.verdict or lost.have_cents is not None):
        return _("Nobody chose it.")
    facts = {"cost": money_words(lost.project.cost_cents)}
    if lost.have_cents is not None:
        have = {"have": money_words(lost.have_cents)}
        words = _("It costs %(cost)s, and those who chose it had %(have)s left together.") % (facts | have)
        if lost.left_cents is None:
            return words
        left = {"left": money_words(lost.left_cents)}
        return words + " " + _("When the money that was left was given out, %(left)s were there at its turn.") % left
    match lost.verdict:
        case Verdict.TOO_EXPENSIVE:
            left = {"left": money_words(lost.left_cents or 0)}
            return _("When its turn came, %(left)s were left, and it costs %(cost)s.") % (facts | left)
        case Verdict.OVER_CAP:
            return _("When its turn came, less was left for its area or category than it costs, %(cost)s.") % facts
        case Verdict.PLACES_TAKEN:
            return _("When its turn came, as many projects of its area as can win were chosen already.")
        case Verdict.BELOW_THRESHOLD:
            return _("It has fewer votes than the rules ask for.")
        case Verdict.NOT_REACHED:
            return _("The count had ended before its turn: by the rules, where a project does not fit.")
        case _other:
            return _("Nobody voted in this area, so nothing was chosen.")


def _change(lost: Lost) -> str:
    more, cheaper = lost.more_voters, lost.cheaper_cents
    voters = (
        ngettext("%(count)s more voter for it alone", "%(count)s more voters for it alone", more)
        % {"count": decimal_words(more)}
        if more
        else ""
    )
    if more and cheaper:
        return _("With %(voters)s, or %(money)s cheaper, it would have won.") % {
            "voters": voters, "money": money_words(cheaper),
        }  # fmt: skip
    if more:
        return _("With %(voters)s it would have won; no lower cost would have been enough.") % {"voters": voters}
    if cheaper:
        return _("%(money)s cheaper it would have won; even twice as many voters would not have been enough.") % {
            "money": money_words(cheaper)
        }
    if lost.verdict or lost.have_cents is not None:
        return _("Neither a lower cost nor even twice as many voters would have won it.")
    return ""


@register.filter
def tie_words(tie: TieFound) -> str:
    names = ", ".join(f"“{each.title}”" for each in tie.projects)
    if tie.decides:
        return _("%(names)s were equal, and the published order put “%(first)s” first. This decided who won.") % {
            "names": names, "first": tie.first.title,
        }  # fmt: skip
    return _("%(names)s were equal; the winners do not depend on who went first.") % {"names": names}


@register.filter
def channel_words(channel: str) -> str:
    """A channel of voting, for tables."""
    return Channel(channel).words


@register.filter
def as_day(text: str) -> date:
    """A day as the count keeps it."""
    return date.fromisoformat(text)


@register.filter
def unused(day: dict[str, int]) -> int:
    """Rights that were given and not used."""
    return day["given"] - day["cast"]
