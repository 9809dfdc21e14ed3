"""Reads that other rooms and views ask."""

from balss.plan.queries.documents import (
    PUBLISHED_PLAN,
    Preview,
    document_of,
    edition_in_force,
    preview,
    read_plan_bytes,
    read_plan_file,
)
from balss.plan.queries.history import Happening, history_of
from balss.plan.queries.obligations import carries, obligations_of
from balss.plan.queries.overview import MeasureOverview, StatusCount, overviews_of, status_counts
from balss.plan.queries.plans import current_plan, outcome_group, plan_by_slug
from balss.plan.queries.status import (
    ComputedStatus,
    DeadlineStanding,
    IndicatorStanding,
    MeasureStanding,
    TargetStanding,
    standing_of,
    standings_of,
)

__all__ = [
    "PUBLISHED_PLAN",
    "ComputedStatus",
    "DeadlineStanding",
    "Happening",
    "IndicatorStanding",
    "MeasureOverview",
    "MeasureStanding",
    "Preview",
    "StatusCount",
    "TargetStanding",
    "carries",
    "current_plan",
    "document_of",
    "edition_in_force",
    "history_of",
    "obligations_of",
    "outcome_group",
    "overviews_of",
    "plan_by_slug",
    "preview",
    "read_plan_bytes",
    "read_plan_file",
    "standing_of",
    "standings_of",
    "status_counts",
]
