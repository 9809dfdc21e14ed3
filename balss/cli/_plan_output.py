"""What `balss plan` prints: for people, as JSON, YAML and CSV."""

import csv
import io
import json
from collections import Counter
from typing import Any

import yaml

from balss.core.plandoc.differences import Difference
from balss.core.plandoc.document import Operator, Part, PlanDocument, Target, Words
from balss.core.plandoc.planfile import dump_plan
from balss.core.plandoc.unreadable import Unreadable
from balss.plan.models import Edition

CSV_COLUMNS = (
    "plan", "commitment", "measure", "measure_title", "indicator", "words", "kind", "target", "deadline",
    "deadline_kind", "due_date", "responsible", "co_responsible",
)  # fmt: skip


def error_fields(refused: Unreadable) -> dict[str, Any]:
    return {
        "kind": refused.kind, "message": refused.message["en"], "message_lv": refused.message["lv"], **refused.facts,
    }  # fmt: skip


def import_fields(
    document: PlanDocument, differences: list[Difference], *, edition: Edition | None, applied: bool
) -> dict[str, Any]:
    return {
        "plan": document.key,
        "title": document.title,
        "edition": edition and {"number": edition.number, "sha256": edition.sha256, "file_name": edition.file_name},
        "applied": applied,
        **_counts(document),
        "deadlines_by_kind": Counter(deadline.kind.value for deadline in document.deadlines),
        "warnings": [
            {
                "measure": gap.measure,
                "kind": gap.kind,
                "message": gap.message["en"],
                "message_lv": gap.message["lv"],
                "line": gap.line,
                "due_date": gap.due_date and gap.due_date.isoformat(),
            }
            for gap in document.gaps
        ],
        "changes": [
            {"kind": each.kind, "what": each.what, "measure": each.measure, "before": each.before, "after": each.after}
            for each in differences
        ],
    }


def import_text(
    document: PlanDocument, differences: list[Difference], *, edition: Edition | None, applied: bool, dry_run: bool
) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in _counts(document).items())
    lines = [f"{document.key}: {counts}"]
    lines += [_gap_line(gap.line, gap.measure, gap.message["en"]) for gap in document.gaps]
    lines += [_difference_text(each) for each in differences]
    if applied and edition:
        lines.append(f"Applied as edition {edition.number}")
    elif dry_run:
        lines.append("Nothing was written (--dry-run)")
    else:
        lines.append("The plan says this already: nothing was changed")
    return "\n".join(lines)


def export_text(document: PlanDocument, form: str) -> str:
    if form == "csv":
        return _csv(document)
    data = dump_plan(document)
    if form == "yaml":
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _counts(document: PlanDocument) -> dict[str, int]:
    return {
        "commitments": len(document.commitments),
        "measures": len(document.measures),
        "indicators": len(document.indicators),
        "deadlines": len(document.deadlines),
        "footnotes": len(document.footnotes),
    }


def _gap_line(line: int | None, measure: str, message: str) -> str:
    return f"  ! line {line or '?'}{f', measure {measure}' if measure else ''}: {message}"


def _difference_text(difference: Difference) -> str:
    sign = {"added": "+", "withdrawn": "-", "changed": "~"}[difference.kind]
    about = " ".join(filter(None, [difference.measure, difference.what]))
    said = " → ".join(" | ".join(text.split("\n")) for text in (difference.before, difference.after) if text)
    return f"  {sign} {about}: {said}"


def _csv(document: PlanDocument) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, CSV_COLUMNS)
    writer.writeheader()
    for key, commitment, measure in document.keyed_measures():
        for place, indicator in enumerate(measure.indicators, start=1):
            deadline = None if indicator.deadline is None else measure.deadlines[indicator.deadline]
            writer.writerow(
                {
                    "plan": document.key,
                    "commitment": commitment.number,
                    "measure": key,
                    "measure_title": _leading(measure.title, document),
                    "indicator": place,
                    "words": _leading(indicator.words, document),
                    "kind": indicator.kind,
                    "target": "; ".join(_target_text(target) for target in indicator.targets),
                    "deadline": _leading(deadline.words, document) if deadline else "",
                    "deadline_kind": deadline.kind if deadline else "",
                    "due_date": deadline.due_date if deadline else None,
                    **{part: "; ".join(body.words for body in measure.part(part)) for part in Part},
                }
            )
    return buffer.getvalue()


def _target_text(target: Target) -> str:
    number = f"{target.value:f}"
    number = f"{number}–{target.maximum:f}" if target.operator == Operator.RANGE else f"{target.operator} {number}"
    implied = "(implied)" if target.is_implied else ""
    return " ".join(filter(None, [number, target.unit, target.period, target.scope, implied]))


def _leading(words: Words, document: PlanDocument) -> str:
    """The words in the first of the plan's languages that has them."""
    return next((words[language] for language in document.languages if words.get(language)), "")
