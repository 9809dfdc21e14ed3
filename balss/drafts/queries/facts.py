"""What is public about a draft, as data: the same for CSV, JSON and the API."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from balss.core.tabular.cells import moment
from balss.drafts.models import Draft, Version, Wording
from balss.drafts.queries.showing import address_of_provision
from balss.shared.feed_answers import whole

FIELDS = {
    "id": _("name of the draft in addresses; never changes"),
    "url": _("page of the draft"),
    "kind": _("regulations, decision or other"),
    "title": _("title in the language in which it was written"),
    "title_en": _("title in English, where there is one"),
    "institution": _("code of the institution whose draft it is"),
    "unit": _("part of the institution that prepares it"),
    "summary": _("what it would change"),
    "topics": _("codes of topics"),
    "territories": _("places that it names, as in /places/territories"),
    "language": _("language of all texts but the English title"),
    "version": _("number of the newest version"),
    "process": _("page of the process in which it is decided"),
    "opportunity": _("page where one can take part"),
    "contact_email": _("e-mail address for questions"),
    "contact_phone": _("phone for questions"),
    "published_at": _("when it was published first"),
    "version_at": _("when the newest version was published"),
}
LISTS = ("topics", "territories")
PROVISION_FIELDS = {
    "id": _("number of the provision within the draft; never changes"),
    "url": _("page of the provision"),
    "place": _("place in the version, from 1; empty where the version deleted it"),
    "kind": _("preamble, chapter, article, part, point, appendix, signature or passage"),
    "number": _("the number that it bears"),
    "heading": _("its heading"),
    "text": _("its words without number and heading"),
    "change": _("what the version did to it: same, new, words, moved, both or gone"),
}


def facts_of(draft: Draft) -> dict[str, Any]:
    """By FIELDS; of a draft got with `for_page`."""
    own = (*draft.in_languages, "kind", "language", "contact_email", "contact_phone")
    found = {name: getattr(draft, name) for name in own} | {
        "id": draft.slug,
        "url": whole(draft.get_absolute_url()),
        "title_en": draft.translations.get("en", {}).get("title", ""),
        "institution": draft.institution.code,
        "topics": [each.code for each in draft.topics.all()],
        "territories": [each.slug for each in draft.territories.all()],
        "version": draft.newest,
        "process": whole(draft.process.get_absolute_url()) if draft.process and draft.process.is_public else "",
        "opportunity": (
            whole(draft.opportunity.get_absolute_url()) if draft.opportunity and draft.opportunity.is_public else ""
        ),
        "published_at": moment(draft.published_at) if draft.published_at else "",
        "version_at": moment(draft.version_at) if draft.version_at else "",
    }
    return {name: found[name] for name in FIELDS}


def facts_of_versions(versions: Iterable[Version]) -> list[dict[str, Any]]:
    return [
        {"number": each.number, "published_at": moment(each.published_at), "note": each.note} for each in versions
    ]  # fmt: skip


def facts_of_provision(draft: Draft, row: Wording) -> dict[str, Any]:
    """By PROVISION_FIELDS."""
    return {
        "id": row.provision.serial,
        "url": whole(address_of_provision(draft, row.provision)),
        "place": row.place,
        "kind": row.kind,
        "number": row.number,
        "heading": row.heading,
        "text": row.text,
        "change": row.change,
    }


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """For tables: lists as text, their parts apart by spaces."""
    return {name: " ".join(value) if name in LISTS else value for name, value in row.items()}
