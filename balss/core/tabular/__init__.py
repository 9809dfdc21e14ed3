"""Tables as files: delimited text, workbooks, JSON; written as rows come, so that a long table needs no memory.

A cell is text, a whole number, an exact number, true or false, a day, a moment in time, or None for empty.
"""

from balss.core.tabular.delimited import csv_text, guarded
from balss.core.tabular.json_text import json_lines, json_value
from balss.core.tabular.workbook import Sheet, write_workbook

__all__ = ["Sheet", "csv_text", "guarded", "json_lines", "json_value", "write_workbook"]
