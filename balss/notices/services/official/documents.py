"""Gateway to an institution's document system, over HTTP with mutual TLS.

`PUT <place>/messages/<message_id>` with the envelope as JSON: a second PUT of the same message changes nothing, so a
retry after a lost answer is no harm (RFC 9110, 9.2.2). The answer's `reference`, if any, is kept. 400 and 422 refuse
for good, with a `reason`; every other failure is tried again. `GET <place>/messages/<message_id>` says its state as
`folder` describes.
"""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from balss.notices.services.official.envelopes import as_json, reason_of, reported
from balss.notices.services.official.exchange import Line
from balss.notices.services.official.gateway import NotTaken, Outgoing, Reported, Taken

TAKEN = (200, 201, 202, 204)
REFUSED = (400, 422)


class Documents:
    def __init__(self, line: Line) -> None:
        self.line = line

    def hand_over(self, message: Outgoing) -> str:
        headers = {"Content-Type": "application/json; charset=utf-8"}
        answer = self.line.ask("PUT", f"/messages/{message.message_id}", body=as_json(message), headers=headers)
        said = _json(answer.body)
        if answer.status in REFUSED:
            raise NotTaken("refused by the document system", reason=reason_of(said), for_good=True)
        if answer.status not in TAKEN:
            raise NotTaken(f"the document system answered {answer.status}")
        return str(said.get("reference", ""))[:200] if isinstance(said, dict) else ""

    def states(self, taken: Collection[Taken]) -> dict[UUID, Reported]:
        found = {}
        for each in taken:
            answer = self.line.ask("GET", f"/messages/{each.message_id}")
            if answer.status == 200 and (state := reported(_json(answer.body))):
                found[each.message_id] = state
        return found


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
