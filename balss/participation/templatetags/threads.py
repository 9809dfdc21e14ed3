"""Threads as nested lists, a thousand contributions in some tens of milliseconds.

What every contribution has is put together here, each text of it escaped or rendered from Markdown; what few have (an
answer, files, an idea against burden, a removal) comes from templates.
"""

from dataclasses import dataclass
from html import escape  # Django's own asks of every text whether it is lazy: a tenth of the page
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from balss.core.calendar.riga import in_riga
from balss.participation.models import Contribution, Opportunity
from balss.participation.queries.said import CAME, answer_of, shown_name
from balss.participation.queries.threads import Placed, Threads, Utterance
from balss.shared.markdown import render_markdown

register = template.Library()
State = Contribution.State


@register.simple_tag(takes_context=True)
def places(context: Context, threads: Threads) -> SafeString:
    """{% places threads %}: the items of the list of threads, in the context of `views.contributions.reading`."""
    page = _Page(context, threads)
    return mark_safe("".join(page.item(place) for place in threads.places))  # noqa: S308  (escaped piece by piece)


@dataclass(frozen=True)
class _Part:
    """A template for what few contributions have."""

    name: str

    def render(self, **context: Any) -> str:
        return str(get_template(f"participation/contributions/{self.name}.html").render(context))


ANSWER, BURDEN, FILES, REMOVED = _Part("_answer"), _Part("_burden"), _Part("_files"), _Part("_removed")


class _Page:
    """What is the same for all contributions of a page: words, addresses, what the visitor may do."""

    def __init__(self, context: Context, threads: Threads) -> None:
        self.supported = threads.supported
        self.opportunity: Opportunity = context["opportunity"]
        self.may_support = bool(context.get("may_support"))
        self.person_id = context.get("person_id")
        self.nobody = escape(_("a participant"))
        self.kinds = {value: escape(str(label)) for value, label in Contribution.Kind.choices}
        self.channels = {value: escape(str(label)) for value, label in CAME.items()}
        self.asks, self.gone = escape(_("answer asked for")), escape(_("Taken back by its author."))
        self.held = escape(_("Changed by its author. It is read before it is shown again."))
        self.support, self.supports = escape(_("Support")), escape(_("Supported"))
        self.links = [] if context.get("is_printed") else self._links(context)

    def _links(self, context: Context) -> list[tuple[str, str]]:
        """Beginnings of the addresses that the number of a contribution completes, with their words."""
        base = context["up"]  # short addresses: a thousand whole ones take longer to send than the words
        links: list[tuple[str, str]] = []
        if context.get("may_reply"):
            links.append((f"{base}teikt/?atbilde=", escape(_("Reply"))))
        links.append((f"{base}zinot/?viedoklis=", escape(pgettext("content", "Report"))))
        if context.get("may_moderate"):
            judge = reverse("participation:judge", args=[self.opportunity.public_id])
            links.append((f"{judge}?viedoklis=", escape(_("Remove"))))
        return links

    def item(self, place: Placed) -> str:
        said = place.said
        begins = '<ol class="replies">' if place.begins else ""
        kind = "said deep" if place.depth > DEEPEST else "said"
        if said.state == State.PUBLISHED:
            body = self._standing(said, place.depth)
        elif said.state == State.REMOVED:
            body = REMOVED.render(said=said)
        else:
            body = f'<p class="said-gone">{self.gone if said.state == State.WITHDRAWN else self.held}</p>'
        ends = "</li>" * place.is_leaf + "</ol></li>" * place.ends
        return f'{begins}<li id="{said.receipt}" class="{kind}">{body}{self._more(place)}{ends}\n'

    def _standing(self, said: Utterance, depth: int) -> str:
        assert said.published_at is not None  # noqa: S101  (published with its time: a constraint)
        at = in_riga(said.published_at)
        when = f"{at.day}.{at.month}.{at.year}. {at.hour:02}:{at.minute:02}"
        parts = [
            f'<p class="said-by">{self._who(said)}{self._what(said, depth)} <a href="#{said.receipt}">'
            f'<time datetime="{at.isoformat(timespec="minutes")}">{when}</time></a></p>'
            f'<div class="said-words" lang="{escape(said.language)}">{render_markdown(said.text)}</div>'
        ]
        if said.burden_idea is not None:
            parts.append(BURDEN.render(idea=said.burden_idea))
        if said.files:
            parts.append(FILES.render(files=said.files))
        parts.append(self._acts(said))
        if (response := answer_of(said)) is not None:
            parts.append(ANSWER.render(response=response))
        return "".join(parts)

    def _who(self, said: Utterance) -> str:
        name = escape(shown_name(said))
        if not said.organisation:
            return f"<strong>{name or self.nobody}</strong>"
        return f"<strong>{escape(said.organisation)}</strong>" + (f" <span>({name})</span>" if name else "")

    def _what(self, said: Utterance, depth: int) -> str:
        kind = self.kinds[said.kind] if depth == 0 else self.asks if said.is_proposal else ""
        words = [word for word in (kind, self.channels.get(said.channel, "")) if word]
        return "".join(f" <span>{word}</span>" for word in words)

    def _acts(self, said: Utterance) -> str:
        links = "".join(f' <a href="{start}{said.receipt}">{words}</a>' for start, words in self.links)
        acts = self._support(said) + self._elsewhere(said) + links
        return f'<p class="said-acts">{acts}</p>' if acts else ""

    def _support(self, said: Utterance) -> str:
        count = said.support_count
        if not self.may_support or said.person_id == self.person_id:
            if not count:
                return ""
            words = ngettext("%(number)s supports", "%(number)s support", count) % {"number": count}
            return f"<span>{words}</span>"
        given = said.pk in self.supported
        name, words = ("take_back", self.supports) if given else ("support", self.support)
        return (
            f'<button class="ds-button" data-variant="tertiary" form="support" name="{name}" value="{said.receipt}" '
            f'aria-pressed="{str(given).lower()}">{words} · {count}</button>'
        )

    def _elsewhere(self, said: Utterance) -> str:
        """Votes counted where an imported contribution was said: beside our support, never in it."""
        if said.votes_for_elsewhere is None and said.votes_against_elsewhere is None:
            return ""
        votes = {"votes_for": said.votes_for_elsewhere or 0, "votes_against": said.votes_against_elsewhere or 0}
        if said.votes_against_elsewhere is None:
            words = _("votes counted elsewhere: %(votes_for)d for") % votes
        else:
            words = _("votes counted elsewhere: %(votes_for)d for, %(votes_against)d against") % votes
        return f" <span>{escape(words)}</span>"

    def _more(self, place: Placed) -> str:
        if place.more <= 0:
            return ""
        words = ngettext(
            "The whole thread: %(number)s more reply", "The whole thread: %(number)s more replies", place.more
        ) % {"number": place.more}
        address = reverse("participation:thread", args=[self.opportunity.public_id, place.said.receipt])
        return f'<p class="said-more"><a href="{address}">{escape(words)}</a></p>'


DEEPEST = 3  # deeper replies are not moved in further
