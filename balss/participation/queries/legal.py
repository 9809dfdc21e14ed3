"""What the law asks of an opportunity before it is published, and the days that follow from it afterwards.

Pašvaldību likums, Art. 46(3) (seeking the public's opinion) and 54–55 (public discussion); for other institutions
Cabinet Regulation No. 639, whose numbers the institution sets until a source gives them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from balss.core.calendar import Due, Rule, due_date, earliest_end, latest_start, rule_book
from balss.participation.models import Opportunity, OpportunityKind, PublicDiscussion
from balss.places.models import InstitutionKind
from balss.places.queries import legal_parameter, rule_for, working_calendar

# How long it has to last at least; the rules of Regulation 639 are open until the institution sets them.
SHORTEST = {
    OpportunityKind.PUBLIC_DISCUSSION: "mun.pubdisc.min",
    OpportunityKind.OPINION: "mun.regs.opinion",
    OpportunityKind.CONSULTATION: "mk639.discussion",
}
# How long before it begins it has to be announced.
ANNOUNCED = {OpportunityKind.PUBLIC_MEETING: "mk639.meeting"}
OF_MUNICIPALITIES = (OpportunityKind.PUBLIC_DISCUSSION, OpportunityKind.OPINION)
MUNICIPAL_KINDS = (InstitutionKind.MUNICIPALITY,)


@dataclass(frozen=True)
class LegalBounds:
    """What the law says of one opportunity. `is_unset`: the rule has no number, and the institution has set none."""

    rule: Rule
    due: Due | None

    @property
    def is_unset(self) -> bool:
        return self.due is None


def shortest_length(opportunity: Opportunity, opens_date: date) -> LegalBounds | None:
    """Until which day it has to be open at least; None where no rule speaks of its kind."""
    name = SHORTEST.get(OpportunityKind(opportunity.kind))
    if name is None or opportunity.institution is None:
        return None
    rule = rule_for(opportunity.institution, name, on=opens_date)
    return LegalBounds(rule, None if rule.is_open else earliest_end(rule, opens_date, working_calendar()))


def latest_notice(opportunity: Opportunity, opens_date: date) -> LegalBounds | None:
    """Until which day it has to be announced at the latest; None where no rule speaks of its kind."""
    name = ANNOUNCED.get(OpportunityKind(opportunity.kind))
    if name is None or opportunity.institution is None:
        return None
    rule = rule_for(opportunity.institution, name, on=opens_date)
    return LegalBounds(rule, None if rule.is_open else latest_start(rule, opens_date, working_calendar()))


def latest_official_notice(opens_date: date) -> Due:
    """Art. 55(1): until when the notice goes to “Latvijas Vēstnesis”."""
    return latest_start(rule_book().rule_at("mun.pubdisc.notice", on=opens_date), opens_date, working_calendar())


def initiators_needed(opportunity: Opportunity, on: date) -> int | None:
    """Art. 54(2): how many residents may initiate a discussion here; None where the municipality has not set it."""
    if opportunity.institution is None:
        return None
    setting = legal_parameter(opportunity.institution, "mun.pubdisc.initiators", on=on)
    return setting.value if setting else None


def repeat_allowed_from(opportunity: Opportunity, on: date) -> Due | None:
    """Art. 55(7): from when the same process may be discussed again, a year after the summary of the last time."""
    last = (
        PublicDiscussion.objects.filter(
            consultation__opportunity__process=opportunity.process, summary_approved_date__isnull=False
        )
        .exclude(consultation__opportunity=opportunity)
        .order_by("-summary_approved_date")
        .values_list("summary_approved_date", flat=True)
        .first()
    )
    if last is None:
        return None
    return earliest_end(rule_book().rule_at("mun.pubdisc.repeat", on=on), last, working_calendar())


def clocks_of(discussion: PublicDiscussion) -> Iterator[Due]:
    """Art. 55(2), (5), (6): what is due once the summary is approved: published, decided, kept at hand."""
    if discussion.summary_approved_date is None:
        return
    day, calendar = discussion.summary_approved_date, working_calendar()
    yield due_date(rule_book().rule_at("mun.pubdisc.summary", on=day), day, calendar)
    yield due_date(rule_book().rule_at("mun.pubdisc.decide", on=day), day, calendar)
    yield earliest_end(rule_book().rule_at("mun.pubdisc.available", on=day), day, calendar)
