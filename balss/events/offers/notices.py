"""Letters of the room, with examples that render them."""

from datetime import date
from typing import Any

from balss.shared.notice_kinds import NoticeKind, notice_kinds

EVENT = {
    "title": "Open government day",
    "when": "12 May 2026, 10:00–15:30",
    "where": "Culture centre, Liela iela 1, Ogre",
    "online_link": "https://video.example/42",
    "contact": "info@example.lv · 67000000",
    "reason": "The hall is under repair.",
    "path": "/notikumi/open-government-day-1a2b3c/",
}
TO_ONE = {"name": "Anna", "event": EVENT, "is_online": True, "path": "/notikumi/pieteikums/1:2/"}


def _kind(name: str, meaning: str, **more: Any) -> NoticeKind:
    return NoticeKind(f"events.{name}", meaning, f"events/notices/{name}", {**TO_ONE, **more})


notice_kinds.pin(
    _kind("confirm_registration", "a guest has to confirm the address with which they registered"),
    _kind("already_registered", "somebody registered once more with an address that is registered"),
    _kind("place_given", "a registration has a place"),
    _kind("on_waiting_list", "a registration waits for a place"),
    _kind("moved_up", "somebody moved up from the waiting list"),
    _kind("registration_cancelled", "a registration was cancelled"),
    _kind("event_changed", "the link for taking part online changed"),
    _kind("event_moved", "an event has another time or place", reason="The hall is taken.", was="11 May 2026, 10:00"),
    _kind("event_cancelled", "an event was cancelled"),
    _kind("reminder", "an event comes near", days=1),
    _kind("closing_due", "an event of an institution is over and not closed", erased_on=date(2026, 7, 11)),
)
