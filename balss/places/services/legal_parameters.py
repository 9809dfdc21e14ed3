"""An institution says what its own acts decide where a rule of law leaves the number open."""

import datetime as dt

from django.db import transaction

from balss.core.calendar import Rule, Unit, rule_book
from balss.ledger.services import record
from balss.places.models import Institution, InstitutionSetting
from balss.shared.permissions import Actor, require

ONE_DAY = dt.timedelta(days=1)


class NotASetting(ValueError):
    """The law itself gives the rule's number, so no institution may set it."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        super().__init__(f"{rule.id} is no setting: {rule.article_name('en')} gives the number")


class BadParameter(ValueError):
    """A unit that the rule cannot be counted in, a last day before the first, no number or no source."""


def set_legal_parameter(
    *,
    institution: Institution,
    rule_id: str,
    value: int,
    unit: str,
    source: str,
    source_url: str = "",
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
) -> InstitutionSetting:
    """Set the number of an open rule (`RuleBook.open_rules`) for an institution, by a decision named in `source`.

    A value in force until then ends the day before. Values that begin within the new one's time are superseded: they
    stay in the history and count no more. Raises NotAllowed, core.calendar.UnknownRule, NotASetting, BadParameter.
    """
    require(by, "places.set_legal_parameter", institution, now)
    _check(rule_book().rule(rule_id), value, unit, source, valid_from, valid_to)
    with transaction.atomic():
        Institution.objects.select_for_update().get(pk=institution.pk)
        standing = InstitutionSetting.objects.standing().filter(institution=institution, rule_id=rule_id)
        within = standing.filter(valid_from__gte=valid_from)
        (within.filter(valid_from__lte=valid_to) if valid_to else within).update(superseded_at=now)
        standing.filter(valid_from__lt=valid_from).on(valid_from).update(valid_to=valid_from - ONE_DAY)
        setting = InstitutionSetting.objects.create(
            institution=institution,
            rule_id=rule_id,
            value=value,
            unit=unit,
            source=source,
            source_url=source_url,
            valid_from=valid_from,
            valid_to=valid_to,
            set_by=by.public_id,
            set_at=now,
        )
        record(
            action="places.legal_parameter_set",
            subject=setting,
            by=by,
            now=now,
            content={
                "institution": institution.code,
                "rule": rule_id,
                "value": value,
                "unit": unit,
                "source": source,
                "valid_from": valid_from.isoformat(),
                "valid_to": valid_to.isoformat() if valid_to else None,
            },
        )
    return setting


def units_of(rule: Rule) -> list[str]:
    """The units in which the rule's number can be said."""
    return [unit.value for unit in Unit] if rule.is_counted else [rule.unit or ""]


def _check(rule: Rule, value: int, unit: str, source: str, valid_from: dt.date, valid_to: dt.date | None) -> None:
    if not rule.is_open:
        raise NotASetting(rule)
    if unit not in units_of(rule):
        raise BadParameter(f"{rule.id} is not counted in “{unit}”")
    if value < 1 or not source.strip():
        raise BadParameter("a parameter needs a number of at least 1 and a source")
    if valid_to is not None and valid_to < valid_from:
        raise BadParameter("the last day comes before the first")
