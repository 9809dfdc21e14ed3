"""Drafts, versions and provisions with all that a list or a page shows, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from balss.core.provisions import Change, Clause, Piece, change_of, compare
from balss.drafts.models import Draft, DraftQuerySet, Provision, Version, Wording, WordingQuerySet
from balss.drafts.models.versions import name_of
from balss.places.models import TerritoryVersion


def for_list(drafts: DraftQuerySet) -> DraftQuerySet:
    return drafts.select_related("institution", "opportunity").prefetch_related("institution__names", "topics")


def for_page(drafts: DraftQuerySet) -> DraftQuerySet:
    """With places and the process besides."""
    return for_list(drafts).select_related("process").prefetch_related("territories")


def places_named(draft: Draft, *, on: date) -> list[TerritoryVersion]:
    """The places that the draft names, as they are called on the day."""
    return list(TerritoryVersion.objects.on(on).filter(territory__in=draft.territories.all()).order_by("name", "id"))


def wordings_of(version: Version) -> WordingQuerySet:
    """Of a version, in its order; those that went in it come last."""
    return version.wordings.select_related("provision", "version")


@dataclass(frozen=True)
class Step:
    """What happened to one provision between two versions: what it is called after (or was called before), and its
    words piece by piece, with the heading as the first line."""

    provision: Provision
    before: Clause | None
    after: Clause | None
    version: Version | None = None

    @property
    def change(self) -> str:
        return change_of(self.before, self.after)

    @property
    def label(self) -> str:
        return str(Wording.Change(self.change).label)

    @property
    def name(self) -> str:
        clause = self.after or self.before
        return name_of(clause) if clause else ""

    @property
    def earlier_name(self) -> str:
        """What it was called before, where that is something else."""
        moved = self.before and self.after and self.before.mark != self.after.mark
        return name_of(self.before) if moved and self.before else ""

    @property
    def pieces(self) -> list[Piece]:
        return compare(_whole(self.before), _whole(self.after))


def _whole(clause: Clause | None) -> str:
    return "\n".join(filter(None, (clause.heading, clause.text))) if clause else ""


def changes_between(earlier: Version, later: Version) -> list[Step]:
    """What of a draft is not the same in the later version, in its order; what went, last. Two queries."""
    before = {each.provision_id: each for each in wordings_of(earlier).standing()}
    after = list(wordings_of(later).standing())
    steps = [
        Step(each.provision, before[each.provision_id].clause if each.provision_id in before else None, each.clause)
        for each in after
    ]
    there = {each.provision_id for each in after}
    gone = [Step(each.provision, each.clause, None) for pk, each in before.items() if pk not in there]
    return [step for step in [*steps, *gone] if step.change != Change.SAME]


def history_of(wordings: Iterable[Wording]) -> list[Step]:
    """What each version did to one provision, the newest first; `wordings` are all of it, in any order."""
    rows = sorted(wordings, key=lambda each: each.version.number)
    steps = []
    before: Clause | None = None
    for row in rows:
        after = None if row.is_gone else row.clause
        if before or after:
            steps.append(Step(row.provision, before, after, row.version))
        before = after
    return [step for step in reversed(steps) if step.change != Change.SAME]


def address_of_provision(draft: Draft, provision: Provision) -> str:
    return reverse("drafts:provision", args=[draft.slug, provision.serial])
