"""Addresses that people can read."""

from datetime import datetime

from django.db.models import Model
from django.utils.text import slugify

from balss.core.calendar.riga import day_in_riga


def free_slug(model: type[Model], title: str, now: datetime) -> str:
    """“2026-skolas-iela”, with a number behind it where that is taken."""
    stem = f"{day_in_riga(now).year}-{slugify(title)[:80].strip('-') or model._meta.model_name}"
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    free = (f"{stem}-{number}" if number > 1 else stem for number in range(1, len(taken) + 2))
    return next(slug for slug in free if slug not in taken)
