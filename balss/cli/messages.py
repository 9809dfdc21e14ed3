"""Message catalogues: compile (no gettext needed), collect from the source, check that Latvian is complete."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from balss.cli import ROOT

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
    yield from sorted((root / "locale").glob("*/LC_MESSAGES/*.po"))
    yield from sorted((root / "balss").glob("*/locale/*/LC_MESSAGES/*.po"))


def _collect(root: Path) -> int:
    """Bring the catalogues up to the source with GNU gettext; new messages come in untranslated."""
    command = [sys.executable, "manage.py", "makemessages", "-l", LANGUAGE, "--no-wrap", "--no-location"]
    command += ["--no-obsolete", "-i", "tests", "-i", "bench", "-i", "var"]
    return subprocess.run(command, cwd=root).returncode


def _check() -> int:
    """Collect in a copy, and name every message that lacks a translation or has a doubtful one."""
    from babel.messages.pofile import read_po

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "balss", copy / "balss", ignore=shutil.ignore_patterns("static", "__pycache__"))
        shutil.copytree(ROOT / "locale", copy / "locale")
        shutil.copy(ROOT / "manage.py", copy)
        if code := _collect(copy):
            return code
        faults: list[str] = []
        for po in _catalogues(copy):
            with po.open("rb") as source:
                catalogue = read_po(source, locale=LANGUAGE)
            for message in catalogue:
                if not message.id:
                    continue
                words = message.id if isinstance(message.id, str) else message.id[0]
                translations = [message.string] if isinstance(message.string, str) else list(message.string or [""])
                if not all(translations):
                    faults.append(f"not translated: {words}")
                elif message.fuzzy:
                    faults.append(f"marked fuzzy: {words}")
                else:
                    faults += [f"{error}: {words}" for error in message.check(catalogue)]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults in the Latvian catalogue")
    return 1 if faults else 0
