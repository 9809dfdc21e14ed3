"""Message catalogues: compile (no gettext needed), collect from the source, check that Latvian is complete.

Each room keeps its own catalogue. Django joins them into one, so two rooms must not translate the same words
differently: where they mean different things, a context tells them apart.
"""

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from balss.cli import ROOT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

LANGUAGE = "lv"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["compile", "collect", "check"])


def run(args: argparse.Namespace) -> int:
    if args.what == "compile":
        compile_catalogues()
        return 0
    if args.what == "collect":
        return _collect(ROOT)
    return _check()


def compile_catalogues() -> int:
    """Write every .mo that is missing or older than its .po; returns how many were written."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = 0
    for po in _catalogues(ROOT):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3])
        fresh = mo.with_suffix(".mo.new")
        with fresh.open("wb") as target:
            write_mo(target, catalogue)
        fresh.replace(mo)
        written += 1
    return written


def _catalogues(root: Path) -> Iterator[Path]:
    yield from sorted((root / "balss").glob("*/locale/*/LC_MESSAGES/*.po"))


def _collect(root: Path) -> int:
    """Bring the catalogues up to the source with GNU gettext; new messages come in untranslated."""
    command = [sys.executable, "manage.py", "makemessages", "-l", LANGUAGE, "--no-wrap", "--no-location"]
    command += ["--no-obsolete", "-i", "tests", "-i", "bench", "-i", "var"]
    return subprocess.run(command, cwd=root).returncode


def _check() -> int:
    """Collect in a copy; name every message without translation, with a doubtful one, or with two."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "balss", copy / "balss", ignore=shutil.ignore_patterns("static", "__pycache__"))
        shutil.copy(ROOT / "manage.py", copy)
        if code := _collect(copy):
            return code
        catalogues = {po.relative_to(copy).parts[1]: _read(po) for po in _catalogues(copy)}
    faults = [fault for room, catalogue in catalogues.items() for fault in _faults(room, catalogue)]
    faults += _contradictions(catalogues)
    faults += _not_collected()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults in the Latvian catalogues of {len(catalogues)} rooms")
    return 1 if faults else 0


def _read(po: Path) -> "Catalog":
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        return read_po(source, locale=LANGUAGE)


def _faults(room: str, catalogue: "Catalog") -> Iterator[str]:
    if catalogue.fuzzy:
        yield f"{room}: the header is marked fuzzy, so the compiled catalogue knows no Latvian plural"
    for message in catalogue:
        if not message.id:
            continue
        if not all(_strings(message)):
            yield f"{room}: not translated: {_words(message)}"
        elif message.fuzzy:
            yield f"{room}: marked fuzzy: {_words(message)}"
        else:
            yield from (f"{room}: {error}: {_words(message)}" for error in message.check(catalogue))


def _contradictions(catalogues: dict[str, "Catalog"]) -> Iterator[str]:
    said: dict[tuple[str | None, str], tuple[str, list[str]]] = {}
    for room, catalogue in catalogues.items():
        for message in catalogue:
            if not message.id:
                continue
            first, strings = said.setdefault((message.context, _words(message)), (room, _strings(message)))
            if strings != _strings(message):
                yield f"{room} and {first} translate differently: {_words(message)}"


def _not_collected() -> Iterator[str]:
    """GNU gettext does not look into f-strings."""
    for source in sorted((ROOT / "balss").rglob("*.py")):
        for string in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(string, ast.JoinedStr) and any(_translates(node) for node in ast.walk(string)):
                yield f"{source.relative_to(ROOT)}:{string.lineno}: a message inside an f-string is not collected"


def _translates(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and (node.func.id == "_" or "gettext" in node.func.id)
    )


def _words(message: "Message") -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: "Message") -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])
