"""The log says what was asked, not by whom; and of voting and of secret addresses nothing at all."""

import logging

from balss.config.logs import WithoutUntold


def line(path: str, level: int = logging.INFO) -> logging.LogRecord:
    return logging.LogRecord(
        "granian.access", level, "", 0, "%(method)s %(path)s", ({"method": "POST", "path": path},), None
    )


def test_no_line_tells_that_somebody_voted() -> None:
    paths = ["/plans/", "/balsosana/1/urna/", "/en/balsosana/1/tiesibas/", "/"]
    assert [path for path in paths if WithoutUntold().filter(line(path))] == ["/plans/", "/"]


def test_no_line_tells_a_secret_address() -> None:
    paths = ["/zinas/sekot/", "/zinas/plusma/abc.atom", "/en/zinas/sekot/mani/x:y/", "/zinas/plusma.atom"]
    assert [path for path in paths if WithoutUntold().filter(line(path))] == ["/zinas/sekot/", "/zinas/plusma.atom"]


def test_only_what_failed_in_voting_is_told() -> None:
    levels = [logging.WARNING, logging.ERROR]  # a refused vote, and a fault of ours
    assert [level for level in levels if WithoutUntold().filter(line("/balsosana/1/", level))] == [logging.ERROR]
