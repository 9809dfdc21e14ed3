"""The checked transcription beside the project, where it is: what the reader of the published plan is compared with."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "balss" / "plan" / "data" / "plan-2026-2027.txt"


def beside_the_project(path: str) -> Path:
    """A file of the folder `shared` beside the project; the test is skipped, saying so, where it is absent."""
    for parent in ROOT.parents:
        if (parent / "shared" / path).is_file():
            return parent / "shared" / path
    pytest.skip(f"needs ../shared/{path}")


def transcription() -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(beside_the_project("plan/plan.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return content


def transcribed_measures() -> list[dict[str, Any]]:
    return [measure for commitment in transcription()["commitments"] for measure in commitment["measures"]]


def known_bodies() -> dict[str, str]:
    """A directory as the transcription has it: code by the words of each body."""
    return {
        " ".join(body["text"].split()).casefold(): body["code"]
        for measure in transcribed_measures()
        for part in ("responsible", "co_responsible")
        for body in measure[part] or []
    }
