"""How to sign in to the demonstration."""

from collections.abc import Iterator

from balss.people.services import demo

SHOWN = (
    ("resident", demo.RESIDENT),
    ("official of a ministry", demo.MINISTRY_OFFICIAL),
    ("official of a municipality", demo.MUNICIPALITY_OFFICIAL),
    ("coordinator of the plan", demo.COORDINATOR),
    ("independent reviewer", demo.REVIEWER),
)


def sign_ins() -> Iterator[str]:
    """Lines for a terminal: who the person is, the address, and the password that all of them have."""
    yield f"Sign in as (password of all: {demo.PASSWORD})"
    width = max(len(who) for who, _ in SHOWN)
    for who, person in SHOWN:
        place = person.roles[0][1] if person.roles else ""
        yield f"  {who:<{width}}  {person.email}  {place}".rstrip()
    others = [person.email for person in demo.DEMO_PEOPLE if person not in dict(SHOWN).values()]
    yield f"  {'others':<{width}}  {', '.join(others)}"
