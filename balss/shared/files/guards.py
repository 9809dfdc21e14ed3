"""Guards: how a restricted file is read by those, and only those, who may see what it hangs on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from balss.shared.boards import Board
from balss.shared.models import StoredFile
from balss.shared.permissions import Actor, can


@dataclass(frozen=True)
class FileGuard:
    """Which action, done to which object, opens a file: pinned by the room whose record the file hangs on.

    `find` answers that record through the room's own foreign key to the file, or None while there is none yet.
    """

    name: str  # room.noun: plan.report_attachment
    action: str  # a pinned action: plan.view_report
    find: Callable[[StoredFile], object | None]


file_guards: Board[FileGuard] = Board(
    "file guards",
    key=lambda guard: guard.name,
    purpose="which record a restricted file hangs on, and the action that opens it",
)


def may_download(actor: Actor, file: StoredFile, now: datetime) -> bool:
    """The rule of `shared.download_file`; a file whose guard no room knows is nobody's."""
    if file.is_public:
        return True
    owner = None
    if file.guard:
        if file.guard not in file_guards:
            return False
        guard = file_guards[file.guard]
        owner = guard.find(file)
        if owner is not None:
            return can(actor, guard.action, owner, now)
    return actor.account_id is not None and actor.account_id == file.account_id
