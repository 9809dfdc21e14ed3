"""Writing cases of good practice: drafted, published, changed in the open, withdrawn and put back.

Each change of what is public is recorded in the ledger, brought to the search and counted for the plan in one
transaction; followers are told of a new case, of one that is withdrawn and of one that is put back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from balss.ledger.services import record
from balss.library.models import PracticeCase, State
from balss.notices.services import happened
from balss.places.models import Institution, Territory, Topic
from balss.plan.services import recount
from balss.search.services import index
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused
from balss.shared.slugs import free_slug

CASE = "library.case"  # as it is searched and followed
NEEDED = ("title", "summary", "problem", "solution", "outcome", "topics", "contact_email")
MANY = ("topics", "territories")


@dataclass(frozen=True)
class Content:
    """What an official says of a case. `english` has translations by column, where there are any; `links` are pairs of
    what it is called and its address."""

    title: str = ""
    summary: str = ""
    problem: str = ""
    solution: str = ""
    outcome: str = ""
    advice: str = ""
    cost: str = ""
    duration: str = ""
    partners: str = ""
    first_year: int = 0
    last_year: int | None = None
    topics: tuple[Topic, ...] = ()
    territories: tuple[Territory, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    contact_email: str = ""
    contact_phone: str = ""
    english: Mapping[str, str] = field(default_factory=dict)


class ChangedMeanwhile(Refused):
    """Somebody changed the case after the form was opened."""

    @property
    def message(self) -> str:
        return _(
            "A colleague changed this case while you had it open. Your words are still here: compare and save again."
        )


class NotInThatState(Refused):
    def __init__(self, case: PracticeCase) -> None:
        super().__init__(case.pk)
        self.case = case

    @property
    def message(self) -> str:
        return {
            State.DRAFT: _("The case has not been published yet."),
            State.PUBLISHED: _("The case is published already."),
            State.WITHDRAWN: _("The case is withdrawn. To change it, put it back first."),
        }[State(self.case.state)]


class CaseIncomplete(Refused):
    """`missing` are fields without which others could not use it."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(missing)
        self.missing = list(missing)

    @property
    def message(self) -> str:
        return _("Before the case can be published, fill in what others need to use it. The fields are marked below.")


class ReasonMissing(Refused):
    @property
    def message(self) -> str:
        return _("Say why: it stands in the public ledger.")


@transaction.atomic
def create_case(*, institution: Institution, content: Content, by: Actor, now: datetime) -> PracticeCase:
    """A draft, seen by the institution alone. Raises NotAllowed."""
    require(by, "library.create_case", institution, now)
    case = PracticeCase(institution=institution, created_at=now, updated_at=now)
    _write(case, content)
    case.slug = free_slug(PracticeCase, case.title, now)
    case.save()
    _write_links(case, content)
    return case


@transaction.atomic
def change_case(*, case: PracticeCase, content: Content, revision: int, by: Actor, now: datetime) -> PracticeCase:
    """Change a draft, or in the open what is published; `revision` is the one that the sender began from.

    The same words change nothing. Raises NotAllowed, NotInThatState, ChangedMeanwhile, and CaseIncomplete where a
    published case would lose what others need.
    """
    case = _locked(case, "library.edit_case", by, now, State.DRAFT, State.PUBLISHED)
    if case.revision != revision:
        raise ChangedMeanwhile
    before = content_of(case)
    if before == content:
        return case
    if case.is_public and (missing := missing_from(content)):
        raise CaseIncomplete(missing)
    _write(case, content)
    _touch(case, now)
    _write_links(case, content)
    if case.is_public:
        changed = [each.name for each in fields(Content) if getattr(before, each.name) != getattr(content, each.name)]
        _tell("library.case_changed", case, by, now, changed=changed)
    return case


@transaction.atomic
def discard_draft(*, case: PracticeCase, by: Actor, now: datetime) -> None:
    """Throw a draft away; what was published is withdrawn instead. Raises NotAllowed, NotInThatState."""
    _locked(case, "library.edit_case", by, now, State.DRAFT).delete()


@transaction.atomic
def publish_case(*, case: PracticeCase, by: Actor, now: datetime) -> PracticeCase:
    """Let everybody read a draft; it counts for the plan. Raises NotAllowed, NotInThatState, CaseIncomplete."""
    case = _locked(case, "library.publish_case", by, now, State.DRAFT)
    if missing := missing_from(content_of(case)):
        raise CaseIncomplete(missing)
    case.state, case.published_at = State.PUBLISHED, now
    _touch(case, now)
    _tell("library.case_published", case, by, now)
    return case


@transaction.atomic
def withdraw_case(*, case: PracticeCase, reason: str, by: Actor, now: datetime) -> PracticeCase:
    """Say that it should not be followed any more: it leaves lists, search and counts, and its page says why.

    Raises NotAllowed, NotInThatState, ReasonMissing.
    """
    case = _locked(case, "library.withdraw_case", by, now, State.PUBLISHED)
    case.state, case.withdrawn_reason = State.WITHDRAWN, _reason(reason)
    _touch(case, now)
    _tell("library.case_withdrawn", case, by, now, reason=case.withdrawn_reason)
    return case


@transaction.atomic
def restore_case(*, case: PracticeCase, reason: str, by: Actor, now: datetime) -> PracticeCase:
    """Put back what was withdrawn by mistake: it is published again since the day when it first was.

    Raises NotAllowed, NotInThatState, ReasonMissing.
    """
    case = _locked(case, "library.withdraw_case", by, now, State.WITHDRAWN)
    case.state, case.withdrawn_reason = State.PUBLISHED, ""
    _touch(case, now)
    _tell("library.case_restored", case, by, now, reason=_reason(reason))
    return case


def content_of(case: PracticeCase) -> Content:
    """What the case says now. One query for each of MANY."""
    columns: dict[str, Any] = {each.name: getattr(case, each.name, None) for each in fields(Content)}
    columns |= {name: tuple(getattr(case, name).all()) for name in MANY}
    columns |= {"links": tuple((title, address) for title, address in case.links)}
    return Content(**columns | {"english": case.translations.get("en", {})})


def missing_from(content: Content) -> list[str]:
    """Fields without which others would not know what it was, what came of it, or whom to ask."""
    return [name for name in NEEDED if not getattr(content, name)]


def _write(case: PracticeCase, content: Content) -> None:
    """Onto the row; the caller saves, then calls `_write_links`."""
    for each in fields(Content):
        if each.name not in (*MANY, "links", "english"):
            setattr(case, each.name, getattr(content, each.name))
    case.links = [list(link) for link in content.links]
    case.translate("en", **{name: content.english.get(name, "") for name in case.in_languages})


def _write_links(case: PracticeCase, content: Content) -> None:
    for name in MANY:
        getattr(case, name).set(getattr(content, name))


def _locked(case: PracticeCase, action: str, by: Actor, now: datetime, *states: State) -> PracticeCase:
    """The case as it is now, changed by nobody else until the transaction ends. Raises NotAllowed, NotInThatState."""
    case = PracticeCase.objects.select_for_update(of=("self",)).select_related("institution").get(pk=case.pk)
    require(by, action, case, now)
    if case.state not in states:
        raise NotInThatState(case)
    return case


def _touch(case: PracticeCase, now: datetime) -> None:
    case.revision += 1
    case.updated_at = now
    case.save()


def _reason(words: str) -> str:
    if not words.strip():
        raise ReasonMissing
    return words.strip()


def _tell(action: str, case: PracticeCase, by: Actor, now: datetime, **more: Any) -> None:
    """The ledger, the search, the plan and followers, after a change of what is public was written."""
    content = {
        "title": case.title,
        "institution": case.institution.code,
        "first_year": case.first_year,
        "last_year": case.last_year,
        "topics": sorted(case.topics.values_list("code", flat=True)),
    }
    record(action=action, subject=case, by=by, now=now, content=content | more)
    index(CASE, [case.slug])
    recount(now=now, room="library")
    if action != "library.case_changed":
        _tell_followers(action, case, now)


@translation.override("lv")
def _tell_followers(kind: str, case: PracticeCase, now: datetime) -> None:
    """A case that names no place concerns the one that its institution governs."""
    governed = case.institution.territory
    happened(
        kind,
        about=(CASE, case.slug),
        title=case.all_words("title"),
        address=case.get_absolute_url(),
        topics=case.topics.select_related("parent"),
        territories=list(case.territories.all()) or ([governed] if governed else []),
        institutions=[case.institution],
        now=now,
    )
