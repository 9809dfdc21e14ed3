"""Proposing: a draft of one's own, handed in, changed while ideas are taken, taken back; with files and co-authors."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse

from balss.core.calendar.riga import day_in_riga
from balss.ledger.services import record
from balss.notices.services import send
from balss.participation.services import end_discussion, retitle_discussion
from balss.participation.services.contributions.authors import stranger
from balss.participatory_budget.models import Call, CoAuthor, Idea, IdeaFile, IdeaVersion
from balss.participatory_budget.queries.authors import discussion_key
from balss.participatory_budget.queries.geometry import read_geometry
from balss.participatory_budget.queries.legal import rule
from balss.participatory_budget.services.entering import check_cost, discussed, enter, fingerprint_of
from balss.participatory_budget.services.news import tell_of_idea
from balss.participatory_budget.services.refusals import (
    ChangedMeanwhile,
    IdeaIncomplete,
    IdeasClosed,
    NotInThatState,
    NotOfThisCall,
    OfMunicipality,
    TooManyCoAuthors,
    TooYoung,
)
from balss.participatory_budget.services.spreading import ORIGIN, index_idea
from balss.people.models import Account, Person
from balss.people.queries import verified_age
from balss.shared.files import store
from balss.shared.permissions import Actor, require

State = Idea.State
MOST_CO_AUTHORS = 10  # of one idea, asked or agreed
GUARD, CONSENT_GUARD = "participatory_budget.idea_file", "participatory_budget.consent"
WORDS = (
    "area", "category", "title", "text", "benefit", "place", "geometry", "land", "owner", "cost_cents", "cost_basis",
    "keeper", "upkeep_cents", "access", "language",
)  # fmt: skip
PROPOSER = ("name", "shows_name", "organisation", "registration_number", "is_of_age", "without_municipality")
COLUMNS = WORDS + PROPOSER
NEEDED = ("area", "title", "text", "benefit", "place", "land", "cost_cents", "cost_basis", "keeper", "access", "name")


@transaction.atomic
def save_draft(
    *, call: Call, idea: Idea | None = None, content: dict[str, Any], version: int = 1, by: Actor, now: datetime
) -> Idea:
    """Keep what a person signed in has written so far; nobody else sees it. Nothing has to be complete. `content`:
    COLUMNS. Raises NotAllowed, NotInThatState, ChangedMeanwhile, NotOfThisCall, UnreadableGeometry."""
    if idea is None:
        require(by, "participatory_budget.propose", call, now)
        idea = Idea(call=call, person_id=by.person_id, created_at=now, updated_at=now)
    else:
        idea = locked(idea, "participatory_budget.edit_idea", by, now, State.DRAFT)
        _check_version(idea, version)
    _fill(idea, content)
    _touch(idea, now)
    return idea


@transaction.atomic
def discard_draft(*, idea: Idea, by: Actor, now: datetime) -> None:
    """Throw a draft away. Raises NotAllowed, NotInThatState."""
    locked(idea, "participatory_budget.edit_idea", by, now, State.DRAFT).delete()


@transaction.atomic
def hand_in(*, idea: Idea, by: Actor, now: datetime) -> Idea:
    """Make a draft public under its number and have it vetted; its author is told of all that becomes of it.

    Raises NotAllowed, NotInThatState, IdeasClosed, and as `check`.
    """
    idea = locked(idea, "participatory_budget.edit_idea", by, now, State.DRAFT)
    call = Call.objects.select_for_update(no_key=True).get(pk=idea.call_id)  # numbers have no gaps and no doubles
    if not call.takes_ideas(now):
        raise IdeasClosed
    check(idea, by, now)
    enter([idea], call=call, by=stranger(by), now=now)
    note("participatory_budget.idea_submitted", idea, by, now)
    tell_of_idea("participatory_budget.idea_published", idea, now=now)
    return idea


@transaction.atomic
def change_idea(*, idea: Idea, content: dict[str, Any], version: int, by: Actor, now: datetime) -> Idea:
    """Say it otherwise while ideas are taken; what it said before stays readable.

    Raises NotAllowed, NotInThatState, ChangedMeanwhile, IdeasClosed, and as `check`.
    """
    idea = locked(idea, "participatory_budget.edit_idea", by, now, State.SUBMITTED)
    _check_version(idea, version)
    if not idea.call.takes_ideas(now):
        raise IdeasClosed
    rewrite(idea, content, now)
    check(idea, by, now)
    note("participatory_budget.idea_changed", idea, by, now, version=idea.version)
    return idea


def rewrite(idea: Idea, content: dict[str, Any], now: datetime) -> None:
    """Put new words onto a public idea, which its author or the agreement with it allows; keeps the earlier ones."""
    before = public_words(idea)
    _fill(idea, content)
    if public_words(idea) != before:
        IdeaVersion.objects.create(idea=idea, number=idea.version, content=before, replaced_at=now)
        idea.version += 1
    idea.updated_at = now
    idea.fingerprint = fingerprint_of(idea)
    idea.save()
    index_idea(idea)
    retitle_discussion(discussed(idea), origin=ORIGIN, now=now)


@transaction.atomic
def withdraw_idea(*, idea: Idea, by: Actor, now: datetime) -> Idea:
    """Take it back before it is decided on: its place stays and says so, its words are no longer shown.

    Raises NotAllowed, NotInThatState.
    """
    idea = locked(idea, "participatory_budget.edit_idea", by, now, State.SUBMITTED)
    idea.state = State.WITHDRAWN
    _touch(idea, now)
    idea.proposed_changes.filter(state="proposed").delete()
    note("participatory_budget.idea_withdrawn", idea, by, now)
    end_discussion(origin=ORIGIN, key=discussion_key(idea), now=now)
    index_idea(idea)
    return idea


@transaction.atomic
def add_file(*, idea: Idea, upload: File[Any], title: str, by: Actor, now: datetime) -> IdeaFile:
    """A picture, drawing or estimate, seen by whoever may see the idea.

    Raises NotAllowed, NotInThatState, FileRefused, StoreUnavailable.
    """
    idea = locked(idea, "participatory_budget.edit_idea", by, now, State.DRAFT, State.SUBMITTED)
    file = store(upload, by=by, now=now, name=upload.name or "", public=False, guard=GUARD)
    return IdeaFile.objects.create(idea=idea, file=file, title=title)


@transaction.atomic
def remove_file(*, file: IdeaFile, by: Actor, now: datetime) -> None:
    """Raises NotAllowed, NotInThatState."""
    locked(file.idea, "participatory_budget.edit_idea", by, now, State.DRAFT, State.SUBMITTED)
    stored = file.file
    file.delete()
    stored.delete()


@transaction.atomic
def add_consent(*, idea: Idea, upload: File[Any], by: Actor, now: datetime) -> Idea:
    """The owner's consent, which only the authors and the municipality open: it names people.

    Raises NotAllowed, NotInThatState, FileRefused, StoreUnavailable.
    """
    idea = locked(idea, "participatory_budget.add_consent", by, now, State.DRAFT, State.SUBMITTED)
    earlier = idea.consent
    idea.consent = store(upload, by=by, now=now, name=upload.name or "", public=False, guard=CONSENT_GUARD)
    _touch(idea, now)
    if earlier is not None:
        earlier.delete()
    return idea


@transaction.atomic
def invite_co_author(*, idea: Idea, email: str, by: Actor, now: datetime) -> CoAuthor:
    """Ask somebody by e-mail to be an author too; asked twice is asked once. The letter has no word of who asks: else
    anybody could send anything to any address. Raises NotAllowed, NotInThatState, TooManyCoAuthors."""
    idea = locked(idea, "participatory_budget.edit_idea", by, now, State.DRAFT, State.SUBMITTED)
    address = email.strip().lower()
    asked = CoAuthor.objects.filter(idea=idea, email=address).first()
    if asked is not None:
        return asked
    if idea.co_authors.count() >= MOST_CO_AUTHORS:
        raise TooManyCoAuthors(MOST_CO_AUTHORS)
    send(
        kind="participatory_budget.co_author", to=address, language="lv", now=now,
        context={"call": idea.call.title, "path": own_page(idea)},
    )  # fmt: skip
    return CoAuthor.objects.create(idea=idea, email=address, invited_at=now)


@transaction.atomic
def agree_to_co_author(*, idea: Idea, by: Actor, now: datetime) -> CoAuthor:
    """The person asked agrees, signed in with the address that was asked. Raises NotAllowed."""
    require(by, "participatory_budget.be_co_author", idea, now)
    account = Account.objects.get(pk=by.account_id or 0)
    asked = CoAuthor.objects.select_for_update().get(idea=idea, email=account.email)
    asked.person, asked.agreed_at = Person.objects.get(pk=account.person_id), now
    asked.save()
    return asked


def check(idea: Idea, by: Actor, now: datetime) -> None:
    """What the law and the call ask of an idea that is handed in.

    Raises IdeaIncomplete with all that is missing, NotOfThisCall, TooYoung, OfMunicipality, CostOutOfBounds.
    """
    missing = [name for name in NEEDED if getattr(idea, name) in (None, "")]
    if idea.organisation and not idea.registration_number:
        missing.append("registration_number")
    if idea.needs_consent and not idea.owner:
        missing.append("owner")
    if idea.call.categories.exists() and idea.category is None:
        missing.append("category")
    if missing:
        raise IdeaIncomplete(missing)
    _check_proposer(idea, by, now)
    check_cost(idea, idea.cost_cents or 0)


def _check_proposer(idea: Idea, by: Actor, now: datetime) -> None:
    """60(3)1): sixteen years, as somebody vouches for it, else as they say themselves; or an organisation."""
    law = rule("pb.proposer", day_in_riga(now))
    person = Person.objects.filter(pk=by.person_id or 0).first()
    age = verified_age(person, now) if person else None
    assert law.amount is not None  # noqa: S101  (the law gives it)
    if (age is not None and age < law.amount) or (age is None and not idea.is_of_age):
        raise TooYoung(law)
    if idea.organisation and not idea.without_municipality:
        raise OfMunicipality(law)


def locked(idea: Idea, action: str, by: Actor, now: datetime, *states: State) -> Idea:
    """The idea as it stands, locked until the transaction ends, after the right and the state were checked."""
    idea = (
        Idea.objects.select_for_update(no_key=True, of=("self",))
        .select_related("call__institution", "area", "category", "person")
        .get(pk=idea.pk)
    )
    require(by, action, idea, now)
    if idea.state not in states:
        raise NotInThatState
    return idea


def note(action: str, idea: Idea, by: Actor, now: datetime, **more: Any) -> None:
    """The entry of the ledger: which idea, with a seal of its words, and not whose."""
    content = {"call": idea.call.slug, "number": idea.number, "seal": seal(idea)}
    record(action=action, subject=idea, by=stranger(by), now=now, content=content | more)


def seal(idea: Idea) -> str:
    """SHA-256 of the idea's key, which its data gives, and its words: fits them alone and tells nothing about them."""
    return hashlib.sha256(idea.key.bytes + f"{idea.title}\n{idea.text}".encode()).hexdigest()


def public_words(idea: Idea) -> dict[str, Any]:
    """What a public idea says, as JSON has it; areas and categories by their numbers."""
    words = {name: getattr(idea, name) for name in WORDS if name not in ("area", "category", "owner")}
    return words | {
        "owner": idea.public_owner,
        "area": idea.area.number if idea.area else None,
        "category": idea.category.number if idea.category else None,
    }


def own_page(idea: Idea) -> str:
    return reverse("participatory_budget:own_idea", args=[idea.key])


def _fill(idea: Idea, content: dict[str, Any]) -> None:
    for name in COLUMNS:
        if name in content:
            setattr(idea, name, content[name])
    if idea.geometry:
        idea.geometry = read_geometry(idea.geometry)
    for part in (idea.area, idea.category):
        if part is not None and part.call_id != idea.call_id:
            raise NotOfThisCall
    if not idea.needs_consent:
        idea.owner = ""


def _check_version(idea: Idea, version: int) -> None:
    if idea.version != version:
        raise ChangedMeanwhile


def _touch(idea: Idea, now: datetime) -> None:
    idea.updated_at, idea.fingerprint = now, fingerprint_of(idea)
    if idea.state == State.DRAFT and idea.pk is not None:
        idea.version += 1
    idea.save()
