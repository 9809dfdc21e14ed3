"""The documents of the demonstration, made when it is loaded: the same bytes every time."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import typst
import yaml
from django.core.files.base import ContentFile, File

HERE = Path(__file__).parent


def read_documents() -> dict[str, dict[str, Any]]:
    """What each document says, by file name."""
    documents: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "documents.yaml").read_text(encoding="utf-8"))
    return documents


def make(name: str, says: dict[str, Any]) -> File[bytes]:
    """The file: a PDF of a title and paragraphs, or a CSV of rows."""
    content = _csv(says["rows"]) if name.endswith(".csv") else _pdf(says["title"], says["date"], says["paragraphs"])
    return ContentFile(content, name=name)


def _csv(rows: list[list[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def make_pdf(name: str, title: str, day: date, paragraphs: list[str]) -> File[bytes]:
    """A PDF of a title and paragraphs, dated the day."""
    return ContentFile(_pdf(title, day, paragraphs), name=name)


def _pdf(title: str, day: date, paragraphs: list[str]) -> bytes:
    inputs = {"title": title, "day": day.strftime("%d.%m.%Y."), "paragraphs": json.dumps(paragraphs)}
    inputs |= {"year": str(day.year), "month": str(day.month), "date": str(day.day)}
    pdf: bytes = typst.compile(str(HERE / "document.typ"), sys_inputs=inputs, ignore_system_fonts=True)
    return pdf
