"""What pages, exports, the API and the plan ask of the figures: as objects (`figures`), as rows of data (`dataset`)."""

from balss.indicators.queries.dataset import FIELDS, rows_of
from balss.indicators.queries.figures import (
    OutcomeFigures,
    SeriesFigures,
    all_caveats,
    all_figures,
    caveats_about,
    corrections_of,
    figures_of_question,
    figures_of_series,
    last_entries_of,
    latest_group,
    outcomes_of,
    questions_with_several_series,
)

__all__ = [
    "FIELDS",
    "OutcomeFigures",
    "SeriesFigures",
    "all_caveats",
    "all_figures",
    "caveats_about",
    "corrections_of",
    "figures_of_question",
    "figures_of_series",
    "last_entries_of",
    "latest_group",
    "outcomes_of",
    "questions_with_several_series",
    "rows_of",
]
