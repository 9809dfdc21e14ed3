"""Log lines for machines: one JSON object to a line; and those that are not written."""

import json
import logging
from datetime import UTC, datetime

# No line at all. Beside the hour of a sign-in, the first would tell who voted when; what follows the others is a secret
# that opens what somebody follows.
UNTOLD = ("/balsosana/", "/zinas/plusma/", "/zinas/sekot/mani/", "/zinas/sekot/atteikties/")


class WithoutUntold(logging.Filter):
    """Lets through every line but those of voting and of secret addresses; of those only what failed by our fault."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        return record.levelno >= logging.ERROR or not any(path in line for path in UNTOLD)


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
