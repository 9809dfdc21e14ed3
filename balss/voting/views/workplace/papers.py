"""What is printed: the blank ballot, and the protocol of an urn."""

import random
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from balss.core.calendar.riga import day_in_riga
from balss.core.paper import Block, Facts, Heading, Items, Paper, Paragraph, Table, Text
from balss.core.vote.paper import Paper as BallotPaper
from balss.core.vote.paper import PaperProject, Way
from balss.design.numbers import money_words
from balss.voting.models import Batch, Election


def blank_ballot(election: Election, paper: BallotPaper, *, order: int, now: datetime) -> Paper:
    """A4, an empty cell before each project. Several orders are printed so that no project stands first for all."""
    projects: Sequence[PaperProject] = paper.projects
    if order:
        seed = f"{paper.election} {order}"
        projects = random.Random(seed).sample(projects, len(projects))  # noqa: S311 (an order to read in)
    blocks: list[Block] = [Items([Text(words) for words in how_to_fill(paper)])]
    for area in paper.areas:
        if len(paper.areas) > 1:
            blocks.append(Heading(1, Text(f"{area.name}: {money_words(area.budget_cents)}")))
        rows = [
            (Text(each.id), Text(each.title), Text(money_words(each.cost_cents)), Text(""))
            for each in projects
            if each.area == area.id
        ]
        head = (_("No."), _("Project"), _("Cost"), mark_words(paper.way))
        blocks.append(Table(_("Projects"), head, rows, shares=(2, 11, 4, 3), is_roomy=True))
    return Paper(
        title=pgettext("printed", "Ballot paper"), subtitle=election.title, language=get_language() or "lv",
        author=str(election.institution.name_on(day_in_riga(now))), made_at=now, foot=election.title, blocks=blocks,
    )  # fmt: skip


def mark_words(way: Way) -> str:
    words = {Way.POINTS: _("Points"), Way.RANKING: _("Place")}
    return words.get(way, _("Mark with X"))


def how_to_fill(paper: BallotPaper) -> list[str]:
    most = {"count": paper.most}
    said = {
        Way.ONE: _("Mark one project with X."),
        Way.SEVERAL: ngettext(
            "Mark at most %(count)d project with X.", "Mark at most %(count)d projects with X.", paper.most
        ) % most if paper.most else _("Mark with X as many projects as you like."),
        Way.MONEY: _("Mark projects with X that together cost no more than there is."),
        Way.POINTS: ngettext(
            "Give away %(count)d point: write whole numbers.", "Give away %(count)d points: write whole numbers.",
            paper.most,
        ) % most,
        Way.RANKING: _("Write 1 beside the project that you want most, then 2, and so on."),
    }  # fmt: skip
    more = [_("Choose projects of one area only: each area has its own money.")] if len(paper.areas) > 1 else []
    if paper.way is Way.MONEY and len(paper.areas) == 1:
        more.append(_("There is %(money)s.") % {"money": money_words(paper.areas[0].budget_cents)})
    return [said[paper.way], *more, _("Write nothing else on the paper, and put it into the urn yourself.")]


def protocol_of(election: Election, batch: Batch, *, now: datetime) -> Paper:
    """Who printed it signs it; it has numbers and no choices, so that it tells no result."""
    day = date_format(batch.opened_date, "SHORT_DATE_FORMAT")
    facts: list[tuple[str, Sequence[Text]]] = [
        (_("Urn"), [Text(f"{batch.number}. {batch.place}")]),
        (_("Begun on"), [Text(day)]),
        (_("Papers given out (marks in the roll)"), [Text(str(batch.marked))]),
        (_("State"), [Text(str(batch.get_state_display()))]),
    ]
    if batch.cast_date:
        facts.append((_("Cast on"), [Text(date_format(batch.cast_date, "SHORT_DATE_FORMAT"))]))
    head = (_("Role"), _("Name"), _("Signature"))
    roles = (_("Emptied the urn and numbered the papers"), _("Entered first"), _("Entered second, without seeing it"))
    blocks: list[Block] = [
        Facts(facts),
        Paragraph(Text(_(
            "The papers were numbered in the order in which they came out of the urn. Two people entered them "
            "independently of each other; differences were settled by both with the paper before them."
        ))),
        Table(_("Signatures"), head, [(Text(role), Text(""), Text("")) for role in roles], is_roomy=True),
        Paragraph(Text(_("How many papers were votes, invalid or missing is published when the box is sealed.")), True),
    ]  # fmt: skip
    return Paper(
        title=_("Protocol of an urn"), subtitle=election.title, language=get_language() or "lv",
        author=str(election.institution.name_on(timezone.localdate(now))), made_at=now,
        foot=f"{election.title} · {batch.number}", blocks=blocks,
    )  # fmt: skip
