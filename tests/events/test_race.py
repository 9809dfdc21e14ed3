"""Places raced for by threads at one moment, on the engine of the tests, in a database that threads share as in use."""

import json

import pytest


@pytest.mark.parametrize(
    ("race", "standings", "taken"),
    [
        ("last_place", ["going", "waiting", "waiting", "waiting"], 1),
        ("two_cancel", ["cancelled", "cancelled", "going", "going", "waiting"], 2),
        ("one_address", ["unconfirmed"], 0),
    ],
)
def test_place_is_given_once(installation, race, standings, taken):
    said = installation.run(f"from tests.events.race import main; main({race!r})")
    assert json.loads(said.splitlines()[-1]) == {"standings": standings, "taken": taken}
