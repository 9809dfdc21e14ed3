"""The legal parameters beside the project, where they are: what its own rules and counting are compared with."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def shared_law(name: str) -> Path | None:
    """A file of the folder `shared/law` beside the project or above it."""
    found = (parent / "shared" / "law" / name for parent in ROOT.parents)
    return next((path for path in found if path.is_file()), None)
