"""The way to follow what a page shows."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def follow(kind: str, key: str) -> SafeString:
    """{% follow "events.event" event.slug %}: a link; `kind` stands on the board of followables."""
    address = f"{reverse('notices:follow')}?{urlencode({'ko': f'{kind}:{key}'})}"
    return format_html('<a class="ds-button" data-variant="secondary" href="{}">{}</a>', address, _("Follow"))
