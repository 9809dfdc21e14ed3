"""The rooms and their order, read from the one place that states them: pyproject's import contract."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPEN_TO_ALL = {"shared", "design", "core"}
DOORS = {"services", "queries", "models"}


def room_folders() -> list[Path]:
    return sorted(path for path in (ROOT / "balss").iterdir() if (path / "__init__.py").exists())


@cache
def layer_of() -> dict[str, int]:
    """Room name → height; rooms on one line share a height, higher ones may import lower ones."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["name"] == "Rooms stand in layers")
    return {room.strip(" ()"): height for height, line in enumerate(reversed(layers)) for room in line.split("|")}


def imports() -> Iterator[tuple[Path, int, str, str]]:
    """Every import of one room by another: file, line, importing room, dotted path of what is imported."""
    for file in sorted((ROOT / "balss").rglob("*.py")):
        parts = file.relative_to(ROOT / "balss").parts
        if len(parts) < 2 or "migrations" in parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            for target in imported_names(node):
                if target.startswith("balss.") and target.split(".")[1] != parts[0]:
                    yield file, getattr(node, "lineno", 0), parts[0], target


def imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []
