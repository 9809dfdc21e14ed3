"""What templates ask about who is signed in."""

from django import template
from django.template.context import Context
from django.utils import timezone

from balss.people.sign_in.acting import Standing, standing_of
from balss.places.models import Institution, InstitutionName
from balss.shared.permissions import scopes

register = template.Library()


@register.simple_tag(takes_context=True)
def account_standing(context: Context) -> Standing:
    """{% account_standing as standing %}: the account signed in, its roles, and the one acted in."""
    return standing_of(context["request"])


@register.filter
def body_name(institution: Institution) -> InstitutionName:
    """{{ institution|body_name }}: its name of today; prefetch `names`."""
    return institution.name_on(timezone.localdate())


@register.filter
def scope_label(scope: str) -> str:
    """{{ grant.scope|scope_label }}: what the role is limited to; its name where no room pins it any more."""
    return str(scopes[scope].label) if scope in scopes else scope
