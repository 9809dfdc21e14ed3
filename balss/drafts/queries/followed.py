"""Drafts and provisions as things that can be followed; withdrawn and deleted ones too, for that is news."""

from collections.abc import Collection, Mapping

from django.db.models import F

from balss.drafts.models import Draft, Wording
from balss.drafts.queries.found import key_of, of_keys, title_of
from balss.drafts.queries.showing import address_of_provision
from balss.shared.followables import Followable


def drafts(slugs: Collection[str]) -> Mapping[str, Followable]:
    rows = Draft.objects.readable().filter(slug__in=slugs)
    return {row.slug: Followable(row.all_words("title"), row.get_absolute_url()) for row in rows}


def provisions(keys: Collection[str]) -> Mapping[str, Followable]:
    """Each by the name that it bore last. One query."""
    rows = Wording.objects.filter(of_keys(keys)).select_related("version__draft", "provision")
    found: dict[str, Followable] = {}
    for row in rows.order_by(F("version__number").asc(), "pk"):
        draft = row.version.draft
        key = key_of(draft.slug, row.provision.serial)
        if key in keys:
            found[key] = Followable(title_of(draft, row), address_of_provision(draft, row.provision))
    return found
