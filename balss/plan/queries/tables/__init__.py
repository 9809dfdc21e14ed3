"""The plan as tables of open data, the same in CSV, XLSX, JSON and the API."""

from balss.plan.queries.scope import Scope
from balss.plan.queries.tables.bodies import BODIES
from balss.plan.queries.tables.changes import CHANGES
from balss.plan.queries.tables.deadlines import DEADLINES, FOOTNOTES, GAPS
from balss.plan.queries.tables.facts import plan_facts, plans_with_facts
from balss.plan.queries.tables.indicators import INDICATORS, TARGETS
from balss.plan.queries.tables.measures import MEASURES
from balss.plan.queries.tables.reported import ASSESSMENTS, COUNTS, REPORTS, VALUES
from balss.plan.queries.tables.table import Field, Row, Table, Type

TABLES = {
    table.name: table
    for table in (
        MEASURES, INDICATORS, TARGETS, VALUES, COUNTS, DEADLINES, BODIES, GAPS, FOOTNOTES, REPORTS, ASSESSMENTS,
        CHANGES,
    )
}  # fmt: skip

__all__ = ["TABLES", "Field", "Row", "Scope", "Table", "Type", "plan_facts", "plans_with_facts"]
