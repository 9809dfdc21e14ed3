"""Keeping a call: begun as a draft, checked against the law, published, its end moved, called off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import transaction

from balss.core.calendar.riga import day_before, day_in_riga
from balss.ledger.services import record
from balss.participation.models import written_by
from balss.participation.services import prolong_discussions
from balss.participatory_budget.models import CITED, HEED_CAPS, Call, Category, Phase, PlanningArea, RevenueYear
from balss.participatory_budget.queries import legal
from balss.participatory_budget.services.elections import carry_change
from balss.participatory_budget.services.refusals import (
    AreasDoNotAddUp,
    CapsNotHeeded,
    ChangedMeanwhile,
    Missing,
    MoneyTooLittle,
    NoArea,
    NotInThatState,
    NotLater,
    NotPublishable,
    NotWithin,
    OnlyForMunicipalities,
    PeriodTooShort,
    PointMissing,
    RevenueMissing,
    TimesOutOfOrder,
)
from balss.participatory_budget.services.spreading import ORIGIN, spread
from balss.places.models import Institution, InstitutionKind, Territory
from balss.places.queries import territories_for
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.shared.slugs import free_slug

State = Call.State
TIMES = ("ideas_open_at", "ideas_close_at", "voting_opens_at", "voting_closes_at", "results_by_date")
WORDS = ("summary", "contact", "offline", "contest_how", "regulation_address", "translations")
COLUMNS = (
    "title", "year", "organiser", "criteria", "regulation", "points", "money_cents", "smallest_cents", "largest_cents",
    "language", *TIMES, *WORDS,
)  # fmt: skip
NEEDED = (
    "title", "summary", "organiser", "criteria", "offline", "contact", "contest_how", "regulation", "money_cents",
    *TIMES,
)  # fmt: skip


@dataclass(frozen=True)
class AreaContent:
    """A planning area as filled in. `number` names one that the call has; without it the name does, and what is new
    gets the next number. `territories`: parts of the municipality, none for the whole of it; None leaves them."""

    name: str
    money_cents: int
    territories: Sequence[Territory] | None = None
    number: int | None = None


@dataclass(frozen=True)
class CategoryContent:
    name: str
    most_cents: int | None = None
    largest_cents: int | None = None


@dataclass(frozen=True)
class Revenue:
    """Actual revenue of a year from the two taxes of 59(2)."""

    year: int
    income_tax_cents: int
    property_tax_cents: int


@transaction.atomic
def start_call(*, institution: Institution, content: dict[str, Any], by: Actor, now: datetime) -> Call:
    """Begin a call as a draft that its municipality alone sees. `content`: COLUMNS. Raises NotAllowed."""
    require(by, "participatory_budget.start_call", institution, now)
    call = Call(institution=institution, created_at=now, updated_at=now, **written_by(by))
    _fill(call, content, COLUMNS)
    call.slug = free_slug(Call, call.title, now)
    call.save()
    return call


@transaction.atomic
def change_call(*, call: Call, content: dict[str, Any], version: int, by: Actor, now: datetime) -> Call:
    """Change a draft whole; of a published one the words around it (WORDS), in the open. `prolong` moves its times.

    Raises NotAllowed, NotInThatState, ChangedMeanwhile.
    """
    call = locked(call, by, now, State.DRAFT, State.PUBLISHED)
    if call.version != version:
        raise ChangedMeanwhile
    names = COLUMNS if call.state == State.DRAFT else WORDS
    before = {name: getattr(call, name) for name in names}
    _fill(call, content, names)
    sign(call, by, now)
    if call.is_public:
        changed = sorted(name for name in names if before[name] != getattr(call, name))
        record_call("participatory_budget.call_changed", call, by, now, changed=changed)
        spread(call, by=by, now=now)
    return call


@transaction.atomic
def set_areas(*, call: Call, areas: Iterable[AreaContent], by: Actor, now: datetime) -> None:
    """The planning areas of a draft, whole; each that stays keeps its row, and what is not named is taken away.

    Raises NotAllowed, NotInThatState, NotWithin.
    """
    call, areas = locked(call, by, now, State.DRAFT), list(areas)
    _check_within(call, [each for area in areas for each in area.territories or ()], now)
    known = {each.number: each for each in call.areas.all()}
    claimed = {area.number for area in areas}
    by_name = {each.name: each.number for each in known.values() if each.number not in claimed}
    kept = [known.pop(area.number or by_name.pop(area.name, 0), None) for area in areas]
    call.areas.filter(number__in=known).delete()
    free = count(max((each.number for each in kept if each), default=0) + 1)
    for row, area in zip(kept, areas, strict=True):
        stays = row or PlanningArea(call=call, number=next(free))
        stays.name, stays.money_cents = area.name, area.money_cents
        stays.save()
        if area.territories is not None:
            stays.territories.set(area.territories)


def _check_within(call: Call, territories: list[Territory], now: datetime) -> None:
    """A planning area is a part of the municipality's territory, or the whole of it (59(3))."""
    within = {version.territory_id for version in territories_for(call.institution, on=day_in_riga(now))}
    if beyond := [each for each in territories if each.pk not in within]:
        raise NotWithin([each.version_on(day_in_riga(now)).name for each in beyond])


@transaction.atomic
def set_categories(*, call: Call, categories: Iterable[CategoryContent], by: Actor, now: datetime) -> None:
    """The categories of a draft, whole and in their order. Raises NotAllowed, NotInThatState."""
    call = locked(call, by, now, State.DRAFT)
    call.categories.all().delete()
    Category.objects.bulk_create(
        Category(call=call, number=number, **vars(category)) for number, category in enumerate(categories, start=1)
    )


@transaction.atomic
def set_revenues(*, call: Call, revenues: Iterable[Revenue], by: Actor, now: datetime) -> None:
    """What the least money of a draft is counted from. Raises NotAllowed, NotInThatState."""
    call = locked(call, by, now, State.DRAFT)
    call.revenues.all().delete()
    RevenueYear.objects.bulk_create(RevenueYear(call=call, **vars(revenue)) for revenue in revenues)


def faults_of_call(call: Call, now: datetime) -> list[Refused]:
    """Everything that has to be mended before the call can be published; empty when nothing has."""
    faults: list[Refused] = [Missing(Call, name) for name in NEEDED if not getattr(call, name)]
    faults += [PointMissing(name) for name in CITED if not str(call.points.get(name, "")).strip()]
    on = date(call.year, 1, 1)
    if call.institution.kind != InstitutionKind.MUNICIPALITY:
        faults.append(OnlyForMunicipalities(legal.rule("pb.amount", on)))
    if (ballot := getattr(call, "ballot", None)) and ballot.rule not in HEED_CAPS:
        faults += [CapsNotHeeded() for each in call.categories.all() if each.most_cents is not None][:1]
    return [*faults, *_faults_of_money(call, on), *_faults_of_times(call, now)]


def _faults_of_money(call: Call, on: date) -> list[Refused]:
    faults: list[Refused] = []
    areas_cents = [area.money_cents for area in call.areas.all()]
    if not areas_cents:
        faults.append(NoArea(legal.rule("pb.areas", on)))
    elif sum(areas_cents) != call.money_cents:
        faults.append(AreasDoNotAddUp(areas_cents=sum(areas_cents), money_cents=call.money_cents))
    least, years = legal.least_money(call), [each.year for each in call.revenues.all()]
    if least is None or years != list(range(years[0], years[0] + 3)) or years[-1] >= call.year:
        faults.append(RevenueMissing(legal.rule("pb.amount", on)))
    elif not least.is_kept(call.money_cents):
        faults.append(MoneyTooLittle(least.rule, least_cents=least.cents - least.elsewhere_cents))
    return faults


def _faults_of_times(call: Call, now: datetime) -> list[Refused]:
    if not call.ideas_open_at or not call.ideas_close_at or not call.voting_opens_at or not call.voting_closes_at:
        return []  # told as missing
    opens_at = max(call.ideas_open_at, now)
    times = [opens_at, call.ideas_close_at, call.voting_opens_at, call.voting_closes_at]
    in_order = times == sorted(times) and times[0] < times[1] and times[2] < times[3]
    last_date = day_before(call.voting_closes_at)
    if not in_order or (call.results_by_date and call.results_by_date <= last_date):
        return [TimesOutOfOrder()]
    faults: list[Refused] = []
    ideas = legal.shortest_ideas(day_in_riga(opens_at))
    if day_before(call.ideas_close_at) < ideas.date:
        faults.append(PeriodTooShort(ideas.rule, ideas.date))
    voting = legal.shortest_voting(day_in_riga(call.voting_opens_at))
    if last_date < voting.date:
        faults.append(PeriodTooShort(voting.rule, voting.date))
    return faults


@transaction.atomic
def publish_call(*, call: Call, by: Actor, now: datetime) -> Call:
    """Make a draft public, with its ballot where that is set.

    Raises NotAllowed, NotInThatState, NotPublishable with everything that is missing or against the law.
    """
    call = locked(call, by, now, State.DRAFT)
    if faults := faults_of_call(call, now):
        raise NotPublishable(faults)
    assert call.ideas_open_at is not None  # noqa: S101  (checked above)
    call.ideas_open_at = max(call.ideas_open_at, now)
    call.state, call.published_at = State.PUBLISHED, now
    sign(call, by, now)
    record_call("participatory_budget.call_published", call, by, now, **_settings(call))
    if ballot := getattr(call, "ballot", None):
        ballot.published_at = now
        ballot.save()
    spread(call, by=by, now=now)
    return call


@transaction.atomic
def prolong(*, call: Call, times: dict[str, Any], reason: str, by: Actor, now: datetime) -> Call:
    """Move times that have not come yet to later ones; none of the two periods becomes shorter. `times`: of TIMES.

    What ended is not opened again, and when voting opens stays once the list of projects is public.
    Raises NotAllowed, NotInThatState, Missing, NotLater, TimesOutOfOrder, PeriodTooShort.
    """
    call = locked(call, by, now, State.PUBLISHED)
    if not reason.strip():
        raise Missing(Call, "cancel_reason")
    before = {name: getattr(call, name) for name in TIMES}
    moved = {name: value for name, value in times.items() if name in TIMES and value and value != before[name]}
    for name, value in moved.items():
        if name == "results_by_date":
            is_fixed = call.results_announced_at is not None
        else:
            is_fixed = before[name] <= now and not (name == "voting_opens_at" and not call.projects_published_at)
        if is_fixed or (name == "voting_opens_at" and call.projects_published_at):
            raise NotInThatState
        if value < before[name]:
            raise NotLater(before[name])
        setattr(call, name, value)
    if faults := _faults_of_moved_times(call):
        raise faults[0]
    sign(call, by, now)
    record_call(
        "participatory_budget.call_prolonged", call, by, now, reason=reason.strip(),
        **{name: value.isoformat() for name, value in moved.items()},
    )  # fmt: skip
    spread(call, by=by, now=now)
    if "voting_closes_at" in moved:
        prolong_discussions(origin=ORIGIN, under=f"{call.slug}/", closes_at=moved["voting_closes_at"], now=now)
    carry_change(call, now=now)
    return call


def _faults_of_moved_times(call: Call) -> list[Refused]:
    """As when it was published, from the opening that it had."""
    assert call.ideas_open_at is not None  # noqa: S101  (a constraint)
    return _faults_of_times(call, call.ideas_open_at)


@transaction.atomic
def cancel_call(*, call: Call, reason: str, by: Actor, now: datetime) -> Call:
    """Call a published call off before its results, with the reason, which stays on its page.

    Raises NotAllowed, NotInThatState, Missing.
    """
    call = locked(call, by, now, State.PUBLISHED)
    if call.phase(now) == Phase.CARRYING_OUT:
        raise NotInThatState
    if not reason.strip():
        raise Missing(Call, "cancel_reason")
    call.state, call.cancel_reason = State.CANCELLED, reason.strip()
    sign(call, by, now)
    record_call("participatory_budget.call_cancelled", call, by, now, reason=call.cancel_reason)
    spread(call, by=by, now=now)
    carry_change(call, now=now)
    return call


@transaction.atomic
def discard_call(*, call: Call, by: Actor, now: datetime) -> None:
    """Throw a draft away. Raises NotAllowed, NotInThatState."""
    locked(call, by, now, State.DRAFT).delete()


def locked(call: Call, by: Actor, now: datetime, *states: State) -> Call:
    """The call as it stands, locked until the transaction ends, after the right and the state were checked."""
    call = Call.objects.select_for_update(no_key=True, of=("self",)).select_related("institution").get(pk=call.pk)
    require(by, "participatory_budget.manage_call", call, now)
    if call.state not in states:
        raise NotInThatState
    return call


def sign(call: Call, by: Actor, now: datetime) -> None:
    """Save a change of a call."""
    call.author, call.updated_at, call.version = by.public_id, now, call.version + 1
    call.save()


def record_call(action: str, call: Call, by: Actor, now: datetime, **more: Any) -> None:
    content = {"call": call.slug, "title": call.title, "institution": call.institution.code}
    record(action=action, subject=call, by=by, now=now, content=content | more)


def _settings(call: Call) -> dict[str, Any]:
    """What the ledger keeps of a call when it is published: everything that decides who gets what."""
    return {
        "election": str(call.election_id),
        "money_cents": call.money_cents,
        "areas": [
            {
                "name": area.name,
                "money_cents": area.money_cents,
                "territories": [each.slug for each in area.territories.all()],
            }
            for area in call.areas.prefetch_related("territories")
        ],
        "categories": [each.name for each in call.categories.all()],
        "rules": call.regulation,
        "ballot": ballot.settings if (ballot := getattr(call, "ballot", None)) else None,
    } | {name: getattr(call, name).isoformat() for name in TIMES}


def _fill(call: Call, content: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in content:
            setattr(call, name, content[name])
