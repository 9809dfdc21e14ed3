"""What the room offers on the boards."""

from datetime import datetime

from balss.shared.permissions import Action, Actor, Role, actions


def _runs_the_installation(actor: Actor, obj: object, now: datetime) -> bool:
    return actor.holds(Role.ADMINISTRATOR)


actions.pin(
    Action(
        "places.load_reference_data",
        "load institutions, territories and topics from the data files",
        _runs_the_installation,
    ),
)
