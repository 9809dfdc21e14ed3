"""Tables as files: delimited text, workbooks, JSON; written and read as rows come, so that a long one needs no memory.

A cell is text, a whole number, an exact number, true or false, a day, a moment in time, or None for empty.
"""

from balss.core.tabular.delimited import csv_text, guarded, semicolon_text
from balss.core.tabular.json_text import json_lines, json_value
from balss.core.tabular.reading import Reason, TableRow, UnreadableTable, as_date, read_table
from balss.core.tabular.workbook import Sheet, write_workbook

__all__ = [
    "Reason", "Sheet", "TableRow", "UnreadableTable", "as_date", "csv_text", "guarded", "json_lines", "json_value",
    "read_table", "semicolon_text", "write_workbook",
]  # fmt: skip
