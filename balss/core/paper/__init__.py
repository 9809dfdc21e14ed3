"""A report as a plain sequence of blocks, written as accessible PDF or Word: one content, several forms.

What is not black on white is not here: headings, paragraphs, lists, tables with a head, and the language of every text.
"""

from balss.core.paper.blocks import Block, Facts, Heading, Items, Paper, Paragraph, Table, Text
from balss.core.paper.pdf import write_pdf
from balss.core.paper.word import write_word

__all__ = ["Block", "Facts", "Heading", "Items", "Paper", "Paragraph", "Table", "Text", "write_pdf", "write_word"]
