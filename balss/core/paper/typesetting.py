"""Templates of ours made into PDF/UA-1 by typst, without fonts of the machine."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent


def typeset(name: str, content: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The template `name`.typ with its input `name`; the same content and time give the same bytes."""
    written = typst.compile(
        (HERE / f"{name}.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={name: json.dumps(content, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=int(made_at.timestamp()),
    )
    return bytes(written)
