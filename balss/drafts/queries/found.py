"""What of drafts is found by searching: published ones, and each provision of their newest version.

The key of a draft is its slug, that of a provision has its serial number behind a slash.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone, translation

from balss.drafts.models import Draft, State, Wording, WordingQuerySet
from balss.drafts.queries.showing import for_page
from balss.shared.search_documents import SearchDocument


def key_of(slug: str, serial: int) -> str:
    return f"{slug}/{serial}"


def parted(keys: Collection[str]) -> list[tuple[str, int]]:
    """Slug and serial number of those that are keys."""
    parts = [key.rpartition("/") for key in keys]
    return [(slug, int(serial)) for slug, _slash, serial in parts if slug and serial.isascii() and serial.isdecimal()]


def of_keys(keys: Collection[str]) -> Q:
    """The wordings of provisions that the keys may name: of all their drafts, for one question asks for many."""
    named = parted(keys)
    return Q(version__draft__slug__in={slug for slug, _ in named}, provision__serial__in={at for _, at in named})


def draft_keys() -> Iterator[str]:
    return Draft.objects.public().values_list("slug", flat=True).iterator()


def found_drafts(keys: Collection[str]) -> Iterator[SearchDocument]:
    for draft in for_page(Draft.objects.public().filter(slug__in=keys)):
        texts: dict[str, list[str]] = {}
        for name in draft.in_languages[1:]:
            for language, text in draft.all_words(name).items():
                texts.setdefault(language, []).append(text)
        yield SearchDocument(
            draft.slug,
            title=draft.all_words("title"),
            text={language: "\n".join(filter(None, said)) for language, said in texts.items()},
            **_facets(draft),
        )


def provision_keys() -> Iterator[str]:
    rows = _standing().values_list("version__draft__slug", "provision__serial")
    return (key_of(slug, serial) for slug, serial in rows.iterator())


def found_provisions(keys: Collection[str]) -> Iterator[SearchDocument]:
    """Each with its name behind the title of the draft; three queries and those of the drafts."""
    wanted = set(keys)
    rows = list(_standing().filter(of_keys(keys)).select_related("version", "provision"))
    drafts = {each.pk: each for each in for_page(Draft.objects.filter(pk__in={row.version.draft_id for row in rows}))}
    for row in rows:
        draft = drafts[row.version.draft_id]
        key = key_of(draft.slug, row.provision.serial)
        if key in wanted:
            yield SearchDocument(
                key, title=title_of(draft, row), text={draft.language: f"{row.heading}\n{row.text}".strip()},
                **_facets(draft),
            )  # fmt: skip


def title_of(draft: Draft, row: Wording) -> dict[str, str]:
    """“Suņu turēšana: 5. punkts”, in each language of the title."""
    titles = {}
    for language, title in draft.all_words("title").items():
        with translation.override(language if language in ("lv", "en") else "lv"):
            titles[language] = f"{title}: {row.name}"
    return titles


def _standing() -> WordingQuerySet:
    return Wording.objects.newest().standing().filter(version__draft__state=State.PUBLISHED).order_by("pk")


def _facets(draft: Draft) -> dict[str, Any]:
    return {
        "language": draft.language,
        "institutions": (draft.institution_id,),
        "topics": tuple(each.pk for each in draft.topics.all()),
        "places": tuple(each.pk for each in draft.territories.all()),
        "date": timezone.localdate(draft.version_at),
    }
