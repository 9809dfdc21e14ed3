"""Gateway to a folder: an envelope for each message, which the institution's document system takes from there.

`<message_id>.json` is written whole or not at all. The document system writes `<message_id>.state.json` beside it:
{"state": "delivered"} or {"state": "failed", "reason": "unknown_address" | "closed_address" | "refused"}.
"""

import json
import os
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from balss.notices.services.official.envelopes import as_json, reported
from balss.notices.services.official.gateway import NotTaken, Outgoing, Reported, Taken


class Folder:
    def __init__(self, place: str) -> None:
        self.place = Path(place)

    def hand_over(self, message: Outgoing) -> str:
        """The file that is there already is the same message and stays."""
        file = self.place / f"{message.message_id}.json"
        draft = self.place / f".{message.message_id}.{os.getpid()}"
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640), "wb") as out:
                out.write(as_json(message))
                out.flush()
                os.fsync(out.fileno())
            try:
                os.link(draft, file)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        except OSError as error:
            raise NotTaken(f"{type(error).__name__} in the folder") from error
        return file.name

    def states(self, taken: Collection[Taken]) -> dict[UUID, Reported]:
        """A file that says something else, or is not whole yet, is asked again."""
        found = {}
        for each in taken:
            try:
                said = json.loads((self.place / f"{each.message_id}.state.json").read_bytes())
            except (OSError, ValueError):
                continue
            if state := reported(said):
                found[each.message_id] = state
        return found
