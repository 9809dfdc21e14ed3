"""Merging two ideas into one, when the authors of both agree."""

from datetime import datetime

from django.db import transaction

from balss.participation.services import end_discussion
from balss.participatory_budget.models import CoAuthor, Idea, Merger
from balss.participatory_budget.queries.authors import discussion_key, is_author
from balss.participatory_budget.services.ideas import note, own_page
from balss.participatory_budget.services.letters import authors_of, tell_authors
from balss.participatory_budget.services.news import tell_of_idea
from balss.participatory_budget.services.refusals import AlreadyAsked, NotInThatState, NotOfThisCall, ReasonMissing
from balss.participatory_budget.services.spreading import ORIGIN, index_idea
from balss.people.models import Account
from balss.shared.permissions import Actor, require

State = Merger.State


@transaction.atomic
def propose_merger(*, idea: Idea, into: Idea, reason: str, by: Actor, now: datetime) -> Merger:
    """Propose that `idea` becomes a part of `into`; who proposes as an author of either has agreed for that one.

    Raises NotAllowed, NotOfThisCall, NotInThatState, AlreadyAsked, ReasonMissing.
    """
    if idea.call_id != into.call_id or idea.pk == into.pk:
        raise NotOfThisCall
    idea, into = _both(idea, into)
    merger = Merger(idea=idea, into=into, reason=reason.strip(), proposed_at=now)
    require(by, "participatory_budget.propose_merger", merger, now)
    if not merger.reason:
        raise ReasonMissing
    if Merger.objects.filter(idea=idea, state=State.PROPOSED).exists():
        raise AlreadyAsked
    merger.idea_agreed_at = now if is_author(by, idea) else None
    merger.into_agreed_at = now if is_author(by, into) else None
    if merger.idea_agreed_at is None and merger.into_agreed_at is None:
        merger.proposed_by = by.public_id  # the municipality
    merger.save()
    if not _settle(merger, by, now):
        for each, agreed_at in ((idea, merger.idea_agreed_at), (into, merger.into_agreed_at)):
            if agreed_at is None:
                other = into if each is idea else idea
                tell_authors(
                    kind="participatory_budget.merger_proposed", idea=each, now=now,
                    other=other.title, reason=merger.reason, own_path=own_page(each),
                )  # fmt: skip
    return merger


@transaction.atomic
def answer_merger(*, merger: Merger, agrees: bool, by: Actor, now: datetime) -> Merger:
    """An author of one of the two agrees or does not; it is done once both have agreed.

    Raises NotAllowed, NotInThatState.
    """
    idea, into = _both(merger.idea, merger.into)
    merger = Merger.objects.select_for_update().get(pk=merger.pk)
    merger.idea, merger.into = idea, into
    require(by, "participatory_budget.answer_merger", merger, now)
    if merger.state != State.PROPOSED:
        raise NotInThatState
    if not agrees:
        merger.state = State.DECLINED
        merger.save()
        return merger
    if is_author(by, idea):
        merger.idea_agreed_at = merger.idea_agreed_at or now
    if is_author(by, into):
        merger.into_agreed_at = merger.into_agreed_at or now
    merger.save()
    _settle(merger, by, now)
    return merger


def _both(idea: Idea, into: Idea) -> tuple[Idea, Idea]:
    """Both as they stand, locked; each has to be handed in and not decided yet."""
    rows = Idea.objects.select_for_update(no_key=True, of=("self",)).select_related("call__institution")
    found = {each.pk: each for each in rows.filter(pk__in=[idea.pk, into.pk]).order_by("pk")}
    if any(each.state != Idea.State.SUBMITTED for each in found.values()):
        raise NotInThatState
    return found[idea.pk], found[into.pk]


def _settle(merger: Merger, by: Actor, now: datetime) -> bool:
    """Done if both agreed: the authors of the one are those of the other too, and its followers hear of
    that one from now on."""
    if merger.idea_agreed_at is None or merger.into_agreed_at is None:
        return False
    idea, into = merger.idea, merger.into
    merger.state = State.DONE
    merger.save()
    idea.state, idea.merged_into, idea.updated_at = Idea.State.MERGED, into, now
    idea.save()
    for account in authors_of(idea):
        _join(into, account, now)
    end_discussion(origin=ORIGIN, key=discussion_key(idea), now=now)
    note("participatory_budget.ideas_merged", idea, by, now, into=into.number)
    index_idea(idea)
    tell_authors(kind="participatory_budget.merged", idea=into, now=now, other=idea.title)
    tell_of_idea("participatory_budget.ideas_joined", into, now=now)
    return True


def _join(idea: Idea, account: Account, now: datetime) -> None:
    """A co-author, unless the account is one of its authors already."""
    if account.person_id != idea.person_id:
        CoAuthor.objects.update_or_create(
            idea=idea, email=account.email, defaults={"person_id": account.person_id, "agreed_at": now},
            create_defaults={"person_id": account.person_id, "agreed_at": now, "invited_at": now},
        )  # fmt: skip
