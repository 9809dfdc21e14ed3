"""Tables leave the service as files through `core.tabular` alone: there what would run in a spreadsheet is tamed."""

from tests.architecture.rooms import ROOT

WRITERS = ("csv.writer", "csv.DictWriter", "import xlsxwriter", "import openpyxl")


def test_nothing_else_writes_delimited_text_or_workbooks() -> None:
    writing = {
        str(path.relative_to(ROOT).parent)
        for path in (ROOT / "balss").rglob("*.py")
        if "cli" not in path.parts  # for the terminal, and documents of the demonstration
        and any(writer in path.read_text() for writer in WRITERS)
    }
    assert writing == {"balss/core/tabular"}
