"""What is public about a case, as data: the same for CSV, JSON and the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from balss.core.tabular.cells import moment
from balss.library.models import PracticeCase
from balss.shared.feed_answers import whole

FIELDS = {
    "id": _("name of the case in addresses; never changes"),
    "url": _("page of the case"),
    "title": _("title in the language in which it was written"),
    "title_en": _("title in English, where there is one"),
    "institution": _("code of the institution whose case it is"),
    "first_year": _("first year of the work"),
    "last_year": _("last year of the work; empty while it goes on"),
    "topics": _("codes of topics"),
    "territories": _("places that it names, as in /places/territories"),
    "summary": _("in a few words"),
    "problem": _("what the problem was"),
    "solution": _("what was done"),
    "outcome": _("what came of it"),
    "advice": _("what others should know"),
    "cost": _("what it cost"),
    "duration": _("how much time it took"),
    "partners": _("who took part besides"),
    "language": _("language of all texts but the English title"),
    "links": _("addresses of what belongs to it"),
    "contact_email": _("e-mail address for questions"),
    "contact_phone": _("phone for questions"),
    "published_at": _("when it was published"),
    "updated_at": _("when it was changed last"),
}
LISTS = ("topics", "territories", "links")


def facts_of(case: PracticeCase) -> dict[str, Any]:
    """By FIELDS; of a case got with `for_page`."""
    own = (*case.in_languages, "first_year", "last_year", "language", "contact_email", "contact_phone")
    assert case.published_at is not None  # noqa: S101  (it is public)
    found = {name: getattr(case, name) for name in own} | {
        "id": case.slug,
        "url": whole(case.get_absolute_url()),
        "title_en": case.translations.get("en", {}).get("title", ""),
        "institution": case.institution.code,
        "topics": [each.code for each in case.topics.all()],
        "territories": [each.slug for each in case.territories.all()],
        "links": [whole(address) for _, address in case.links],
        "published_at": moment(case.published_at),
        "updated_at": moment(case.updated_at),
    }
    return {name: found[name] for name in FIELDS}


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """For tables: lists as text, their parts apart by spaces."""
    return {name: " ".join(value) if name in LISTS else value for name, value in row.items()}
