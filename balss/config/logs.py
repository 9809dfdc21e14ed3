"""Log lines for machines: one JSON object to a line."""

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """`at` (UTC), `level`, `logger`, `message`, and `trace` where an exception was logged."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
