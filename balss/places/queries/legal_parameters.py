"""What an institution's own acts decide where the law leaves a number open."""

import datetime as dt

from balss.core.calendar import Period, Rule, Unit, rule_book
from balss.places.models import Institution, InstitutionSetting


def legal_parameter(institution: Institution, rule_id: str, *, on: dt.date) -> InstitutionSetting | None:
    """The setting in force on the day; None when the institution has said nothing, and then nobody may guess."""
    return (
        InstitutionSetting.objects.standing()
        .on(on)
        .filter(institution=institution, rule_id=rule_id)
        .order_by("-valid_from")
        .first()
    )


def rule_for(institution: Institution, name: str, *, on: dt.date) -> Rule:
    """The rule or family's rule of the day, with the institution's own period where the law leaves it open.

    Without a setting the rule stays open (`rule.is_open`). Raises core.calendar.UnknownRule, NotInForce.
    """
    rule = rule_book().rule_at(name, on=on)
    setting = legal_parameter(institution, rule.id, on=on) if rule.is_open and rule.is_counted else None
    return rule.with_period(Period(setting.value, Unit(setting.unit)), source=setting.source) if setting else rule
