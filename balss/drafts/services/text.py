"""The text of the next version, while it is being prepared: pasted, its cutting and pairing corrected."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.db import transaction

from balss.core.provisions import Line, TextTooLong, TooManyProvisions, cut, lines_of
from balss.drafts.models import Draft, State, WorkingText
from balss.drafts.queries import review
from balss.drafts.services.content import check_revision, locked, touch
from balss.drafts.services.refusals import NothingToPublish, NotThatProvision, TextRefused
from balss.shared.permissions import Actor

OPEN = (State.PREPARED, State.PUBLISHED)


@transaction.atomic
def set_text(*, draft: Draft, text: str, revision: int, by: Actor, now: datetime) -> Draft:
    """Take the text of the next version, in place of one that waits. What was corrected in that is forgotten where the
    lines are others. Raises NotAllowed, NotInThatState, ChangedMeanwhile, TextRefused."""
    draft = locked(draft, "drafts.edit_draft", by, now, *OPEN)
    check_revision(draft, revision)
    lines = _checked(text, ())
    before = WorkingText.objects.filter(draft=draft).first()
    turned = []
    if before is not None:
        kept = {line.text for line in lines_of(before.text) if line.number in before.turned}
        turned = [line.number for line in lines if line.text in kept]
    turned = turned if turned and _fits(text, turned) else []
    decided = before.decided if before is not None else {}
    WorkingText.objects.update_or_create(
        draft=draft, defaults={"text": "\n".join(_written(lines)), "turned": turned, "decided": decided}
    )
    touch(draft, now)
    return draft


@transaction.atomic
def turn_lines(*, draft: Draft, lines: Collection[int], revision: int, by: Actor, now: datetime) -> Draft:
    """Say of lines that they were read wrongly; of those said so already, that they were not. Raises NotAllowed,
    NotInThatState, ChangedMeanwhile, NothingToPublish, TextRefused."""
    draft = locked(draft, "drafts.edit_draft", by, now, *OPEN)
    check_revision(draft, revision)
    working = _working(draft)
    there = len(lines_of(working.text))
    turned = set(working.turned) ^ {line for line in lines if 0 <= line < there}
    _checked(working.text, turned)
    working.turned = sorted(turned)
    working.save()
    touch(draft, now)
    return draft


@transaction.atomic
def decide_provision(*, draft: Draft, mark: str, serial: int | None, revision: int, by: Actor, now: datetime) -> Draft:
    """Say which earlier provision one is, by its serial number: 0 for none of them, None to leave it to the reading
    again. Raises NotAllowed, NotInThatState, ChangedMeanwhile, NothingToPublish, NotThatProvision."""
    draft = locked(draft, "drafts.edit_draft", by, now, *OPEN)
    check_revision(draft, revision)
    working = _working(draft)
    others = {other: said for other, said in working.decided.items() if other != mark}
    working.decided = others if serial is None else {**others, mark: serial}
    if serial is not None:
        draft.working = working
        found = review(draft)
        assert found is not None  # noqa: S101  (there is a text)
        rows = {row.mark: row for row in found.rows if row.after}
        if mark not in rows or (rows[mark].serial or 0) != serial or not rows[mark].is_decided:
            raise NotThatProvision
    working.save()
    touch(draft, now)
    return draft


@transaction.atomic
def drop_text(*, draft: Draft, revision: int, by: Actor, now: datetime) -> Draft:
    """Throw away the text that waits. Raises NotAllowed, NotInThatState, ChangedMeanwhile, NothingToPublish."""
    draft = locked(draft, "drafts.edit_draft", by, now, *OPEN)
    check_revision(draft, revision)
    _working(draft).delete()
    touch(draft, now)
    return draft


def _working(draft: Draft) -> WorkingText:
    working = WorkingText.objects.filter(draft=draft).first()
    if working is None:
        raise NothingToPublish
    return working


def _checked(text: str, turned: Collection[int]) -> list[Line]:
    """The lines of a text that can be cut. Raises TextRefused."""
    try:
        lines = lines_of(text)
        cut(text, turned=turned)
    except TextTooLong as error:
        raise TextRefused("long") from error
    except TooManyProvisions as error:
        raise TextRefused("many") from error
    if not lines:
        raise TextRefused("empty")
    return lines


def _fits(text: str, turned: Collection[int]) -> bool:
    try:
        cut(text, turned=turned)
    except TooManyProvisions:
        return False
    return True


def _written(lines: Iterable[Line]) -> Iterator[str]:
    """What is kept: as it is read, without what cannot be seen."""
    for line in lines:
        yield f"\n{line.text}" if line.is_apart and line.number else line.text
