"""How to sign in to the demonstration."""

from collections.abc import Iterator

from balss.people.services import demo

SHOWN = (
    ("resident", demo.RESIDENT),
    ("official of a ministry", demo.MINISTRY_OFFICIAL),
    ("official of a municipality", demo.MUNICIPALITY_OFFICIAL),
    ("coordinator of the plan", demo.COORDINATOR),
    ("independent reviewer", demo.REVIEWER),
    ("administrator of a staff", demo.INSTITUTION_ADMIN),
    ("helper at a library", demo.HELPER),
    ("more officials", demo.FINANCE_OFFICIAL),
    ("", demo.DEFENCE_OFFICIAL),
    ("", demo.CHANCELLERY_OFFICIAL),
    ("", demo.MUNICIPALITY_HEAD),
)


def sign_ins() -> Iterator[str]:
    """Lines for a terminal: who the person is, the address, and the password that all of them have."""
    yield f"Sign in as (password of all: {demo.PASSWORD})"
    width = max(len(who) for who, _ in SHOWN)
    longest = max(len(person.email) for _, person in SHOWN)
    for who, person in SHOWN:
        place = person.roles[0][1] if person.roles else ""
        yield f"  {who:<{width}}  {person.email:<{longest}}  {place}".rstrip()
