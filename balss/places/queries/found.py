"""What of institutions and places is found by searching, by every name and abbreviation that they have or had."""

from collections.abc import Collection, Iterator

from balss.places.models import Institution, InstitutionName, Territory, TerritoryKind
from balss.places.models.territories import TerritoryQuerySet
from balss.shared.search_documents import SearchDocument

_KINDS = "novads novada pagasts pagasta pilsēta pilsētas valstspilsēta valstspilsētas dome pašvaldība"
KINDS = frozenset(_KINDS.split())


def institution_keys() -> Iterator[str]:
    return Institution.objects.values_list("slug", flat=True).iterator()


def found_institutions(slugs: Collection[str]) -> Iterator[SearchDocument]:
    """Institutions, also those that have ended: their pages stay. The title is the name that each bears last."""
    for row in Institution.objects.filter(slug__in=slugs).prefetch_related("names", "aliases"):
        names: list[InstitutionName] = list(row.names.all())
        code = () if row.territory_id else (row.code.replace("_", " "),)  # of a municipality it is its name again
        aliases = [*code, *(alias.text for alias in row.aliases.all())]
        yield SearchDocument(
            row.slug,
            title=_title(names[-1].lv, names[-1].en) if names else {"lv": row.code},
            text={
                "lv": "\n".join([", ".join(dict.fromkeys([*aliases, *(name.lv for name in names[:-1])])), row.note]),
                "en": ", ".join(name.en for name in names[:-1] if name.en),
            },
            institutions=(row.pk,),
            places=(row.territory_id,) if row.territory_id else (),
            names=_called([*aliases, *(said for name in names for said in (name.lv, name.en) if said)], row),
        )


def _called(names: list[str], of: Institution) -> tuple[str, ...]:
    """Its names, and for a municipality also “Ogre”, “Ogres dome”, “Ogres pašvaldība”."""
    bare = dict.fromkeys(map(_bare, names)) if of.territory_id else ()
    short = [f"{name} {of_what}".strip() for name in bare if name for of_what in ("", "dome", "pašvaldība")]
    return tuple(dict.fromkeys([*names, *short]))


def _bare(name: str) -> str:
    """Without what kind of place or body it is: “Ogres”, of “Ogres novada pašvaldība”."""
    return " ".join(word for word in name.split() if word.lower() not in KINDS)


def territory_keys() -> Iterator[str]:
    return _governed().values_list("slug", flat=True).iterator()


def found_territories(slugs: Collection[str]) -> Iterator[SearchDocument]:
    """Towns and parishes under their own names; municipalities are found as the institutions that govern them."""
    for row in _governed().filter(slug__in=slugs).prefetch_related("versions__parent__versions"):
        version = list(row.versions.all())[-1]
        within = list(version.parent.versions.all())[-1] if version.parent else None
        yield SearchDocument(
            row.slug,
            title=_title(version.name, version.name_en),
            text=_title(within.name, within.name_en) if within else {},
            places=(row.pk,),
            names=(_bare(version.name),),
        )


def _title(lv: str, en: str) -> dict[str, str]:
    return {"lv": lv, "en": en} if en else {"lv": lv}


def _governed() -> TerritoryQuerySet:
    return Territory.objects.filter(kind__in=(TerritoryKind.TOWN, TerritoryKind.PARISH), valid_to=None)
