"""The outcome report as a paper, and its figures in words: the same tables for the page and the PDF."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from balss.core.calendar.riga import day_in_riga
from balss.core.paper import Block, Facts, Heading, Paper, Paragraph, Table, Text
from balss.participation.models import Channel, Contribution, Opportunity, OutcomeReport, Response
from balss.places.models import Audience, Territory

Row = tuple[str, str]


def figure_tables(figures: dict[str, Any]) -> list[tuple[str, list[Row]]]:
    """Each table as (caption, rows of (what, how many)); “<5” and more where a group is too small to be told."""
    people = figures.get("people", {})
    tables = [
        (_("What became of it"), _named(figures.get("verdicts", {}), dict(Response.Verdict.choices))),
        (
            _("By theme"),
            [(name or _("without a theme"), str(count)) for name, count in figures.get("themes", {}).items()],
        ),
        (_("How it came"), _named(figures.get("channels", {}), dict(Channel.choices))),
        (_("What was said"), _named(figures.get("kinds", {}), dict(Contribution.Kind.choices))),
        (_("Age of participants"), _named(people.get("age_band", {}), dict(Contribution.AgeBand.choices))),
        (_("Where participants live"), _named(people.get("territory", {}), _places(people.get("territory", {})))),
        (_("Groups of participants"), _named(people.get("audience", {}), _audiences())),
    ]
    return [(caption, rows) for caption, rows in tables if rows]


def is_told(rows: list[Row]) -> bool:
    """Whether a table tells anything: not when every group is too small."""
    return any(count != _("too few to tell") for _name, count in rows)


def _named(counts: dict[str, int | None], names: dict[str, Any]) -> list[Row]:
    return [
        (str(names.get(key, key)) if key else _("not told"), _("too few to tell") if count is None else str(count))
        for key, count in counts.items()
    ]


def _places(counts: dict[str, Any]) -> dict[str, str]:
    today = day_in_riga(timezone.now())
    rows = Territory.objects.filter(slug__in=[slug for slug in counts if slug]).prefetch_related("versions")
    return {territory.slug: territory.version_on(today).name for territory in rows}


def _audiences() -> dict[str, str]:
    return {audience.code: str(audience) for audience in Audience.objects.all()}


def paper_of(opportunity: Opportunity, report: OutcomeReport, *, made_at: datetime) -> Paper:
    """In the language being read, with the words of the report in their own."""
    institution = opportunity.institution
    author = str(institution.name_on(day_in_riga(made_at))) if institution else ""
    title = _("Report on the results and the impact of public participation")
    return Paper(
        title=title,
        subtitle=opportunity.words("title").text,
        language=get_language() or "lv",
        author=author or settings.OPERATOR or "Balss",
        made_at=made_at,
        foot=f"{title}. Balss",
        blocks=list(_blocks(opportunity, report)),
    )


def _blocks(opportunity: Opportunity, report: OutcomeReport) -> Iterator[Block]:
    figures = report.figures
    address = settings.ORIGIN + opportunity.get_absolute_url()
    facts = [(_("Question"), [Text(opportunity.words("question").text)]), (_("Page"), [Text(address, url=address)])]
    if report.published_at:
        facts.append(
            (
                pgettext("outcome report", "Published"),
                [Text(date_format(timezone.localdate(report.published_at), "DATE_FORMAT"))],
            )
        )
    if figures:
        facts += [
            (_("Contributions"), [Text(str(figures["contributions"]))]),
            (_("Participants"), [Text(str(figures["participants"]))]),
        ]
    yield Facts(facts)
    if report.withdrawn_reason:
        yield Paragraph(Text(_("This report was withdrawn: %(reason)s") % {"reason": report.withdrawn_reason}))
    for name in ("introduction", "said", "changed", "unchanged", "next_steps"):
        words = report.words(name)
        if words.text:
            label = str(OutcomeReport._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield Heading(1, Text(label[:1].upper() + label[1:]))
            yield Paragraph(Text(words.text, words.language))
    for caption, rows in figure_tables(figures):
        yield Table(caption, [caption, _("How many")], [[Text(name), Text(count)] for name, count in rows], (3, 1))
