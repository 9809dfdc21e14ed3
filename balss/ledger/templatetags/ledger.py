"""Entries in templates."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise

from balss.ledger.models import Entry
from balss.shared.deeds import deeds

register = template.Library()


@register.filter
def deed(entry: Entry) -> str | Promise:
    """{{ entry|deed }}: what was done, in words; the action's name where its room has pinned none."""
    return deeds[entry.action].label if entry.action in deeds else entry.action


@register.filter
def subject_url(entry: Entry) -> str | None:
    """{{ entry|subject_url }}: the page of what the entry is about, if it has one."""
    return deeds[entry.action].address(entry.subject_id) if entry.action in deeds else None


@register.filter
def written_moment(moment: datetime) -> str:
    """{{ moment|written_moment }}: 23.11.2026. 10:30:05 or 23 November 2026, 10:30:05, in Riga."""
    return f"{date_format(timezone.localtime(moment), 'SHORT_DATETIME_FORMAT')}:{moment:%S}"
