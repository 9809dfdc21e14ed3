"""What the documentation names exists, and what must be documented is."""

import argparse
import importlib
import pkgutil
import re
from functools import cache
from pathlib import Path

import pytest

from balss import cli
from tests.docs.pages import PAGES, ROOT, anchors_of, code_in, links_in, name_of

MAP = ROOT / "docs" / "README.md"
CODE = [ROOT / "balss", ROOT / "scripts", ROOT / "bench", ROOT / "tests", ROOT / ".ci", ROOT / "Makefile"]
SETTING = re.compile(r"\b(?:BALSS(?:_[A-Z]+)+|(?:BOX_)?DATABASE_URL|EMAIL_URL)\b")
OF_ONE_PROVIDER = "BALSS_OIDC_"
PATH = re.compile(r"^(?:balss|tests|docs|bench|scripts|\.ci)/[\w./-]*$")
COMMAND = re.compile(r"(?:^|[ /])balss ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")

every_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


@cache
def commands() -> dict[str, set[str]]:
    """Each subcommand of `balss`, with the subcommands that it has itself."""
    found = {}
    for module in pkgutil.iter_modules(cli.__path__):
        if not module.name.startswith("_"):
            parser = argparse.ArgumentParser()
            importlib.import_module(f"balss.cli.{module.name}").arguments(parser)
            parts = [action.choices for action in parser._actions if isinstance(action.choices, dict | list)]
            found[module.name] = {part for choices in parts for part in choices}
    return found


@cache
def settings_read() -> set[str]:
    files = [file for place in CODE for file in ([place] if place.is_file() else place.rglob("*"))]
    sources = [file for file in files if file.suffix in {".py", ".sh", ""} and file.is_file()]
    return {name for file in sources for name in SETTING.findall(file.read_text())}


def settings_in(page: Path) -> set[str]:
    return set(SETTING.findall(page.read_text()))


@every_page
def test_commands_named_exist(page: Path) -> None:
    named = [match for code in code_in(page) for match in COMMAND.findall(code)]
    wrong = [
        f"balss {command} {part}".strip()
        for command, part in named
        if command not in commands() or (part and commands()[command] and part not in commands()[command])
    ]
    assert wrong == []


def test_every_command_is_documented() -> None:
    named = {command for code in code_in(MAP) for command, _ in COMMAND.findall(code)}
    assert sorted(set(commands()) - named) == []


@every_page
def test_make_targets_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert [name for code in code_in(page) for name in TARGET.findall(code) if name not in targets] == []


def test_every_setting_is_documented() -> None:
    undocumented = settings_read() - settings_in(MAP)
    assert sorted(name for name in undocumented if not name.startswith(OF_ONE_PROVIDER)) == []


@every_page
def test_settings_named_are_read(page: Path) -> None:
    unknown = settings_in(page) - settings_read()
    assert sorted(name for name in unknown if not name.startswith(OF_ONE_PROVIDER)) == []


@every_page
def test_paths_named_exist(page: Path) -> None:
    assert [code for code in code_in(page) if PATH.match(code) and not (ROOT / code).exists()] == []


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in links_in(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            broken.append(link)
    assert broken == []


def test_every_decision_is_listed_under_its_title() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    titles = {page.name: page.read_text().partition("\n")[0] for page in pages}
    listed = re.findall(r"^- \[(\d+)\]\(decisions/([^)]+)\) (.+)$", MAP.read_text(), re.MULTILINE)
    assert {name: f"# {number}. {title}" for number, name, title in listed} == titles
