"""The way to follow what a page shows: by letters, by a feed, by a calendar."""

from typing import Any

from django import template
from django.utils.http import urlencode

register = template.Library()


@register.inclusion_tag("notices/_follow.html")
def follow(kind: str, key: object) -> dict[str, Any]:
    """{% follow "events.event" event.slug %}: `kind` stands on the board of followables."""
    return {"query": urlencode({"ko": f"{kind}:{key}"})}
