"""What an institution tells the world of an opportunity, made from its one entry: nothing is typed twice.

The words for the institution's own site, the notice for “Latvijas Vēstnesis” (Pašvaldību likums, Art. 55(1)), a press
release, short texts for social media, and a poster. Each is written once as HTML; the plain text follows from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from balss.core.calendar.riga import day_in_riga
from balss.core.calendar.spoken import period, spoken_day, until_day
from balss.core.paper.poster import Poster
from balss.core.text.plain import plain_text
from balss.participation.models import Opportunity, OpportunityKind, PublicDiscussion
from balss.participation.queries.facts import place_names
from balss.shared.content_language import InLanguages
from balss.shared.markdown import render_markdown

LANGUAGES = ("lv", "en")
ON_A_POSTER = 420  # letters of one fact; the rest stands on the page
Kind = OpportunityKind


@dataclass(frozen=True)
class Material:
    """One text, as HTML and plain."""

    html: SafeString
    text: str


@dataclass(frozen=True)
class Short:
    """A text for social media: for which networks, how long it may be there, and how long it is, as they count."""

    networks: str
    text: str
    limit: int

    @property
    def length(self) -> int:
        return counted(self.text)


# Longest posts, as the networks' own documentation gives them (2026): X 280, Bluesky 300, Mastodon and Threads 500,
# LinkedIn 3000; Facebook takes far more. The address counts whole, though X counts it as 23.
NETWORKS = (("X, Bluesky", 280), ("Mastodon, Threads", 500), ("Facebook, LinkedIn", 3000))


def languages_of(opportunity: Opportunity) -> list[str]:
    """In which of our languages the entry was written, its own first."""
    return [tag for tag in (opportunity.language, *sorted(opportunity.translations)) if tag in LANGUAGES] or ["lv"]


def site_text(opportunity: Opportunity, language: str, now: datetime) -> Material:
    return _material("site", opportunity, language, now)


def press_text(opportunity: Opportunity, language: str, now: datetime) -> Material:
    return _material("press", opportunity, language, now)


def gazette_text(opportunity: Opportunity, now: datetime) -> Material | None:
    """The notice of a public discussion, in the official language; None of everything else."""
    return _material("gazette", opportunity, "lv", now) if discussion_of(opportunity) else None


def discussion_of(opportunity: Opportunity) -> PublicDiscussion | None:
    """Where there is one that the law lets be held: load with `queries.reading.opportunity_with_all`."""
    found: PublicDiscussion | None = getattr(getattr(opportunity, "consultation", None), "public_discussion", None)
    return found if found is not None and found.subject not in PublicDiscussion.EXCLUDED else None


def short_texts(opportunity: Opportunity, language: str, now: datetime) -> list[Short]:
    """One for each length; what does not fit is cut at a word, never the days or the address."""
    with override(language):
        facts = _facts(opportunity, now)
        first = facts["question"] or facts["title"]
        until = facts["until"]
        call = _("Take part %(until)s:") % {"until": until} if until else _("Take part:")
        end = f"\n\n{call}\n{facts['address']}"
        about = f"\n\n{facts['invitation']}"
        summary = plain_text(facts["summary"])
        middles = (("", ""), (about, ""), (about, f"\n\n{summary}" if summary else ""))
        return [
            Short(networks, _fit(first, f"{said}{more}", end, facts["institution"], limit), limit)
            for (networks, limit), (said, more) in zip(NETWORKS, middles, strict=True)
        ]


def _fit(first: str, middle: str, end: str, institution: str, limit: int) -> str:
    if not middle:
        first = f"{institution}: {first}"
    room = limit - counted(end) - 1
    return f"{shortened(first + middle, room)}{end}"


def counted(text: str) -> int:
    """How many characters: as X does, letters of other scripts than ours, signs and pictures count as two."""
    return sum(1 if ord(character) < 0x1100 else 2 for character in text)


def shortened(text: str, room: int) -> str:
    """At most so long, cut between words, with “…” where something is missing."""
    if counted(text) <= room:
        return text
    kept = text
    while kept and counted(kept) > room - 2:
        kept = kept[:-1]
    if kept and not kept[-1].isspace() and not text[len(kept)].isspace():  # within a word
        kept = kept[: -len(kept.split()[-1])]
    return f"{kept.rstrip(' ,;:–')}…"


def poster_of(opportunity: Opportunity, now: datetime) -> Poster:
    """In the language being read, or that of the entry where nobody has translated it."""
    offered = languages_of(opportunity)
    language = get_language() or "lv"
    language = language if language in offered else offered[0]
    with override(language):
        facts = _facts(opportunity, now)
        answers = facts["answers_until"]
        named = [
            (_("When"), facts["when"]),
            (_("Where"), facts["places"]),
            (_("Without the internet"), shortened(facts["offline_plain"], ON_A_POSTER)),
            (_("The document on paper"), shortened(facts["on_site"], ON_A_POSTER)),
            (_("Whom to ask"), facts["contact"]),
        ]
        return Poster(
            language=language,
            institution=facts["institution"],
            kind=facts["kind"],
            question=facts["question"] or facts["title"],
            title=facts["title"],
            facts=named,
            address=facts["address"],
            code_words=_("Take part on the internet"),
            note=_("Everybody who takes part is answered %(until)s.") % {"until": answers} if answers else "",
            made_at=opportunity.updated_at,
        )


def _material(name: str, opportunity: Opportunity, language: str, now: datetime) -> Material:
    with override(language):
        html = render_to_string(f"participation/materials/{name}.html", _facts(opportunity, now))
    whole = mark_safe("\n".join(line.strip() for line in html.splitlines() if line.strip()))  # noqa: S308  (rendered above)
    return Material(whole, plain_text(whole))


def _facts(opportunity: Opportunity, now: datetime) -> dict[str, Any]:
    """In the language in force. Texts in Markdown come as HTML that cannot harm, everything else plain."""
    language = get_language() or "lv"
    said = _speaker(opportunity)
    process = _speaker(opportunity.process) if opportunity.process else lambda name: ""
    discussion = discussion_of(opportunity)
    title, institution = said("title"), _institution(opportunity, now)
    answers = opportunity.answers_by_date
    return {
        "kind": _capitalised(str(opportunity.get_kind_display())),
        "institution": institution,
        "title": title,
        "question": said("question"),
        "invitation": invitation(opportunity.kind, institution, title),
        "summary": render_markdown(said("summary")),
        "grounds": plain_text(render_markdown(said("summary"))),
        "can_change": render_markdown(process("can_change")),
        "cannot_change": render_markdown(process("cannot_change")),
        "what_happens": render_markdown(said("what_happens")),
        "offline": render_markdown(said("offline")),
        "offline_plain": plain_text(render_markdown(said("offline"))),
        "contact": said("contact"),
        "on_site": discussion.on_site if discussion else "",
        "council_decision": discussion.council_decision if discussion else "",
        "initiator": discussion.get_initiator_display() if discussion else "",
        "places": ", ".join(place_names(opportunity.territories.all(), now)),
        "when": _when(opportunity, language),
        "until": until_day(opportunity.last_date, language) if opportunity.last_date else "",
        "answers_until": until_day(answers, language) if answers else "",
        "today": spoken_day(_told_on(opportunity, now), language),
        "address": settings.ORIGIN + opportunity.get_absolute_url(),
    }


def _speaker(item: InLanguages) -> Callable[[str], str]:
    return lambda name: item.words(name).text


def _institution(opportunity: Opportunity, now: datetime) -> str:
    if opportunity.institution is None:
        return opportunity.organiser
    return str(opportunity.institution.name_on(day_in_riga(now)))


def _told_on(opportunity: Opportunity, now: datetime) -> date:
    return day_in_riga(opportunity.published_at or now)


def _when(opportunity: Opportunity, language: str) -> str:
    last = opportunity.last_date
    if last is None:
        return ""
    return (
        period(day_in_riga(opportunity.opens_at), last, language) if opportunity.opens_at else until_day(last, language)
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def invitation(kind: str, institution: str, title: str) -> str:
    """Who invites to what, as a sentence: the institution in the nominative, the title in quotation marks."""
    named = {"institution": institution, "title": title}
    sentences = {
        Kind.PUBLIC_DISCUSSION: _("%(institution)s invites everybody to the public discussion “%(title)s”."),
        Kind.OPINION: _("%(institution)s wants to know what people think: “%(title)s”."),
        Kind.CONSULTATION: _("%(institution)s invites everybody to say what they think of a document: “%(title)s”."),
        Kind.PUBLIC_MEETING: _("%(institution)s invites everybody to the public meeting “%(title)s”."),
        Kind.IDEAS: _("%(institution)s calls for ideas: “%(title)s”."),
        Kind.BURDEN: _("%(institution)s asks how bureaucratic burden can be reduced: “%(title)s”."),
        Kind.WORKING_GROUP: _("%(institution)s invites people to join the working group “%(title)s”."),
        Kind.PROBLEM: _("%(institution)s invites everybody to discuss a problem before there is a draft: “%(title)s”."),
    }
    sentence = sentences.get(Kind(kind)) or _("%(institution)s invites everybody to take part: “%(title)s”.")
    return sentence % named
