"""Every deed that a service records in the public ledger has words that a resident can read."""

import ast
import re

from balss.shared.boards import ALL_BOARDS
from balss.shared.deeds import deeds
from tests.architecture.rooms import ROOT, layer_of

NAME = re.compile(rf"({'|'.join(sorted(layer_of()))})\.[a-z_]+")
SOURCES = [ast.parse(file.read_text()) for file in sorted((ROOT / "balss").rglob("*.py"))]
IN_SERVICES = [ast.parse(file.read_text()) for file in sorted((ROOT / "balss").glob("*/services/**/*.py"))]
NOT_PINNED = {
    "indicators.reference_data",  # the kind of a ledger entry's subject, which is no row
    "notices.mail",  # the kind of a letter whose words were made elsewhere
}


def recorded_actions() -> set[str]:
    """The literals in `record(action="…")`."""
    return {
        keyword.value.value
        for source in SOURCES
        for call in ast.walk(source)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "record"
        for keyword in call.keywords
        if keyword.arg == "action" and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
    }


def names_in(sources: list[ast.Module]) -> set[str]:
    """Text that is the name of something of a room, like "plan.report_submitted"."""
    return {
        node.value
        for source in sources
        for node in ast.walk(source)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value)
    }


def test_recorded_actions_have_words() -> None:
    assert recorded_actions() - set(deeds.keys()) == set()


def test_names_that_services_use_stand_on_a_board() -> None:
    """So that an action that reaches `record` in a variable is found too."""
    pinned = {key for board in ALL_BOARDS.values() for key in board.keys()}  # noqa: SIM118 (a board iterates over pins)
    assert names_in(IN_SERVICES) - pinned - NOT_PINNED == set()
