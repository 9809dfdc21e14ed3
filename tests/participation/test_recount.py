"""Figures on pages equal a full count of the rows, also after many wrote at once; a wrong one is found by its name."""

import json

import pytest

from tests.installation import finished

pytestmark = pytest.mark.slow


def recount(installation):
    process = installation.balss("recount", "--json")
    out, errors = process.communicate(timeout=120)
    assert errors == ""
    return process.returncode, [(each["recount"], each["figure"]) for each in json.loads(out)]


def test_pages_after_four_wrote_at_once_say_what_the_rows_say_and_a_wrong_figure_is_named(installation):
    run = "from tests.participation.crowd import furnish, crowd, pages; "
    installation.run(f"{run}furnish()")
    writers = [installation.start(f"{run}crowd({seed})") for seed in range(4)]
    for writer in writers:
        finished(writer, 180)

    counted, shown = json.loads(installation.run(f"{run}pages()").splitlines()[-1])
    assert shown == counted
    assert all(counted.values())  # something of everything happened
    assert recount(installation) == (0, [])

    wrong = 'Event.objects.filter(title="Saruna ar pūli").update(taken=0)'  # others' events stay as they are
    installation.run(f"from balss.events.models import Event; {wrong}")
    assert recount(installation) == (1, [("events.places", "places taken")])
