"""Announcing that a source will come out again."""

from datetime import datetime

from django.db import IntegrityError, transaction

from balss.core.period import parse_period
from balss.indicators.models import Source, Wave
from balss.ledger.services import record
from balss.shared.permissions import Actor, require


class WaveExists(Exception):
    """The source has a wave of this period."""


@transaction.atomic
def announce_wave(
    *,
    source: Source,
    period: str,
    name_lv: str,
    name_en: str,
    fieldwork_lv: str = "",
    fieldwork_en: str = "",
    published: str = "",
    by: Actor,
    now: datetime,
) -> Wave:
    """Add a wave: every series of the source that is still asked shows an empty place until it has its value.

    Raises NotAllowed, core.period.NotAPeriod, WaveExists.
    """
    require(by, "indicators.announce_wave", source, now)
    parse_period(period)
    try:
        with transaction.atomic():
            wave = Wave.objects.create(
                source=source,
                period=period,
                name_lv=name_lv,
                name_en=name_en,
                fieldwork_lv=fieldwork_lv,
                fieldwork_en=fieldwork_en,
                published=published,
            )
    except IntegrityError as error:
        raise WaveExists from error
    content = {"source": source.code, "period": period, "name": name_lv, "published": published}
    record(action="indicators.wave_announced", subject=wave, by=by, now=now, content=content)
    return wave
