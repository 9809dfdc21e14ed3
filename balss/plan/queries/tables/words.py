"""Cells that many tables have alike."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from balss.core.plandoc.document import Words
from balss.plan.models import said
from balss.plan.queries.tables.table import Field, Row, Type

MEASURE = Field("measure", _("key of the measure, as in its address"), required=True)
INDICATOR = Field("indicator", _("serial number of the indicator within its measure"), Type.INTEGER, required=True)
LANGUAGE = Field(
    "language", _("language of the plan's words in this row: the one asked for, where the plan has it; else its own")
)
INSTITUTION = Field("institution", _("code of the institution, as in /vietas/; empty where the words name none known"))
INSTITUTION_NAME = Field("institution_name", _("its name today, in the language asked for, else in Latvian"))
WITHDRAWN = Field(
    "withdrawn_in_edition", _("number of the edition of the plan that dropped it; empty while it stands"), Type.INTEGER
)
LINE = Field("line", _("line of the published document"), Type.INTEGER)
IS_CURRENT = Field("is_current", _("false once a public correction took its place"), Type.BOOLEAN, required=True)
SUPERSEDES = Field("supersedes", _("id of the entry that this one corrects"))


def spoken(name: str, words: Words) -> Row:
    """The words under this name and the language that they are in; both empty where the document lost them."""
    text = said(words)
    return {name: str(text) or None, "language": text.language if text else None}


def listed(parts: Iterable[object]) -> str | None:
    """Several things in one cell."""
    return "; ".join(str(part) for part in parts) or None
