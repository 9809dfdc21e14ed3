"""The access log says what was asked, not by whom; and of voting nothing at all."""

import logging

from balss.cli.serve import NotVoting


def line(path: str) -> logging.LogRecord:
    return logging.LogRecord(
        "granian.access", logging.INFO, "", 0, "%(method)s %(path)s", ({"method": "POST", "path": path},), None
    )


def test_no_line_tells_that_somebody_voted() -> None:
    paths = ["/plans/", "/balsosana/1/urna/", "/en/balsosana/1/tiesibas/", "/"]
    assert [path for path in paths if NotVoting().filter(line(path))] == ["/plans/", "/"]
