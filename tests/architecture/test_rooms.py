"""What keeps the house as it is drawn, beside the import contracts in pyproject."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from balss.shared.boards import ALL_BOARDS
from tests.architecture.rooms import DOORS, OPEN_TO_ALL, ROOT, imported_names, imports, layer_of, room_folders

ROOM_FILES = {
    "__init__", "admin", "api", "apps", "checks", "feeds", "forms", "jobs", "middleware", "models", "offers", "queries",
    "services", "sign_in", "urls", "views",
}  # fmt: skip
ROOM_FOLDERS = {"data", "locale", "migrations", "static", "templates", "templatetags", "__pycache__"}
NOT_ROOMS = {"cli", "config", "core", "design", "shared"}


def test_rooms_are_entered_by_their_doors_only() -> None:
    """A room asks another through its services, queries and models; what starts all (cli, config) may reach in."""
    back_doors = [
        f"{file.relative_to(ROOT)}:{line} imports {target}"
        for file, line, room, target in imports()
        if room not in {"cli", "config"}
        and target.split(".")[1] not in OPEN_TO_ALL
        and target.split(".")[2] not in DOORS
    ]
    assert back_doors == []


def test_relations_point_to_lower_rooms() -> None:
    heights = layer_of()
    upward = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = field.related_model
            if not (field.concrete and isinstance(target, type) and issubclass(target, Model)):
                continue
            if model.__module__.startswith("balss.") and target.__module__.startswith("balss."):
                room, other = model.__module__.split(".")[1], target.__module__.split(".")[1]
                if other != room and heights[other] >= heights[room]:
                    upward.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert upward == []


def test_no_room_listens_to_signals() -> None:
    listeners = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "balss").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if any(name.startswith("django.dispatch") for name in imported_names(node))
    ]
    assert listeners == []


@pytest.mark.parametrize("folder", room_folders(), ids=lambda folder: folder.name)
def test_room_says_what_it_is_for(folder: Path) -> None:
    assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text()))


def test_rooms_have_the_same_file_names_everywhere() -> None:
    strangers = [
        str(path.relative_to(ROOT))
        for folder in room_folders()
        if folder.name not in NOT_ROOMS
        for path in sorted(folder.iterdir())
        if (path.stem if path.suffix == ".py" else path.name) not in ROOM_FILES | ROOM_FOLDERS
    ]
    assert strangers == []


def test_every_board_says_what_it_is_for() -> None:
    assert [name for name, board in ALL_BOARDS.items() if not board.purpose] == []
