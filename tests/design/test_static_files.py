"""What browsers load: named by content, from nowhere else."""

import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.templatetags.static import static

ROOT = Path(__file__).resolve().parents[2]


def test_uncollected_file_keeps_its_plain_address() -> None:
    assert static("design/not-collected-yet.css") == "/static/design/not-collected-yet.css"


def test_collected_file_is_named_by_its_content(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = staticfiles_storage.load_manifest()[0]  # type: ignore[attr-defined]
    assert re.fullmatch(r"design/ground\.[0-9a-f]{12}\.css", manifest["design/ground.css"])
    assert (tmp_path / f"{manifest['design/ground.css']}.gz").exists()


def test_every_static_file_that_templates_name_exists() -> None:
    names = [
        name
        for template in (ROOT / "balss").rglob("templates/**/*.html")
        for name in re.findall(r"{% static \"([^\"]+)\" %}", template.read_text())
    ]
    missing = [name for name in names if not list((ROOT / "balss").glob(f"*/static/{name}"))]
    assert names
    assert missing == []


def test_style_sheets_load_nothing_from_elsewhere() -> None:
    sheets = (ROOT / "balss" / "design" / "static").rglob("*.css")
    sources = {source for sheet in sheets for source in re.findall(r"url\([\"']?([^\"')]+)", sheet.read_text())}
    assert {source for source in sources if not source.startswith(("vendor/", "data:image/svg+xml"))} == set()
